import { clientOrderId, contractSymbol, signalId, type FencingToken } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { add, parseMoney, ZERO } from '#shared/domain/money.ts';
import type { EventType } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import { nextOrderState, stateAfterFill, type OrderMove } from '../order-transitions.ts';
import { storable } from '../row-cells.ts';
import type { OrderRow } from '../rows.ts';
import type { Handler, Handlers } from './handler.ts';
import { positionAfterFill } from './positions.ts';

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
  return { ...order, state: next, updatedAt: event.ts };
}

type ReasonMove = Exclude<OrderMove, 'order.sending' | 'order.accepted' | 'order.rejected'>;

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
  state.putOrder({
    ...order,
    filledLots,
    filledValue: add(order.filledValue, parseMoney(data.value)),
    state: stateAfterFill(order.state, order.lots, filledLots),
    updatedAt: event.ts,
  });
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
  'order.fill': fill,
};
