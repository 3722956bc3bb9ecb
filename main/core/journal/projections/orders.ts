import { clientOrderId, contractSymbol, signalId, type FencingToken } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { add, parseMoney, ZERO } from '#shared/domain/money.ts';
import { isFinalOrderState, type OrderState } from '#shared/domain/order-state.ts';
import type { EventType } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import { nextOrderState, stateAfterFill, type OrderMove } from '../order-transitions.ts';
import { storable } from '../row-cells.ts';
import { largestLots, type OrderRow } from '../rows.ts';
import type { Handler, Handlers } from './handler.ts';
import { ADOPTED_OWNER, positionAfterFill } from './positions.ts';

const intend: Handler<'order.intent'> = (state, event, data) => {
  if (state.order(event.subject) !== null) throw new FoldError(event, 'the order is already known');
  if (!Number.isSafeInteger(data.lots) || data.lots <= 0) throw new FoldError(event, 'its size is not positive');
  state.putOrder({
    id: clientOrderId(event.subject),
    signalId: signalId(storable(data.signalId)),
    symbol: contractSymbol(data.symbol),
    role: data.role,
    side: data.side,
    kind: data.kind,
    lots: data.lots as Lots,
    filledLots: 0 as Lots,
    filledValue: ZERO,
    reduceOnly: data.reduceOnly,
    priceTicks: data.priceTicks as Ticks | null,
    triggerTicks: data.triggerTicks as Ticks | null,
    state: 'INTENT',
    venueOrderId: null,
    token: data.token as FencingToken,
    reason: null,
    createdAt: event.ts,
    updatedAt: event.ts,
    ...(data.terms === undefined ? {} : { terms: data.terms }),
  });
};

const find: Handler<'order.found'> = (state, event, data) => {
  if (state.order(event.subject) !== null) throw new FoldError(event, 'the order is already known');
  if (!Number.isSafeInteger(data.lots) || data.lots <= 0) throw new FoldError(event, 'its size is not positive');
  state.putOrder({
    id: clientOrderId(event.subject),
    signalId: ADOPTED_OWNER,
    symbol: contractSymbol(data.symbol),
    role: data.role,
    side: data.side,
    kind: data.kind,
    lots: data.lots as Lots,
    filledLots: data.filledLots as Lots,
    filledValue: ZERO,
    reduceOnly: data.reduceOnly,
    priceTicks: data.priceTicks as Ticks | null,
    triggerTicks: data.triggerTicks as Ticks | null,
    state: data.filledLots > 0 ? 'PARTIAL' : 'OPEN',
    venueOrderId: storable(data.venueOrderId),
    token: 0 as FencingToken,
    reason: storable(`adopted by ${data.by}`),
    createdAt: event.ts,
    updatedAt: event.ts,
    mark: 'EXTERNAL',
  });
};

function known(state: FoldState, event: JournalEvent): OrderRow {
  const order = state.order(event.subject);
  if (order === null) throw new FoldError(event, 'the order is not known');
  return order;
}

function moved(state: FoldState, event: JournalEvent, move: OrderMove): OrderRow {
  const order = known(state, event);
  const next = nextOrderState(order.state, move, order.filledLots);
  if (next === null) throw new FoldError(event, `an order in ${order.state} does not take it`);
  return ended({ ...order, ...markOf(order, next), state: next, updatedAt: event.ts });
}

/** A tombstone that the venue knows after all is marked as such for good. */
const markOf = (order: OrderRow, next: OrderState): Pick<OrderRow, 'mark'> =>
  order.state === 'NOT_PLACED' && next !== 'NOT_PLACED' ? { mark: 'ADOPTED' } : {};

/** At its end nothing is asked of an order any more. */
function ended(order: OrderRow): OrderRow {
  return isFinalOrderState(order.state) ? withoutChange(order) : order;
}

function withoutChange(order: OrderRow): OrderRow {
  if (order.amendLots === undefined) return order;
  const { amendLots: _done, ...rest } = order;
  return rest;
}

const amend: Handler<'order.amend'> = (state, event, data) => {
  if (data.lots !== null && !(Number.isSafeInteger(data.lots) && data.lots > 0)) {
    throw new FoldError(event, 'its new size is not positive');
  }
  const order = moved(state, event, 'order.amend');
  if (order.amendLots !== undefined) throw new FoldError(event, 'an earlier change is still without its answer');
  state.putOrder({ ...order, amendLots: (data.lots ?? order.lots) as Lots, reason: storable(data.reason) });
};

/** The terms the venue holds. An order at its end keeps those it ended with. */
const amended: Handler<'order.amended'> = (state, event, data) => {
  if (!Number.isSafeInteger(data.lots) || data.lots <= 0) throw new FoldError(event, 'its size is not positive');
  const order = moved(state, event, 'order.amended');
  if (isFinalOrderState(order.state)) {
    state.putOrder(order);
    return;
  }
  const next = nextOrderState(order.state, 'order.amended', order.filledLots, data.lots) ?? order.state;
  state.putOrder({
    ...withoutChange(order),
    state: next,
    lots: data.lots as Lots,
    priceTicks: data.priceTicks as Ticks | null,
    triggerTicks: data.triggerTicks as Ticks | null,
    reason: storable(data.reason),
  });
};

const amendRefused: Handler<'order.amend-refused'> = (state, event, data) => {
  const order = withoutChange(moved(state, event, 'order.amend-refused'));
  const next = order.filledLots >= order.lots && !isFinalOrderState(order.state) ? 'FILLED' : order.state;
  state.putOrder({ ...order, state: next, reason: storable(`${data.code}: ${data.reason}`) });
};

type ReasonMove = Exclude<
  OrderMove,
  | 'order.sending'
  | 'order.accepted'
  | 'order.rejected'
  | 'order.cancel-answered'
  | 'order.amend'
  | 'order.amended'
  | 'order.amend-refused'
>;

const moveFor =
  (move: ReasonMove): Handler<ReasonMove> =>
  (state, event, data) => {
    state.putOrder({ ...moved(state, event, move), reason: storable(data.reason) });
  };

const fill: Handler<'order.fill'> = (state, event, data) => {
  const order = known(state, event);
  if (!Number.isSafeInteger(data.lots) || data.lots <= 0) throw new FoldError(event, 'its size is not positive');
  if (data.symbol !== order.symbol || data.side !== order.side) {
    throw new FoldError(event, `its order is to ${order.side} ${order.symbol}`);
  }
  const filledLots = (order.filledLots + data.lots) as Lots;
  const position = positionAfterFill(state.positions.get(data.symbol) ?? null, event, data, order);
  const next = stateAfterFill(order.state, largestLots(order), filledLots);
  state.putOrder(
    ended({
      ...order,
      ...markOf(order, next),
      filledLots,
      filledValue: add(order.filledValue, parseMoney(data.value)),
      state: next,
      updatedAt: event.ts,
    }),
  );
  state.putFill(event.seq, {
    seq: event.seq,
    order_id: order.id,
    symbol: order.symbol,
    trade_id: storable(data.tradeId),
    side: data.side,
    lots: data.lots,
    price_ticks: data.priceTicks,
    value: data.value,
    fee: data.fee,
    realised: data.realised,
    liquidity: data.liquidity,
    ts: data.tsVenue,
  });
  state.putPosition(position);
};

/** Records about orders: the `orders`, `fills` and `positions` tables. */
export const ORDER_HANDLERS: Handlers<Extract<EventType, `order.${string}`>> = {
  'order.intent': intend,
  'order.sending': (state, event) => {
    state.putOrder(moved(state, event, 'order.sending'));
  },
  'order.accepted': (state, event, data) => {
    state.putOrder({ ...moved(state, event, 'order.accepted'), venueOrderId: storable(data.venueOrderId) });
  },
  'order.rejected': (state, event, data) => {
    state.putOrder({ ...moved(state, event, 'order.rejected'), reason: storable(`${data.code}: ${data.reason}`) });
  },
  'order.unknown': moveFor('order.unknown'),
  'order.triggered': moveFor('order.triggered'),
  'order.cancel': moveFor('order.cancel'),
  'order.canceled': moveFor('order.canceled'),
  'order.expired': moveFor('order.expired'),
  'order.not-placed': moveFor('order.not-placed'),
  'order.cancel-answered': (state, event) => {
    state.putOrder(moved(state, event, 'order.cancel-answered'));
  },
  'order.amend': amend,
  'order.amended': amended,
  'order.amend-refused': amendRefused,
  'order.missing': moveFor('order.missing'),
  'order.found': find,
  'order.fill': fill,
};
