import {
  type Contract,
  type EngineOrder,
  type PlaceRequest,
  type StopCondition,
  type VenueEngine,
} from '../engine/index.ts';
import { type Answer, ok, refusalOf, refuse } from './answers.ts';
import type { BinanceContext, Handler, Route } from './context.ts';
import { contractAt, contractOf, lotsOf, nameOf, ticksOfText } from './names.ts';
import { algoView, orderView, tradeView } from './views.ts';

const DEFAULT_LEVERAGE = 20;
const DAY = 86_400_000;
const CLIENT_ID = /^[.A-Z:/a-z0-9_-]{1,36}$/;

type Read<T> = { readonly value: T } | { readonly refused: Answer };

const viewOf = (engine: VenueEngine, order: EngineOrder): unknown => orderView(contractAt(engine, order.symbol), order);

const flag = (query: URLSearchParams, name: string): boolean => query.get(name)?.toLowerCase() === 'true';

const TIMES = { GTC: 'GTC', IOC: 'IOC', FOK: 'FOK', GTX: 'GTC', GTD: 'GTC' } as const;

interface Size {
  readonly lots: number;
  readonly priceTicks: number | null;
}

function sizeOf(contract: Contract, query: URLSearchParams, limit: boolean): Read<Size> {
  const lots = flag(query, 'closePosition') ? 0 : lotsOf(contract, query.get('quantity'));
  if (lots === null) return { refused: refuse(-1111, 'Precision is over the maximum defined for this asset.') };
  const priceTicks = limit ? ticksOfText(contract, query.get('price')) : null;
  return limit && priceTicks === null ? { refused: refusalOf('bad-price') } : { value: { lots, priceTicks } };
}

/** What both kinds of new orders share. */
function termsOf(
  context: BinanceContext,
  query: URLSearchParams,
  clientId: string | null,
  limit: boolean,
): Read<PlaceRequest> {
  const contract = contractOf(context.engine, query.get('symbol'));
  if (contract === undefined) return { refused: refusalOf('unknown-symbol') };
  if (clientId !== null && !CLIENT_ID.test(clientId))
    return { refused: refuse(-4015, 'Client order id is not valid.') };
  const size = sizeOf(contract, query, limit);
  if ('refused' in size) return size;
  const { lots, priceTicks } = size.value;
  const inForce = query.get('timeInForce') ?? 'GTC';
  return {
    value: {
      clientId,
      symbol: contract.symbol,
      side: query.get('side') === 'SELL' ? 'sell' : 'buy',
      kind: limit ? 'limit' : 'market',
      lots,
      timeInForce: TIMES[inForce as keyof typeof TIMES] ?? 'GTC',
      postOnly: inForce === 'GTX',
      reduceOnly: flag(query, 'reduceOnly'),
      closeOrder: flag(query, 'closePosition'),
      leverage: context.leverage.get(contract.symbol) ?? DEFAULT_LEVERAGE,
      ...(priceTicks === null ? {} : { priceTicks }),
    },
  };
}

const place: Handler = (context, query) => {
  const type = query.get('type');
  if (type !== 'LIMIT' && type !== 'MARKET') {
    return refuse(
      -4120,
      'Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.',
    );
  }
  const read = termsOf(context, query, query.get('newClientOrderId'), type === 'LIMIT');
  if ('refused' in read) return read.refused;
  const placed = context.engine.place(read.value);
  if (!placed.ok) return refusalOf(placed.code);
  if (placed.order.endReason === 'post-only') {
    return refuse(-5022, 'Due to the order could not be executed as maker, the Post Only order will be rejected.');
  }
  return ok(viewOf(context.engine, placed.order));
};

/** Which way the price has to move, from the kind of stop and its side. */
function stopOf(contract: Contract, query: URLSearchParams): StopCondition | null {
  const ticks = ticksOfText(contract, query.get('triggerPrice'));
  if (ticks === null) return null;
  const stops = query.get('type')?.startsWith('STOP') === true;
  const down = (query.get('side') === 'SELL') === stops;
  return { direction: down ? 'down' : 'up', ticks, by: query.get('workingType') === 'MARK_PRICE' ? 'mark' : 'last' };
}

const ALGO_TYPES = new Set(['STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET']);

const placeAlgo: Handler = (context, query) => {
  const type = query.get('type') ?? '';
  if (!ALGO_TYPES.has(type)) return refuse(-1116, 'Invalid orderType.');
  const read = termsOf(context, query, query.get('clientAlgoId'), !type.endsWith('MARKET'));
  if ('refused' in read) return read.refused;
  const contract = contractAt(context.engine, read.value.symbol);
  const stop = stopOf(contract, query);
  if (stop === null) return refusalOf('bad-price');
  const placed = context.engine.place({ ...read.value, stop });
  return placed.ok ? ok(algoView(contract, placed.order)) : refusalOf(placed.code);
};

/** The order a query means: by the venue's id, or the newest with this client id. */
function found(
  { engine }: BinanceContext,
  query: URLSearchParams,
  idName: string,
  clientName: string,
): EngineOrder | undefined {
  const id = query.get(idName);
  const order = id === null ? engine.ordersByClientId(query.get(clientName) ?? '').at(-1) : engine.order(id);
  const symbol = query.get('symbol');
  if (order === undefined || symbol === null) return order;
  return nameOf(contractAt(engine, order.symbol)) === symbol ? order : undefined;
}

const plain = (context: BinanceContext, query: URLSearchParams): EngineOrder | undefined => {
  const order = found(context, query, 'orderId', 'origClientOrderId');
  // A stop is no order before it fires.
  return order?.stop !== null && order?.stopTriggered === false ? undefined : order;
};

const get: Handler = (context, query) => {
  const order = plain(context, query);
  return order === undefined ? refusalOf('order-not-found') : ok(viewOf(context.engine, order));
};

const cancelOne = (
  context: BinanceContext,
  order: EngineOrder | undefined,
  view: (order: EngineOrder) => unknown,
): Answer => {
  const canceled = order === undefined ? null : context.engine.cancel(order.id);
  if (canceled === null) return refuse(-2011, 'Unknown order sent.');
  return canceled.ok
    ? ok(view(canceled.order))
    : refusalOf(canceled.code === 'service' ? 'service' : 'order-not-cancelable');
};

const cancel: Handler = (context, query) =>
  cancelOne(context, plain(context, query), (order) => viewOf(context.engine, order));

const amend: Handler = (context, query) => {
  const order = plain(context, query);
  if (order === undefined) return refusalOf('order-not-found');
  const contract = contractAt(context.engine, order.symbol);
  const lots = lotsOf(contract, query.get('quantity'));
  const priceTicks = ticksOfText(contract, query.get('price'));
  if (lots === null || priceTicks === null)
    return refuse(-1102, 'A mandatory parameter was not sent, was empty/null, or malformed.');
  const changed = context.engine.amend(order.id, { lots, priceTicks });
  return changed.ok ? ok(viewOf(context.engine, changed.order)) : refusalOf(changed.code);
};

const algo = (context: BinanceContext, query: URLSearchParams): EngineOrder | undefined => {
  const order = found(context, query, 'algoId', 'clientAlgoId');
  return order?.stop === null ? undefined : order;
};

const algoOf = ({ engine }: BinanceContext, order: EngineOrder): unknown =>
  algoView(contractAt(engine, order.symbol), order);

const getAlgo: Handler = (context, query) => {
  const order = algo(context, query);
  return order === undefined ? refusalOf('order-not-found') : ok(algoOf(context, order));
};

const cancelAlgo: Handler = (context, query) =>
  cancelOne(context, algo(context, query), (order) => ({
    algoId: BigInt(order.id),
    clientAlgoId: order.clientId,
    code: '200',
    msg: 'success',
  }));

const symbolOf = ({ engine }: BinanceContext, query: URLSearchParams): string | undefined =>
  query.has('symbol') ? contractOf(engine, query.get('symbol'))?.symbol : undefined;

const openOrders: Handler = (context, query) =>
  ok(context.engine.openOrders(symbolOf(context, query)).map((order) => viewOf(context.engine, order)));

const openAlgos: Handler = (context, query) =>
  ok(context.engine.waitingOrders(symbolOf(context, query)).map((order) => algoOf(context, order)));

const cancelAll =
  (stops: boolean): Handler =>
  (context, query) => {
    const symbol = symbolOf(context, query);
    context.engine.cancelAll(symbol === undefined ? { stops } : { stops, symbol });
    return ok({ code: 200, msg: 'The operation of cancel all open order is done.' });
  };

/** Rows of one symbol in a window of at most a week, oldest first. */
function history<T extends { symbol: string }>(
  context: BinanceContext,
  query: URLSearchParams,
  rows: readonly T[],
  at: (row: T) => number,
): T[] | Answer {
  const symbol = symbolOf(context, query);
  if (symbol === undefined) return refusalOf('unknown-symbol');
  const from = Number(query.get('startTime') ?? 0);
  const to = Number(query.get('endTime') ?? context.engine.now);
  if (query.has('startTime') && query.has('endTime') && to - from > 7 * DAY) {
    return refuse(-4096, 'Search window is restricted to recent 7 days.');
  }
  const limit = Number(query.get('limit') ?? '500');
  const fits = rows.filter((row) => row.symbol === symbol && at(row) >= from && at(row) <= to);
  return query.has('startTime') ? fits.slice(0, limit) : fits.slice(-limit);
}

const allOrders: Handler = (context, query) => {
  const orders = context.engine.orders().filter((order) => order.stop === null || order.stopTriggered);
  const rows = history(context, query, orders, (order) => order.createdAt);
  return Array.isArray(rows) ? ok(rows.map((order) => viewOf(context.engine, order))) : rows;
};

const allAlgos: Handler = (context, query) => {
  const orders = context.engine.orders().filter((order) => order.stop !== null);
  const rows = history(context, query, orders, (order) => order.createdAt);
  return Array.isArray(rows) ? ok(rows.map((order) => algoOf(context, order))) : rows;
};

const userTrades: Handler = (context, query) => {
  const orderId = query.get('orderId');
  const trades = context.engine.trades().filter((trade) => orderId === null || trade.orderId === orderId);
  const rows = history(context, query, trades, (trade) => trade.at);
  return Array.isArray(rows)
    ? ok(rows.map((trade) => tradeView(contractAt(context.engine, trade.symbol), trade)))
    : rows;
};

const route = (method: Route['method'], at: string, weight: number, handle: Handler): Route => ({
  method,
  at,
  weight,
  handle,
  access: 'signed',
});

export const ORDER_ROUTES: readonly Route[] = [
  route('POST', '/fapi/v1/order', 1, place),
  route('GET', '/fapi/v1/order', 1, get),
  route('PUT', '/fapi/v1/order', 1, amend),
  route('DELETE', '/fapi/v1/order', 1, cancel),
  route('GET', '/fapi/v1/openOrders', 1, openOrders),
  route('GET', '/fapi/v1/allOrders', 5, allOrders),
  route('DELETE', '/fapi/v1/allOpenOrders', 1, cancelAll(false)),
  route('GET', '/fapi/v1/userTrades', 5, userTrades),
  route('POST', '/fapi/v1/algoOrder', 1, placeAlgo),
  route('GET', '/fapi/v1/algoOrder', 1, getAlgo),
  route('DELETE', '/fapi/v1/algoOrder', 1, cancelAlgo),
  route('GET', '/fapi/v1/openAlgoOrders', 1, openAlgos),
  route('GET', '/fapi/v1/allAlgoOrders', 5, allAlgos),
  route('DELETE', '/fapi/v1/algoOpenOrders', 1, cancelAll(true)),
];
