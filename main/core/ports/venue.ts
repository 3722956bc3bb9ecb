import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';

export type OrderSide = 'buy' | 'sell';

/** `limit` needs `priceTicks`, the triggered kinds `triggerTicks`, `stop-limit` both, `trailing-stop` `trailTicks`. */
export type OrderKind = 'market' | 'limit' | 'stop-market' | 'stop-limit' | 'take-profit-market' | 'trailing-stop';

/** How long an order may rest: until canceled, not at all (the rest is canceled), or all of it at once or nothing. */
export type TimeInForce = 'gtc' | 'ioc' | 'fok';

/** The price that fires a triggered order. */
export type TriggerPrice = 'mark' | 'last' | 'index';

/** An order as it leaves for the venue. */
export interface VenueOrder {
  readonly clientOrderId: ClientOrderId;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly kind: OrderKind;
  readonly lots: Lots;
  readonly reduceOnly: boolean;
  readonly priceTicks: Ticks | null;
  readonly triggerTicks: Ticks | null;
  /** Of limit orders; `gtc` when absent. */
  readonly timeInForce?: TimeInForce;
  /** A limit order that would take is refused instead. */
  readonly postOnly?: boolean;
  /** What fires a triggered order; the mark price when absent. */
  readonly triggerBy?: TriggerPrice;
  /** Distance at which a trailing stop follows the best price, in ticks. */
  readonly trailTicks?: Ticks;
  /** Closes whatever is held when it executes; the venue then ignores `lots`. Always with `reduceOnly`. */
  readonly closePosition?: boolean;
  /** Leverage the position is opened with, isolated margin. Of entries only. */
  readonly leverage?: number;
}

/** New terms of a resting order; what is absent stays as it is. */
export interface OrderChange {
  readonly priceTicks?: Ticks;
  readonly triggerTicks?: Ticks;
  readonly lots?: Lots;
}

/** What a send proved. `unknown` means bytes may have left: the order counts as live until the venue says otherwise. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly venueOrderId: string }
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** An answer to a cancel. `not-found` proves nothing: the order may have filled, or never have arrived. */
export type CancelOutcome = 'accepted' | 'not-found' | 'unknown';

/** An answer to a change. `unsupported`: nothing was sent, the venue has no such call. */
export type AmendOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'unsupported' };

/** Which order is meant; the venue's id helps venues that cannot look up ours. */
export interface OrderRef {
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId: string | null;
  readonly symbol: ContractSymbol;
  /** True for kinds that wait for a trigger: venues keep those apart. */
  readonly triggered: boolean;
}

/** What the venue did on its own: such a fill is of no order of ours. */
export type FillCause = 'liquidation' | 'adl' | 'settlement';

/** A fill as the venue tells it. One of the two order ids may be missing, never both. */
export interface VenueFillReport {
  readonly clientOrderId: ClientOrderId | null;
  readonly venueOrderId: string | null;
  readonly symbol: ContractSymbol;
  /** The venue's trade id: a fill is booked once per id. */
  readonly tradeId: string;
  readonly side: OrderSide;
  readonly lots: Lots;
  readonly priceTicks: Ticks;
  readonly fee: Money;
  readonly liquidity: 'maker' | 'taker';
  readonly tsVenue: EpochMs;
  /** Absent for fills of orders. */
  readonly cause?: FillCause;
}

/** What the venue reports on its own. Each external fact has the venue's time and ours. */
export type VenueEvent =
  | {
      readonly kind: 'fill';
      /** Empty when the venue names its own order id only. */
      readonly clientOrderId: ClientOrderId;
      readonly venueOrderId?: string;
      readonly symbol: ContractSymbol;
      /** The venue's trade id: a fill is booked once per id. */
      readonly tradeId: string;
      readonly side: OrderSide;
      readonly lots: Lots;
      readonly priceTicks: Ticks;
      readonly fee: Money;
      readonly liquidity: 'maker' | 'taker';
      readonly tsVenue: EpochMs;
      readonly tsReceived: EpochMs;
      /** Absent for fills of orders. */
      readonly cause?: FillCause;
      /** The venue did not tell the fee: it is reckoned by the contract's base rate, and the list of fills has the true one. */
      readonly feeEstimated?: true;
    }
  | {
      readonly kind: 'triggered' | 'canceled' | 'expired';
      readonly clientOrderId: ClientOrderId;
      readonly venueOrderId?: string;
      readonly symbol: ContractSymbol;
      readonly reason: string;
      readonly tsVenue: EpochMs;
      readonly tsReceived: EpochMs;
    }
  | {
      /** The venue shows a live order: ours (the late answer to a send) or somebody else's. */
      readonly kind: 'opened';
      readonly clientOrderId: ClientOrderId;
      readonly venueOrderId: string;
      readonly symbol: ContractSymbol;
      readonly tsVenue: EpochMs;
      readonly tsReceived: EpochMs;
    };

/** The state of the private connection and of the venue's service; both can stop entries. */
export type VenueCondition =
  | {
      readonly kind: 'stream';
      /** `live`: data or a proven heartbeat within the limit; `silent`: an open socket that proves nothing; `down`: none. */
      readonly status: 'live' | 'silent' | 'down';
      readonly reason: string;
    }
  | { readonly kind: 'service'; readonly status: ServiceStatus; readonly reason: string };

/** Whether the venue takes orders: all, cancels only (maintenance), or nothing. */
export type ServiceStatus = 'open' | 'cancel-only' | 'closed';

/**
 * An answer to a question. Only `known` proves anything: an error, a timeout or an unreadable page is not "nothing there".
 * `askedAt`: our time right before the question left; what happened later may be missing from it.
 */
export type Answer<T> =
  | { readonly known: true; readonly value: T; readonly askedAt: EpochMs }
  | { readonly known: false; readonly reason: string };

/** An order as the venue shows it. */
export interface OrderReport {
  /** Null for orders placed without one, such as by hand on the venue's page. */
  readonly clientOrderId: ClientOrderId | null;
  readonly venueOrderId: string;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly kind: OrderKind;
  readonly lots: Lots;
  readonly filledLots: Lots;
  readonly priceTicks: Ticks | null;
  readonly triggerTicks: Ticks | null;
  readonly reduceOnly: boolean;
  /** `waiting`: a triggered kind that has not fired. */
  readonly state: 'waiting' | 'open' | 'filled' | 'canceled' | 'expired' | 'rejected';
  readonly tsVenue: EpochMs;
}

/** A position as the venue shows it. */
export interface PositionReport {
  readonly symbol: ContractSymbol;
  /** Contracts, + long, − short; 0 when flat. */
  readonly lots: Lots;
  /** Average entry, quote units as decimal text; null when flat. */
  readonly entryPrice: string | null;
  readonly marginMode: 'isolated' | 'cross';
  readonly leverage: number | null;
  readonly liquidationTicks: Ticks | null;
  readonly tsVenue: EpochMs;
}

/**
 * Money that came to the account or left it without a fill, in the quote currency: + came, − left. `id` is the venue's
 * and names one movement for ever, whatever page it is read from.
 */
export type AccountMovement =
  | {
      /** `transfer`: paid in or taken out by the owner; `rebate`: given or taken by the venue. */
      readonly kind: 'transfer' | 'rebate';
      readonly id: string;
      readonly amount: Money;
      /** The venue's word for it. */
      readonly what: string;
      readonly tsVenue: EpochMs;
    }
  | {
      readonly kind: 'funding';
      readonly id: string;
      readonly symbol: ContractSymbol;
      readonly amount: Money;
      /** Fraction per interval, position settled (signed contracts) and mark; null where the venue does not tell. */
      readonly rate: number | null;
      readonly lots: number | null;
      readonly markTicks: number | null;
      readonly tsVenue: EpochMs;
    };

/** The account as the venue values it, in the quote currency. */
export interface AccountReport {
  /** Wallet balance without open profit. */
  readonly cash: Money;
  /** Wallet balance plus open profit. */
  readonly equity: Money;
  /** Free for new margin. */
  readonly available: Money;
}

/**
 * Questions to the venue, for reconciliation. Each asks once; whoever asks decides about asking again. No question
 * changes anything at the venue.
 */
export interface VenueQuestions {
  /** The order by our id, triggered or not, live or done; null is the venue's own clean "there is no such order". */
  order(ref: OrderRef): Promise<Answer<OrderReport | null>>;
  /** All live orders of the account, waiting ones included, ours or not. */
  openOrders(): Promise<Answer<readonly OrderReport[]>>;
  /** Orders that ended since `since` (venue time), all pages. */
  doneOrders(since: EpochMs): Promise<Answer<readonly OrderReport[]>>;
  /** Fills since `since` (venue time), all pages, oldest first. */
  fills(since: EpochMs): Promise<Answer<readonly VenueFillReport[]>>;
  /** Open positions; a symbol that is not listed is flat. */
  positions(): Promise<Answer<readonly PositionReport[]>>;
  account(): Promise<Answer<AccountReport>>;
  /** Deposits, withdrawals, settled funding and rebates since `since` (venue time), all pages; null: there is no such list. */
  movements(since: EpochMs): Promise<Answer<readonly AccountMovement[] | null>>;
  service(): Promise<Answer<{ readonly status: ServiceStatus; readonly reason: string }>>;
  /** Venue clock minus ours, ms, with half the round trip taken off. */
  clockOffset(): Promise<Answer<number>>;
}

/** A place that executes orders: the paper venue here, exchanges behind the same port. */
export interface Venue {
  readonly name: string;
  /** True when fills are simulated; shown wherever its results are. */
  readonly simulated: boolean;
  /** True where the venue itself lets a `trailing-stop` follow the price, also while this program does not run. */
  readonly trails?: boolean;
  readonly ask: VenueQuestions;
  /**
   * Sends an order once.
   * @param mayLeave asked in the same tick as the first byte leaves, however long limits and settings held the order back;
   *   when it says no nothing is sent and the outcome is `rejected`. An order without it leaves.
   */
  submit(order: VenueOrder, mayLeave?: () => boolean): Promise<SubmitOutcome>;
  cancel(order: OrderRef): Promise<CancelOutcome>;
  amend(order: OrderRef, change: OrderChange): Promise<AmendOutcome>;
  onEvent(listener: (event: VenueEvent) => void): Disposable;
  onCondition(listener: (condition: VenueCondition) => void): Disposable;
}
