import { formatTicks } from '#shared/domain/instrument.ts';
import type { KeyRights } from '#core/accounts/account.ts';
import type {
  AccountReport,
  OrderReport,
  OrderSide,
  PositionReport,
  ServiceStatus,
  TriggerPrice,
  VenueFillReport,
  VenueOrder,
} from '#core/ports/venue.ts';
import {
  firstText,
  flagOf,
  isList,
  objectOf,
  objectsOf,
  optionalText,
  textOf,
  wordOf,
  type ExactJson,
  type ExactObject,
} from './exact-json.ts';
import {
  decimalText,
  exactDecimal,
  fillSizeOf,
  lotsOf,
  minus,
  numberOf,
  sizeOf,
  millisOf,
  moneyAtLeast,
  moneyAtMost,
  optionalTicks,
  stampOf,
  ticksOf,
  ticksReachedFirst,
} from './exact-number.ts';
import { kucoinMovements } from './kucoin-movements.ts';
import { kucoinContracts, kucoinFeed } from './kucoin-futures-market.ts';
import {
  clientIdOf,
  eventClientId,
  feeByRate,
  isEntry,
  needed,
  triggerDirection,
  triggeredKind,
  waitsForTrigger,
} from './order-words.ts';
import type {
  CallParams,
  Listing,
  OrderQuirks,
  QuestionQuirks,
  StreamQuirks,
  StreamSign,
  TimeWindow,
  VenueCall,
  VenueQuirks,
  Verdict,
} from './quirks.ts';
import { settledAs, windowsOf } from './reading.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

const SIDES = { buy: 'buy', sell: 'sell' } as const satisfies Record<string, OrderSide>;
const ROLES = { maker: 'maker', taker: 'taker' } as const;
const TRIGGERS: Readonly<Record<TriggerPrice, string>> = { mark: 'MP', last: 'TP', index: 'IP' };
const SERVICE = { open: 'open', close: 'closed', cancelonly: 'cancel-only' } as const satisfies Record<
  string,
  ServiceStatus
>;
/** Lists of orders and fills take at most this span in one call. */
const SPAN_MS = 7 * 86_400_000 - 1_000;
const PAGE = 1_000;
/** The list of done orders goes by the time of creation: one that rested this long before it ended is still found. */
const RESTED_MS = 7 * 86_400_000;

/** Weights as in the official SDK's table, 2025-11: 2,000 per 30 s in each pool. */
const call = (
  method: VenueCall['method'],
  path: string,
  weight: number,
  params: CallParams = {},
  api: 'futuresPrivate' | 'futuresPublic' | 'private' = 'futuresPrivate',
): VenueCall => {
  const pool = api === 'futuresPublic' ? 'public' : api === 'private' ? 'management' : 'futures';
  return { api, method, path, params, costs: [{ pool, weight }] };
};

/**
 * Futures error codes that say the order never reached the book. Left out on purpose: 300018 (our id is in use, so an
 * order of ours may live), 400100 (any parameter, also of gateways), 429000 and 5xxxxx.
 */
const REFUSALS = new Set([
  ...['100003', '200002', '200003', '200005'],
  ...['300000', '300001', '300002', '300003', '300004', '300005', '300006', '300007', '300008', '300009', '300010'],
  ...['300011', '300012', '300013', '300014', '300015', '300016', '300017'],
  ...['330005', '330008', '330011', '330012'],
  ...['400001', '400002', '400003', '400004', '400005', '400006', '400007', '411100'],
]);

const isMissing = (code: string, message: string): boolean =>
  (code === '100001' && /orderNotExist/i.test(message)) || /order[ _]not[ _]exist|order does not exist/i.test(message);

function stopParams(order: VenueOrder, { instrument }: VenueContract): CallParams {
  if (!waitsForTrigger(order.kind)) return {};
  return {
    stop: triggerDirection(order.side, order.kind),
    stopPrice: formatTicks(instrument, needed(order.triggerTicks, 'trigger price')),
    stopPriceType: TRIGGERS[order.triggerBy ?? 'mark'],
  };
}

function limitParams(order: VenueOrder, { instrument }: VenueContract): CallParams {
  if (order.kind !== 'limit' && order.kind !== 'stop-limit') return { type: 'market' };
  return {
    type: 'limit',
    price: formatTicks(instrument, needed(order.priceTicks, 'price')),
    timeInForce: (order.timeInForce ?? 'gtc').toUpperCase(),
    ...(order.postOnly === true ? { postOnly: true } : {}),
  };
}

const orders: OrderQuirks = {
  unsupported(order) {
    if (order.kind === 'trailing-stop') return 'KuCoin Futures has no trailing stops';
    if (order.timeInForce === 'fok') return 'KuCoin Futures has no fill-or-kill orders';
    return null;
  },
  prepare: (order, { venueSymbol }) =>
    isEntry(order) && order.leverage !== undefined
      ? [
          {
            call: call('POST', 'position/changeMarginMode', 2, {
              symbol: venueSymbol,
              marginMode: 'ISOLATED',
              version: 'v2',
            }),
            // With an order or a position the mode cannot change: the order says which mode it is for and is refused itself.
            already: ({ code, message }) => code === '50002' || /exist\.order\.or\.position|same/i.test(message),
          },
        ]
      : [],
  place: (order, contract) =>
    call('POST', 'orders', 2, {
      clientOid: order.clientOrderId,
      side: order.side,
      symbol: contract.venueSymbol,
      ...limitParams(order, contract),
      ...stopParams(order, contract),
      ...(order.closePosition === true ? { closeOrder: true } : { size: order.lots }),
      reduceOnly: order.reduceOnly,
      ...(order.leverage === undefined ? {} : { leverage: order.leverage }),
      marginMode: 'ISOLATED',
    }),
  placed(data, order) {
    const answer = objectOf(data, 'The answer');
    const named = optionalText(answer, 'clientOid');
    return named === null || named === order.clientOrderId ? optionalText(answer, 'orderId') : null;
  },
  cancel: ({ clientOrderId, venueOrderId }, { venueSymbol }) =>
    venueOrderId === null
      ? call('DELETE', 'orders/client-order/{clientOid}', 1, { clientOid: clientOrderId, symbol: venueSymbol })
      : call('DELETE', 'orders/{orderId}', 1, { orderId: venueOrderId }),
  canceled(data, { clientOrderId, venueOrderId }) {
    const answer = objectOf(data, 'The answer');
    if (optionalText(answer, 'clientOid') === clientOrderId) return true;
    const ids = answer['cancelledOrderIds'];
    return venueOrderId !== null && isList(ids) && ids.includes(venueOrderId);
  },
  gone: ({ code, message }) => code === '100004' || isMissing(code, message),
  amend: null,
  refusals: REFUSALS,
};

function orderState(row: ExactObject, waiting: boolean, filled: number, lots: number): OrderReport['state'] {
  if (flagOf(row, 'isActive')) return waiting ? 'waiting' : 'open';
  return settledAs(filled, lots, flagOf(row, 'cancelExist'));
}

function readOrder(row: ExactObject, contract: VenueContract): OrderReport {
  const side = wordOf(row, 'side', SIDES);
  const limit = wordOf(row, 'type', { limit: true, market: false });
  const stop = optionalText(row, 'stop');
  const lots = sizeOf(contract, textOf(row, 'size'));
  const filledLots = sizeOf(contract, firstText(row, 'filledSize', 'dealSize') ?? '0');
  const waiting = stop !== null && !flagOf(row, 'stopTriggered');
  const plain = limit ? 'limit' : 'market';
  return {
    clientOrderId: clientIdOf(optionalText(row, 'clientOid')),
    venueOrderId: textOf(row, 'id'),
    symbol: contract.instrument.symbol,
    side,
    kind: stop === null ? plain : triggeredKind(side, wordOf(row, 'stop', { up: 'up', down: 'down' }), limit),
    lots,
    filledLots,
    priceTicks: limit ? optionalTicks(contract, optionalText(row, 'price')) : null,
    triggerTicks: stop === null ? null : ticksOf(contract, textOf(row, 'stopPrice')),
    reduceOnly: flagOf(row, 'reduceOnly') || flagOf(row, 'closeOrder'),
    state: orderState(row, waiting, filledLots, lots),
    tsVenue: millisOf(firstText(row, 'endAt', 'updatedAt', 'createdAt') ?? ''),
  };
}

function readFill(row: ExactObject, contract: VenueContract): VenueFillReport {
  return {
    clientOrderId: clientIdOf(optionalText(row, 'clientOid')),
    venueOrderId: textOf(row, 'orderId'),
    symbol: contract.instrument.symbol,
    tradeId: textOf(row, 'tradeId'),
    side: wordOf(row, 'side', SIDES),
    lots: fillSizeOf(contract, textOf(row, 'size')),
    priceTicks: ticksOf(contract, textOf(row, 'price')),
    fee: moneyAtLeast(textOf(row, 'fee')),
    liquidity: wordOf(row, 'liquidity', ROLES),
    tsVenue: stampOf(textOf(row, 'tradeTime')),
  };
}

function readPosition(row: ExactObject, contract: VenueContract): PositionReport | null {
  const lots = lotsOf(contract, textOf(row, 'currentQty'));
  if (lots === 0) return null;
  const leverage = optionalText(row, 'leverage') ?? optionalText(row, 'realLeverage');
  const liquidation = optionalText(row, 'liquidationPrice');
  return {
    symbol: contract.instrument.symbol,
    lots,
    entryPrice: textOf(row, 'avgEntryPrice'),
    marginMode: flagOf(row, 'crossMode') ? 'cross' : 'isolated',
    leverage: leverage === null ? null : numberOf(leverage),
    liquidationTicks: liquidation === null ? null : ticksReachedFirst(contract, liquidation, lots),
    tsVenue: millisOf(textOf(row, 'currentTimestamp')),
  };
}

/** A paged list: `{ currentPage, totalPage, items }`. */
function paged<T>(
  calls: (window: TimeWindow) => readonly VenueCall[],
  read: (row: ExactObject, contract: VenueContract) => T | null,
): Listing<T> {
  return {
    calls: (_book, window) => calls(window),
    rows: (data) => objectsOf(objectOf(data, 'The page')['items'], 'items'),
    next(asked, data) {
      const page = objectOf(data, 'The page');
      const current = Number(textOf(page, 'currentPage'));
      return current < Number(textOf(page, 'totalPage'))
        ? { ...asked, params: { ...asked.params, currentPage: current + 1 } }
        : null;
    },
    symbolOf: (row) => textOf(row, 'symbol'),
    read,
  };
}

const listCall = (path: string, weight: number, params: CallParams): VenueCall =>
  call('GET', path, weight, { ...params, currentPage: 1, pageSize: PAGE });

const dated = (path: string, weight: number, window: TimeWindow, params: CallParams = {}): readonly VenueCall[] =>
  windowsOf(window, SPAN_MS).map(({ since, until }) =>
    listCall(path, weight, { ...params, startAt: since, endAt: until }),
  );

const questions: QuestionQuirks = {
  order: ({ clientOrderId }) => [call('GET', 'orders/byClientOid', 5, { clientOid: clientOrderId })],
  absent: ({ code, message }) => isMissing(code, message),
  readOrder: (data, contract) => readOrder(objectOf(data, 'The order'), contract),
  openOrders: paged(() => [listCall('orders', 2, { status: 'active' }), listCall('stopOrders', 6, {})], readOrder),
  doneOrders: paged(
    ({ since, until }) =>
      dated('orders', 2, { since: (since - RESTED_MS) as TimeWindow['since'], until }, { status: 'done' }),
    readOrder,
  ),
  fills: paged((window) => dated('fills', 5, window), readFill),
  positions: {
    calls: () => [call('GET', 'positions', 2, { currency: 'USDT' })],
    rows: (data) => objectsOf(data, 'positions'),
    next: () => null,
    symbolOf: (row) => textOf(row, 'symbol'),
    read: readPosition,
  },
  account: {
    call: call('GET', 'account-overview', 5, { currency: 'USDT' }),
    read(data): AccountReport {
      const account = objectOf(data, 'The account');
      const equity = exactDecimal(textOf(account, 'accountEquity'));
      return {
        cash: moneyAtMost(decimalText(minus(equity, exactDecimal(textOf(account, 'unrealisedPNL'))))),
        equity: moneyAtMost(textOf(account, 'accountEquity')),
        available: moneyAtMost(textOf(account, 'availableBalance')),
      };
    },
  },
  movements: kucoinMovements(call),
  service: {
    call: call('GET', 'status', 4, {}, 'futuresPublic'),
    read(data) {
      const service = objectOf(data, 'The status');
      return { status: wordOf(service, 'status', SERVICE), reason: optionalText(service, 'msg') ?? '' };
    },
  },
  time: {
    call: call('GET', 'timestamp', 2, {}, 'futuresPublic'),
    read: (data) => millisOf(typeof data === 'string' ? data : ''),
  },
  rights: { call: call('GET', 'user/api-key', 3, {}, 'private'), read: readRights },
};

/** The permission list has no word for withdrawal: `Transfer` is what moves funds out of the account. */
function readRights(data: ExactJson): KeyRights {
  const key = objectOf(data, 'The key');
  const listed = optionalText(key, 'permission');
  const permissions = listed === null ? [] : listed.split(',').map((word) => word.trim());
  const has = (...words: string[]): boolean => permissions.some((word) => words.includes(word));
  return {
    canTrade: listed === null ? 'unknown' : has('Futures', 'Unified') ? 'yes' : 'no',
    canMoveFunds:
      listed === null ? 'unknown' : permissions.some((word) => /transfer|withdraw/i.test(word)) ? 'yes' : 'no',
    ipRestricted: !('ipWhitelist' in key) ? 'unknown' : optionalText(key, 'ipWhitelist') === null ? 'no' : 'yes',
    permissions,
  };
}

function orderSigns(data: ExactObject, contract: VenueContract): readonly StreamSign[] {
  const tsVenue = stampOf(textOf(data, 'ts'));
  const base = {
    clientOrderId: eventClientId(optionalText(data, 'clientOid')),
    venueOrderId: textOf(data, 'orderId'),
    symbol: contract.instrument.symbol,
    tsVenue,
  };
  const type = textOf(data, 'type');
  if (type === 'open') return [{ kind: 'event', event: { kind: 'opened', ...base } }];
  if (type === 'canceled') {
    const reason = optionalText(data, 'tradeType') === 'liquid' ? 'Liquidated' : 'Canceled at the venue';
    return [{ kind: 'event', event: { kind: 'canceled', reason, ...base } }];
  }
  if (type !== 'match') return [{ kind: 'data', tsVenue }];
  const lots = fillSizeOf(contract, textOf(data, 'matchSize'));
  const priceTicks = ticksOf(contract, textOf(data, 'matchPrice'));
  const liquidity = wordOf(data, 'liquidity', ROLES);
  const fee = feeByRate(contract, priceTicks, lots, liquidity);
  const fill = {
    tradeId: textOf(data, 'tradeId'),
    side: wordOf(data, 'side', SIDES),
    lots,
    priceTicks,
    fee,
    liquidity,
    feeEstimated: true as const,
  };
  return [{ kind: 'event', event: { kind: 'fill', ...base, ...fill } }];
}

function stopSigns(data: ExactObject, contract: VenueContract): readonly StreamSign[] {
  const tsVenue = stampOf(firstText(data, 'ts', 'createdAt') ?? '');
  const base = {
    clientOrderId: eventClientId(optionalText(data, 'clientOid')),
    venueOrderId: textOf(data, 'orderId'),
    symbol: contract.instrument.symbol,
    tsVenue,
  };
  switch (textOf(data, 'type')) {
    case 'open':
      return [{ kind: 'event', event: { kind: 'opened', ...base } }];
    case 'triggered':
      return [{ kind: 'event', event: { kind: 'triggered', reason: 'The trigger price was reached', ...base } }];
    case 'cancel':
      return [{ kind: 'event', event: { kind: 'canceled', reason: 'Canceled at the venue', ...base } }];
    default:
      return [{ kind: 'data', tsVenue }];
  }
}

const TOPICS = { '/contractMarket/tradeOrders': orderSigns, '/contractMarket/advancedOrders': stopSigns } as const;

function messageSigns(message: ExactObject, book: ContractBook): readonly StreamSign[] {
  const topic = textOf(message, 'topic').split(':')[0] ?? '';
  const read = Object.hasOwn(TOPICS, topic) ? TOPICS[topic as keyof typeof TOPICS] : null;
  if (read === null) return [];
  const data = objectOf(message['data'], 'data');
  const contract = book.theirs(textOf(data, 'symbol'));
  return contract === undefined ? [{ kind: 'data', tsVenue: null }] : read(data, contract);
}

const stream: StreamQuirks = {
  tellsWaiting: true,
  async plan(ask) {
    const verdict = await ask(call('POST', 'bullet-private', 10));
    if (!verdict.ok) throw new Error(`${verdict.code}: ${verdict.message}`);
    return bulletPlan(verdict.data, Object.keys(TOPICS));
  },
  ping: (id) => JSON.stringify({ id: String(id), type: 'ping' }),
  read(json, book) {
    const message = objectOf(json, 'The message');
    switch (textOf(message, 'type')) {
      case 'welcome':
        return [{ kind: 'ready' }];
      case 'ack':
        return [{ kind: 'acknowledged' }];
      case 'pong':
        return [{ kind: 'pong' }];
      case 'error':
        return [
          { kind: 'refused', reason: `${optionalText(message, 'code') ?? ''} ${optionalText(message, 'data') ?? ''}` },
        ];
      case 'message':
        return messageSigns(message, book);
      default:
        return [];
    }
  },
};

/** The address and token of a socket, as both kinds of token requests answer. */
function bulletPlan(data: ExactJson, topics: readonly string[]) {
  const answer = objectOf(data, 'The token');
  const server = objectsOf(answer['instanceServers'], 'instanceServers')[0];
  const url = new URL(textOf(objectOf(server, 'The socket server'), 'endpoint'));
  url.searchParams.set('token', textOf(answer, 'token'));
  url.searchParams.set('connectId', 'orders');
  const subscribe = (topic: string, index: number): string =>
    JSON.stringify({ id: `s${String(index)}`, type: 'subscribe', topic, privateChannel: true, response: true });
  return {
    url: url.href,
    // The venue greets first; nothing is sent before its welcome.
    login: [],
    awaitsReady: true,
    subscriptions: topics.map(subscribe),
    renew: null,
  };
}

function verdict(status: number, body: ExactJson): Verdict {
  const envelope = objectOf(body, 'The answer');
  const code = textOf(envelope, 'code');
  if (code === '200000' && status === 200) return { ok: true, data: envelope['data'] ?? null };
  return { ok: false, code, message: optionalText(envelope, 'msg') ?? '' };
}

export const kucoinFutures: VenueQuirks = {
  id: 'kucoin-futures',
  name: 'KuCoin Futures',
  ccxtModule: 'kucoinfutures',
  // The partner headers would name another program; the unified account is a different interface.
  ccxtOptions: { partner: {}, uta: false },
  pools: ['futures', 'public', 'management'].map((name) => ({ name, capacity: 2_000, windowMs: 30_000 })),
  verdict,
  tooMany({ status, headers, text }) {
    if (status !== 429 && !/"code"\s*:\s*"429000"/.test(text)) return null;
    const reset = Number(headers['gw-ratelimit-reset']);
    return { waitMs: Number.isFinite(reset) && reset > 0 ? reset : null };
  },
  orders,
  questions,
  stream,
  feed: kucoinFeed,
  contracts: kucoinContracts,
};
