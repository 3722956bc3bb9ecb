import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Tristate } from '#shared/domain/exchange-account.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Direction, TradingState } from '#shared/domain/signal.ts';
import type { OrderKind, OrderSide, ServiceStatus } from '../../ports/venue.ts';
import type { GuardFacts } from './guard-facts.ts';
import type { RiskLimits } from './limits.ts';

/** The fact does not exist in this mode or for this order, so its check does not apply. Said explicitly, never assumed. */
export const NOT_APPLICABLE = 'not-applicable';

/** A fact that a check asks for. `null` is not known, and refuses. */
export type Fact<T> = T | null | typeof NOT_APPLICABLE;

/** An entry as it would be sent. */
export interface EntryProposal {
  readonly symbol: ContractSymbol;
  readonly direction: Direction;
  readonly lots: Lots;
  /** The price the size was worked out at. */
  readonly priceTicks: Ticks;
  readonly stopTicks: Ticks;
  /** `market` when absent. */
  readonly kind?: OrderKind;
  /** The price it fills near, where that is not the mark: the trigger of a stop order. */
  readonly nearTicks?: Ticks | null;
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
  /** Open orders per symbol; absent means none. */
  readonly openOrdersOf: ReadonlyMap<ContractSymbol, number>;
  /** Entries whose fate at the venue is not proven, and how many of them the figures above count as filled. */
  readonly doubts: number;
  readonly doubtsCounted: number;
  /** Loss since the day began, parts per million of the equity then, rounded up; 0 without a loss. */
  readonly dayLossPpm: bigint;
  /** Loss since the week began (Monday, UTC), likewise. */
  readonly weekLossPpm: bigint;
  /** Distance below the highest equity, likewise. Transfers and re-arming move what is measured from, see `EquityStop`. */
  readonly drawdownPpm: bigint;
}

/** Which rules and which program decide, and which of them a person approved last. Hashes; null: never approved. */
export interface BuildFacts {
  readonly rules: string;
  readonly approvedRules: string | null;
  readonly build: string;
  readonly approvedBuild: string | null;
}

/** The lock under which the order leaves. */
export interface LockFacts {
  readonly remainingMs: number;
  readonly current: boolean;
}

/** The disk of the journal. */
export interface StorageFacts {
  readonly freeBytes: number | null;
  /** Null while too few commits were measured. */
  readonly commitP99Ms: number | null;
}

/** What the login may do, and whether it is that of the account that trades. */
export interface KeyFacts {
  readonly canTrade: Tristate;
  readonly canMoveFunds: Tristate;
  readonly ipRestricted: Tristate;
  readonly rightAccount: boolean;
}

/** One level of a book. */
export type Level = readonly [ticks: number, lots: number];

/** The order book, best first. */
export interface BookFacts {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly ageMs: number;
}

/** Prices beside the one of the order. */
export interface MarketFacts {
  readonly markTicks: number | null;
  readonly markAgeMs: number | null;
  readonly lastTicks: Fact<number>;
  readonly indexTicks: Fact<number>;
  readonly book: Fact<BookFacts>;
  /** Of the next settlement, parts per million, + means longs pay. */
  readonly fundingPpm: Fact<bigint>;
  /** ATR(14) of hourly candles. */
  readonly atrTicks: Fact<number>;
}

/** An order of ours that rests on the symbol and could trade with the new one. */
export interface OwnOrder {
  readonly side: OrderSide;
  readonly priceTicks: number;
}

/** Until the next place is free, ms; 0 when it is free now. */
export interface RateFacts {
  readonly symbolWaitMs: number;
  readonly accountWaitMs: number;
  readonly messageWaitMs: number;
}

/** What a strategy executed on the symbol, and why it is disabled there, if it is. */
export interface RepeatFacts {
  readonly strategy: string;
  readonly lastHour: number;
  readonly lastDay: number;
  readonly disabled: string | null;
}

/** The signal behind the order. */
export interface SignalFacts {
  readonly ageMs: number;
  readonly seenBefore: boolean;
}

/** The venue's private stream. */
export interface StreamFacts {
  readonly status: 'live' | 'silent' | 'down';
  readonly reason: string;
}

/** Whether the venue takes orders, and how long until announced maintenance. */
export interface ServiceFacts {
  readonly status: ServiceStatus;
  readonly reason: string;
  readonly maintenanceInMs: Fact<number>;
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
  readonly build: Fact<BuildFacts>;
  readonly lock: Fact<LockFacts>;
  readonly storage: Fact<StorageFacts>;
  /** Venue clock minus ours, ms. */
  readonly clockOffsetMs: Fact<number>;
  readonly key: Fact<KeyFacts>;
  readonly contractActive: Fact<boolean>;
  readonly specificationAgeMs: Fact<number>;
  readonly market: MarketFacts;
  /** The margin mode the venue holds for the symbol. */
  readonly marginMode: Fact<'isolated' | 'cross'>;
  /** Leverage the order asks for. */
  readonly leverage: number;
  readonly ownOrders: readonly OwnOrder[] | null;
  readonly rates: Fact<RateFacts>;
  readonly repeats: Fact<RepeatFacts>;
  readonly signal: Fact<SignalFacts>;
  readonly stream: Fact<StreamFacts>;
  readonly service: Fact<ServiceFacts>;
  readonly guard: Fact<GuardFacts>;
}
