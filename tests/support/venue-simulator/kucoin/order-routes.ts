import { amountText, type EngineOrder, type EngineTrade, valueAt, type VenueEngine } from '../engine/index.ts';
import { type Answer, notCancelable, ok, refuse, refusalOf } from './answers.ts';
import type { Call, Handler, Route, VenueContext } from './context.ts';
import { readOrder } from './order-request.ts';
import { fillView, orderView } from './order-view.ts';
import { isSpan, isWithin, page, RECENT, spanOf } from './paging.ts';

const contractOf = (engine: VenueEngine, symbol: string) => {
  const contract = engine.contract(symbol);
  if (contract === undefined) throw new Error(`This venue has no contract ${symbol}`);
  return contract;
};

const viewOf = (engine: VenueEngine, order: EngineOrder): unknown => orderView(contractOf(engine, order.symbol), order);

const fillOf = (engine: VenueEngine, trade: EngineTrade): unknown => fillView(contractOf(engine, trade.symbol), trade);

/** KuCoin answers a new order with its ids, nothing about what became of it. */
function place({ engine }: VenueContext, body: unknown): Answer {
  const read = readOrder(engine, body);
  if (!read.ok) return read.answer;
  const placed = engine.place(read.value);
  return placed.ok ? ok({ orderId: placed.order.id, clientOid: placed.order.clientId }) : refusalOf(placed.code);
}

const placeOne: Handler = (context, call) => place(context, call.body);

const testOne: Handler = ({ engine }, { body }) => {
  const read = readOrder(engine, body);
  if (!read.ok) return read.answer;
  const code = engine.test(read.value);
  return code === null ? ok({ orderId: '0', clientOid: read.value.clientId }) : refusalOf(code);
};

const placeMany: Handler = (context, { body }) => {
  if (!Array.isArray(body) || body.length > 20) return refuse('400100', 'Parameter Error', 400);
  return ok(
    body.map((one: unknown) => {
      const fields = one as { clientOid?: string; symbol?: string };
      const answer = place(context, one).body as { code: string; msg?: string; data?: { orderId: string } };
      return {
        orderId: answer.data?.orderId ?? '',
        clientOid: fields.clientOid ?? null,
        symbol: fields.symbol ?? null,
        code: answer.code,
        msg: answer.msg ?? 'success',
      };
    }),
  );
};

const cancelById: Handler = ({ engine }, { path }) => {
  const canceled = engine.cancel(path['orderId'] ?? '');
  if (canceled.ok) return ok({ cancelledOrderIds: [canceled.order.id] });
  return canceled.code === 'service' ? refusalOf('service') : notCancelable();
};

const liveByClientId = (engine: VenueEngine, clientId: string): EngineOrder | undefined =>
  engine.ordersByClientId(clientId).find((order) => order.state !== 'done');

const cancelByClientId: Handler = ({ engine }, { path, query }) => {
  const symbol = query.get('symbol');
  if (symbol === null) return refuse('400100', 'symbol is required', 400);
  const order = liveByClientId(engine, path['clientOid'] ?? '');
  if (order?.symbol !== symbol) return notCancelable();
  const canceled = engine.cancel(order.id);
  return canceled.ok ? ok({ clientOid: order.clientId }) : refusalOf(canceled.code);
};

const cancelEvery =
  (stops: boolean): Handler =>
  ({ engine }, { query }) => {
    if (engine.service.state === 'closed') return refusalOf('service');
    const symbol = query.get('symbol');
    const canceled = engine.cancelAll(symbol === null ? { stops } : { stops, symbol });
    return ok({ cancelledOrderIds: canceled.map((order) => order.id) });
  };

function targets({ engine }: VenueContext, body: unknown): (EngineOrder | string)[] {
  const { orderIdsList, clientOidsList } = (body ?? {}) as {
    orderIdsList?: string[];
    clientOidsList?: { symbol: string; clientOid: string }[];
  };
  const byId = (orderIdsList ?? []).map((id) => engine.order(id) ?? id);
  const byClient = (clientOidsList ?? []).map(({ clientOid }) => liveByClientId(engine, clientOid) ?? clientOid);
  return [...byId, ...byClient];
}

const cancelMany: Handler = (context, { body }) =>
  ok(
    targets(context, body).map((target) => {
      const id = typeof target === 'string' ? target : target.id;
      const done = context.engine.cancel(id).ok;
      return {
        orderId: id,
        clientOid: null,
        code: done ? '200' : '100004',
        msg: done ? 'success' : 'The order cannot be canceled.',
      };
    }),
  );

const getById: Handler = ({ engine }, { path }) => {
  const order = engine.order(path['orderId'] ?? '');
  return order === undefined ? refusalOf('order-not-found') : ok(viewOf(engine, order));
};

/** The newest one, when an id was used again. */
const getByClientId: Handler = ({ engine }, { query }) => {
  const order = engine.ordersByClientId(query.get('clientOid') ?? '').at(-1);
  return order === undefined ? refusalOf('order-not-found') : ok(viewOf(engine, order));
};

const matches = (query: URLSearchParams, order: { symbol: string; side: string }): boolean =>
  (query.get('symbol') ?? order.symbol) === order.symbol && (query.get('side') ?? order.side) === order.side;

function listed(
  context: VenueContext,
  { query }: Call,
  orders: readonly EngineOrder[],
  atOf: (order: EngineOrder) => number,
): Answer {
  // Live orders are listed whatever their age, unless a time is asked for.
  const open = orders.every((order) => order.state !== 'done') && !query.has('startAt') && !query.has('endAt');
  const span = open ? { from: 0, to: Number.MAX_SAFE_INTEGER } : spanOf(query, context.engine.now);
  if (!isSpan(span)) return span;
  const rows = orders.filter((order) => matches(query, order) && isWithin(span, atOf(order))).reverse();
  return page(
    query,
    rows.map((order) => viewOf(context.engine, order)),
  );
}

/** The newest time the paged history tells of. */
const shownUntil = ({ engine, settings }: VenueContext): number => engine.now - settings.historyLagMs;

const listOrders: Handler = (context, call) => {
  const active = call.query.get('status') === 'active';
  const { engine } = context;
  return active
    ? listed(context, call, engine.openOrders(), (order) => order.createdAt)
    : listed(
        context,
        call,
        engine.orders().filter((order) => order.state === 'done' && (order.endAt ?? 0) <= shownUntil(context)),
        (order) => order.createdAt,
      );
};

const listStops: Handler = (context, call) =>
  listed(context, call, context.engine.waitingOrders(), (order) => order.createdAt);

const recentDone: Handler = ({ engine }, { query }) =>
  ok(
    engine
      .orders()
      .filter(
        (order) => order.state === 'done' && matches(query, order) && (order.endAt ?? 0) >= engine.now - RECENT.spanMs,
      )
      .reverse()
      .slice(0, RECENT.rows)
      .map((order) => viewOf(engine, order)),
  );

const recentFills: Handler = ({ engine }, { query }) =>
  ok(
    engine
      .trades()
      .filter((trade) => matches(query, trade) && trade.at >= engine.now - RECENT.spanMs)
      .reverse()
      .slice(0, RECENT.rows)
      .map((trade) => fillOf(engine, trade)),
  );

const listFills: Handler = (context, { query }) => {
  const { engine } = context;
  const orderId = query.get('orderId');
  const span = orderId === null ? spanOf(query, engine.now) : { from: 0, to: Number.MAX_SAFE_INTEGER };
  if (!isSpan(span)) return span;
  const rows = engine
    .trades()
    .filter((trade) => trade.at <= shownUntil(context))
    .filter((trade) =>
      orderId === null ? matches(query, trade) && isWithin(span, trade.at) : trade.orderId === orderId,
    )
    .map((trade) => fillOf(engine, trade))
    .reverse();
  return page(query, rows);
};

const openValue: Handler = ({ engine }, { query }) => {
  const symbol = query.get('symbol') ?? '';
  const contract = engine.contract(symbol);
  if (contract === undefined) return refusalOf('unknown-symbol');
  const of = (side: string): { lots: number; cost: string } => {
    const orders = engine.openOrders(symbol).filter((order) => order.side === side);
    const left = orders.map((order) => ({ lots: order.lots - order.filledLots, ticks: order.priceTicks ?? 0 }));
    return {
      lots: left.reduce((sum, { lots }) => sum + lots, 0),
      cost: amountText(left.reduce((sum, { lots, ticks }) => sum + valueAt(contract, ticks, lots), 0n)),
    };
  };
  const [buys, sells] = [of('buy'), of('sell')];
  return ok({
    openOrderBuySize: buys.lots,
    openOrderSellSize: sells.lots,
    openOrderBuyCost: buys.cost,
    openOrderSellCost: sells.cost,
    settleCurrency: 'USDT',
  });
};

const route = (method: Route['method'], at: string, weight: number, handle: Handler): Route => ({
  method,
  at,
  weight,
  handle,
  access: 'private',
});

/** Weights: KuCoin's futures pool. */
export const ORDER_ROUTES: readonly Route[] = [
  route('POST', '/api/v1/orders', 2, placeOne),
  route('POST', '/api/v1/orders/test', 2, testOne),
  route('POST', '/api/v1/orders/multi', 20, placeMany),
  route('POST', '/api/v1/st-orders', 2, placeOne),
  route('DELETE', '/api/v1/orders/multi-cancel', 20, cancelMany),
  route('DELETE', '/api/v1/orders/client-order/:clientOid', 1, cancelByClientId),
  route('DELETE', '/api/v1/orders/:orderId', 1, cancelById),
  route('DELETE', '/api/v1/orders', 10, cancelEvery(false)),
  route('DELETE', '/api/v3/orders', 10, cancelEvery(false)),
  route('DELETE', '/api/v1/stopOrders', 15, cancelEvery(true)),
  route('GET', '/api/v1/orders/byClientOid', 5, getByClientId),
  route('GET', '/api/v1/orders/:orderId', 5, getById),
  route('GET', '/api/v1/orders', 2, listOrders),
  route('GET', '/api/v1/stopOrders', 6, listStops),
  route('GET', '/api/v1/recentDoneOrders', 5, recentDone),
  route('GET', '/api/v1/recentFills', 3, recentFills),
  route('GET', '/api/v1/fills', 5, listFills),
  route('GET', '/api/v1/openOrderStatistics', 10, openValue),
];
