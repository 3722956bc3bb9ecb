import type { DenialCode, DenialNumbers } from '#shared/domain/denial.ts';
import type { LockScope, ParameterUnit, ProtectionInput } from '#shared/domain/guard.ts';

/** A figure a person may set. */
export interface ParameterSpec {
  readonly name: string;
  readonly what: string;
  readonly unit: ParameterUnit;
  readonly standard: number;
  readonly least: number;
  readonly most: number;
}

/** A closed trade as the protections count it. Shares in parts per million of the equity at its end, + is a gain. */
export interface TradeOutcome {
  readonly symbol: string;
  /** + of a long. */
  readonly side: number;
  readonly source: string;
  /** What ended it: `stop`, `target`, `time-out` or `exit`. */
  readonly how: string;
  readonly heldMs: number;
  /** After fees and funding. */
  readonly resultPpm: number;
  readonly feesPpm: number;
  /** + received. */
  readonly fundingPpm: number;
  /** Span time of its end. */
  readonly at: number;
}

export type Parameters = Readonly<Record<string, number>>;

/** Equity of the account as an equity protection looks at it; all in ppm. */
export interface EquityView {
  /** Below the highest equity of the last `minutes`. */
  readonly fallWithin: (minutes: number) => number;
  /** Above the day's start, and the best of the day above it. */
  readonly dayGain: number;
  readonly bestGain: number;
}

/** Prices of one symbol at one moment, in ppm; null where the feed does not say. */
export interface MarketView {
  readonly symbol: string;
  readonly spread: number | null;
  readonly indexGap: number | null;
  readonly jump: number | null;
}

/** Counts of what the venue answered to orders. */
export interface OrderView {
  /** The answer that just came. */
  readonly last: 'refused' | 'unknown';
  readonly refused: (minutes: number) => number;
  readonly unknown: (minutes: number) => number;
}

/** How a protection judges what it watches: the numbers of its lock, or null when it does not fire. */
export type Rule =
  | {
      readonly watches: 'trades';
      /** `window`: the trades of its target within its look-back, oldest first, the one that just ended last. */
      readonly test: (window: readonly TradeOutcome[], params: Parameters, ended: TradeOutcome) => DenialNumbers | null;
    }
  | { readonly watches: 'equity'; readonly test: (equity: EquityView, params: Parameters) => DenialNumbers | null }
  | {
      readonly watches: 'market';
      readonly test: (market: MarketView, params: Parameters, volatileSymbols: number) => DenialNumbers | null;
    }
  | { readonly watches: 'orders'; readonly test: (orders: OrderView, params: Parameters) => DenialNumbers | null };

/** A rule that locks entries for a time: for whom, when, how long, and in which words. */
export interface Protection {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly rule: Rule;
  /** Whom its lock may hold for; the first is the standard. */
  readonly scopes: readonly [LockScope, ...LockScope[]];
  readonly enabled: boolean;
  readonly params: readonly ParameterSpec[];
  readonly code: DenialCode;
}

export const inputOf = (protection: Protection): ProtectionInput => protection.rule.watches;

/** How a protection is set, for all targets or for one. */
export interface ProtectionSetting {
  readonly enabled: boolean;
  readonly scope: LockScope;
  readonly params: Parameters;
}

export const standardOf = (protection: Protection): ProtectionSetting => ({
  enabled: protection.enabled,
  scope: protection.scopes[0],
  params: Object.fromEntries(protection.params.map(({ name, standard }) => [name, standard])),
});

/** Whom a lock may be about. */
export interface LockSubject {
  readonly symbol: string;
  readonly side: number;
  readonly source: string;
}

/** The name of a lock's target. */
export function targetOf(scope: LockScope, { symbol, side, source }: LockSubject): string {
  switch (scope) {
    case 'account':
      return 'account';
    case 'agent':
      return `agent ${source}`;
    case 'side':
      return sideWord(side);
    case 'symbol':
      return symbol;
    case 'symbol-side':
      return `${symbol} ${sideWord(side)}`;
  }
}

const sideWord = (side: number): string => (side > 0 ? 'longs' : 'shorts');
