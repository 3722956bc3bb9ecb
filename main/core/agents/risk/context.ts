import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Direction, TradingState } from '#shared/domain/signal.ts';
import type { RiskLimits } from './limits.ts';

/** An entry as it would be sent. */
export interface EntryProposal {
  readonly symbol: ContractSymbol;
  readonly direction: Direction;
  readonly lots: Lots;
  /** The price the size was worked out at. */
  readonly priceTicks: Ticks;
  readonly stopTicks: Ticks;
}

/** The account as the gate sees it: what is in doubt is counted as filled. */
export interface AccountFacts {
  readonly equity: Money;
  /** Σ |position value| + value of entries on their way. */
  readonly gross: Money;
  /** Σ signed position value + signed value of entries on their way. */
  readonly net: Money;
  readonly marginUsed: Money;
  /** Signed value held and on its way, per symbol; absent means none. */
  readonly exposure: ReadonlyMap<ContractSymbol, Money>;
  readonly openOrders: number;
  /** Loss since the day's first equity, parts per million of it; negative is a gain. */
  readonly dayLossPpm: bigint;
  /** Distance below the highest equity, parts per million of it. */
  readonly drawdownPpm: bigint;
}

/** Everything the checks may look at. `null` is an input that is not known. */
export interface GateContext {
  readonly limits: RiskLimits;
  readonly trading: { readonly state: TradingState; readonly cause: string };
  readonly journalIntact: boolean;
  /** True when fills are simulated: assumed specifications are admissible then, and only then. */
  readonly simulated: boolean;
  readonly allowed: ReadonlySet<ContractSymbol>;
  readonly frozen: ReadonlySet<ContractSymbol>;
  readonly instrument: Instrument | null;
  readonly account: AccountFacts | null;
  /** Why the account is not known, when it is not. */
  readonly accountProblem: string;
  /** Age of the symbol's last price, ms. */
  readonly dataAgeMs: number | null;
  /** Since the same entry (symbol, side, size) was last made, ms; null when never. */
  readonly sameOrderAgoMs: number | null;
}
