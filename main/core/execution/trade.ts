import type { ClientOrderId, ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import { add, ZERO, type Money } from '#shared/domain/money.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import type { OrderSide } from '../ports/venue.ts';
import type { CloseCause, PositionClosed, TradePlan } from './desk-types.ts';

/** Its entries with all that belongs to them, from the first intent until the position is flat and its orders are at their end. */
export interface Trade {
  readonly signalId: SignalId;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly token: number;
  /** The one that began it first; the others were added by a person. */
  readonly entryIds: ClientOrderId[];
  /** Null for a trade found at a restart whose plan is not known: it is closed on demand only. */
  plan: TradePlan | null;
  /** Protective orders, the newest last; several live only while one replaces another. */
  readonly stopIds: ClientOrderId[];
  readonly targetIds: ClientOrderId[];
  exitId: ClientOrderId | null;
  /** Why the trade is being closed by order; null while it runs. */
  exitReason: string | null;
  /** Exits in a row that ended without a fill, and the wall time before which none is made unasked. */
  exitsFailed: number;
  exitNotBefore: number;
  /** Entries that were canceled while it was not known whether they exist: once is enough, the venue is asked for them. */
  readonly canceledInDoubt: Set<ClientOrderId>;
  /** Sums of the running position: reset when it is flat. */
  sums: TradeSums;
}

/** What the fills of a position add up to. */
export interface TradeSums {
  readonly openedAt: number | null;
  readonly enteredLots: number;
  readonly reducedLots: number;
  /** Σ price in ticks × contracts of the reducing fills. */
  readonly reducedTicks: bigint;
  readonly realised: Money;
  readonly fees: Money;
  /** + received, − paid. */
  readonly funding: Money;
}

/** Of a position without fills. */
export const NO_FILLS: TradeSums = {
  openedAt: null,
  enteredLots: 0,
  reducedLots: 0,
  reducedTicks: 0n,
  realised: ZERO,
  fees: ZERO,
  funding: ZERO,
};

/** A trade at its entry's intent. */
export const newTrade = ({
  entryId,
  ...entry
}: Pick<Trade, 'signalId' | 'symbol' | 'side' | 'token' | 'plan'> & { readonly entryId: ClientOrderId }): Trade => ({
  ...entry,
  entryIds: [entryId],
  stopIds: [],
  targetIds: [],
  exitId: null,
  exitReason: null,
  exitsFailed: 0,
  exitNotBefore: Number.NEGATIVE_INFINITY,
  canceledInDoubt: new Set(),
  sums: NO_FILLS,
});

/** A fill as booked, for the sums. */
export interface TradeFill {
  readonly role: OrderRole;
  readonly lots: number;
  readonly priceTicks: number;
  readonly realised: Money;
  readonly fee: Money;
  readonly tsVenue: number;
}

/** The sums with one more fill. */
export function sumsAfter(sums: TradeSums, fill: TradeFill): TradeSums {
  const reduces = fill.role !== 'entry';
  return {
    openedAt: sums.openedAt ?? fill.tsVenue,
    enteredLots: sums.enteredLots + (reduces ? 0 : fill.lots),
    reducedLots: sums.reducedLots + (reduces ? fill.lots : 0),
    reducedTicks: sums.reducedTicks + (reduces ? BigInt(fill.priceTicks) * BigInt(fill.lots) : 0n),
    realised: add(sums.realised, fill.realised),
    fees: add(sums.fees, fill.fee),
    funding: sums.funding,
  };
}

const CAUSE: Readonly<Record<OrderRole, CloseCause>> = { entry: 'exit', stop: 'stop', target: 'target', exit: 'exit' };

/** The reason under which an exit counts as a time-out. */
export const TIME_OUT = 'time-out';

/** The reason of an exit that closes a part only: what is left is not on its way out. */
export const PART_CLOSE = 'a part is closed';

/** The report of a position that the given fill made flat. */
export function closedReport(trade: Trade, last: TradeFill): PositionClosed {
  const { sums } = trade;
  const lots = BigInt(sums.reducedLots);
  const timedOut = last.role === 'exit' && trade.exitReason === TIME_OUT;
  const how = timedOut ? 'time-out' : CAUSE[last.role];
  return {
    signalId: trade.signalId,
    symbol: trade.symbol,
    enteredLots: sums.enteredLots,
    exitTicks: lots === 0n ? last.priceTicks : Number((sums.reducedTicks * 2n + lots) / (lots * 2n)),
    realised: sums.realised,
    fees: sums.fees,
    funding: sums.funding,
    heldMs: Math.max(0, last.tsVenue - (sums.openedAt ?? last.tsVenue)),
    how,
    reason: last.role === 'exit' ? (trade.exitReason ?? how) : how,
  };
}

/** Every order of a trade, the entries first. */
export function ordersOf(trade: Trade): readonly ClientOrderId[] {
  const ids = [...trade.entryIds, ...trade.stopIds, ...trade.targetIds];
  return trade.exitId === null ? ids : [...ids, trade.exitId];
}

export const oppositeOf = (side: OrderSide): OrderSide => (side === 'buy' ? 'sell' : 'buy');

/** An exit that failed once is made again by the desk; after that a person should look. */
export const closesByItself = (trade: Trade | null): boolean =>
  trade !== null && trade.exitReason !== null && trade.exitsFailed <= 1;
