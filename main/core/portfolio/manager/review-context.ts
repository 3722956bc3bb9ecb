import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import type { PairCorrelation } from './returns.ts';
import type { ManagerSettings } from './settings.ts';
import type { ListingStatus } from './universe.ts';

/** What is known of a symbol beside its standing. */
export interface SymbolFacts {
  readonly listing: ListingStatus;
  /** Whether the venue takes orders on it; null when it does not say. */
  readonly trading: boolean | null;
  /** Since when data of it are there, ms since 1970; null when there are none. */
  readonly dataSince: number | null;
  readonly sector: string;
  /** Nothing is held of it and no entry is on its way. */
  readonly flat: boolean;
  /** Taker fee in basis points; null when not known. */
  readonly takerBps: number | null;
}

/** Everything a review looks at beside the portfolio itself. It reads no clock and no chance. */
export interface ReviewContext {
  /** The moment of the review, ms since 1970. */
  readonly at: number;
  readonly settings: ManagerSettings;
  /** Every symbol of the universe, gone ones included. */
  readonly symbols: readonly ContractSymbol[];
  readonly standings: ReadonlyMap<ContractSymbol, SymbolStanding>;
  readonly facts: (symbol: ContractSymbol) => SymbolFacts;
  readonly correlation: (a: ContractSymbol, b: ContractSymbol) => PairCorrelation;
}

/** The score of a symbol if it is known and young enough to act on; null otherwise. */
export function freshScore({ at, settings, standings }: ReviewContext, symbol: ContractSymbol): number | null {
  const standing = standings.get(symbol);
  if (standing === undefined || at - standing.asOf > settings.maxScoreAgeMs) return null;
  return standing.score;
}
