import type { ClientOrderId, ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { JournalDraft, JournalEvent } from '../journal/event.ts';
import type { JournalState } from '../journal/fold.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { OrderKind, OrderSide, TimeInForce, Venue } from '../ports/venue.ts';

/** What the desk needs of the journal: records are sealed and folded at once, and durable when `commit` returns. */
export interface DeskJournal {
  append(draft: JournalDraft): JournalEvent;
  commit(): void;
  readonly state: Pick<JournalState, 'order' | 'openOrders' | 'position'>;
}

/**
 * `sync`: intent and attempt are on disk before a byte leaves. `grouped`: the journal writes when it will, for
 * simulations that are run again rather than recovered.
 */
export type Barrier = 'sync' | 'grouped';

/** What the order desk is made of. */
export interface OrderDeskParts {
  readonly journal: DeskJournal;
  readonly venue: Venue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly barrier: Barrier;
  /** Why no entry may leave at this moment, null when one may; asked again right before a byte of an entry leaves. */
  readonly entriesStoppedBy?: () => string | null;
  /** The durable records about an order, for fills from before this start; without it `restore` gets all records. */
  readonly recordsOf?: (orderId: ClientOrderId) => readonly JournalEvent[];
}

/** Where a trade is to end: stop and target in ticks, and the moment it is closed at the latest. */
export interface TradePlan {
  readonly stopTicks: Ticks;
  readonly targetTicks: Ticks;
  /** Wall time in ms; from then on the position is closed as timed out. */
  readonly maxHoldUntil: number;
  /** The stop follows the best mark price at this distance, in ticks; it stays where it is when absent. */
  readonly trailTicks?: Ticks;
}

/** How an entry is made. A limit kind has a price, a stop kind a trigger; `leverage` is that of the position it opens. */
export interface EntryTerms {
  readonly kind: Extract<OrderKind, 'market' | 'limit' | 'stop-market' | 'stop-limit'>;
  readonly priceTicks: Ticks | null;
  readonly triggerTicks: Ticks | null;
  readonly timeInForce?: TimeInForce;
  readonly postOnly?: boolean;
  readonly leverage?: number;
}

/** An entry that passed every stage before execution. */
export interface EntryRequest extends TradePlan {
  readonly signalId: SignalId;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  /** Contracts, > 0. */
  readonly lots: number;
  /** The fencing token of the lock the entry is made under. */
  readonly token: number;
  /** True while that lock is still held with that token; asked again right before anything leaves. */
  readonly holdsLock: () => boolean;
  /** It adds to the trade that runs on the symbol, with that trade's plan and owner. */
  readonly joins?: true;
  /** The order's id where it must be known beforehand; a new one when absent. */
  readonly orderId?: ClientOrderId;
  /** At market when absent. */
  readonly terms?: EntryTerms;
}

/** How an entry ended. Only `sent` and `unknown` may have reached the venue; none is ever sent again. */
export type EntryOutcome =
  | { readonly kind: 'sent'; readonly orderId: ClientOrderId }
  | { readonly kind: 'rejected'; readonly orderId: ClientOrderId; readonly code: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly orderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'lock-lost' };

/** How a request to close ended. `running`: an exit was already on its way and is not doubled. */
export type ExitOutcome =
  | { readonly kind: 'sent' | 'running'; readonly orderId: ClientOrderId }
  | { readonly kind: 'rejected'; readonly orderId: ClientOrderId; readonly code: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly orderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'flat' };

/** What ended a position. */
export type CloseCause = 'stop' | 'target' | 'time-out' | 'exit';

/** A position that is flat again. `realised` is before fees; the amounts are sums over its life. */
export interface PositionClosed {
  readonly signalId: SignalId;
  readonly symbol: ContractSymbol;
  /** Contracts of all entries together. */
  readonly enteredLots: number;
  /** Average price of the fills that reduced it, rounded to a tick. */
  readonly exitTicks: number;
  readonly realised: Money;
  readonly fees: Money;
  /** Funding settled while it was held: + received, − paid. */
  readonly funding: Money;
  /** From the first fill to the last, by the venue's time. */
  readonly heldMs: number;
  readonly how: CloseCause;
  /** The reason given to `exit`, or the cause in words. */
  readonly reason: string;
}

/** An entry that ended without a single fill: nothing is held. */
export interface EntryEnded {
  readonly signalId: SignalId;
  readonly symbol: ContractSymbol;
  readonly orderId: ClientOrderId;
  readonly reason: string;
}

/** Something a person must hear of; money was booked where it could be, nothing was traded to correct it. */
export interface DeskAlarm {
  readonly kind:
    | 'order-returned'
    | 'late-fill'
    | 'over-fill'
    | 'foreign-event'
    | 'mismatched-fill'
    | 'illegal-move'
    | 'stop-missing';
  readonly symbol: ContractSymbol;
  readonly orderId: ClientOrderId;
  readonly sentence: string;
}

/** What was found out about an order in doubt, with the proof in words. */
export type Finding =
  | { readonly kind: 'accepted'; readonly venueOrderId: string }
  | {
      readonly kind: 'unknown' | 'triggered' | 'canceled' | 'expired' | 'not-placed' | 'missing';
      readonly reason: string;
    }
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string }
  | ({ readonly kind: 'amended' } & EventDataByType['order.amended']);
