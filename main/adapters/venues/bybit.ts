import { formatTicks, type Lots } from '#shared/domain/instrument.ts';
import type {
  OrderKind,
  OrderReport,
  PositionReport,
  TriggerPrice,
  VenueFillReport,
  VenueOrder,
} from '#core/ports/venue.ts';
import { call, SIDES } from './bybit-calls.ts';
import { bybitContracts, bybitFeed } from './bybit-market.ts';
import {
  firstText,
  flagOf,
  isObject,
  objectOf,
  objectsOf,
  optionalText,
  textOf,
  UnreadableMessage,
  wordOf,
  type ExactJson,
  type ExactObject,
} from './exact-json.ts';
import {
  isZero,
  fillSizeOf,
  numberOf,
  sizeOf,
  millisOf,
  moneyAtLeast,
  moneyAtMost,
  optionalTicks,
  sizeText,
  ticksOf,
  ticksReachedFirst,
} from './exact-number.ts';
import {
  clientIdOf,
  eventClientId,
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
} from './quirks.ts';
import { tristate, windowsOf } from './reading.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

const LINEAR = { category: 'linear' } as const;
const TRIGGERS: Readonly<Record<TriggerPrice, string>> = { mark: 'MarkPrice', last: 'LastPrice', index: 'IndexPrice' };
const STATES = {
  Created: 'open',
  New: 'open',
  PartiallyFilled: 'open',
  Untriggered: 'waiting',
  Triggered: 'open',
  Filled: 'filled',
  Cancelled: 'canceled',
  PartiallyFilledCanceled: 'canceled',
  Deactivated: 'canceled',
  Rejected: 'rejected',
} as const satisfies Record<string, OrderReport['state']>;
const SPAN_MS = 7 * 86_400_000 - 1_000;
const LOGIN_LIFE_MS = 10_000;

/** Codes that say an order never reached the book. Left out: 10000, 10016 (server), 10001 (any parameter), 110072 (our id is in use). */
const REFUSALS = new Set([
  ...['10002', '10003', '10004', '10005', '10010', '10024', '10029'],
  ...['110003', '110004', '110006', '110007', '110009', '110012', '110013', '110014', '110017', '110020', '110021'],
  ...['110030', '110032', '110034', '110040', '110044', '110045', '110049', '110052', '110053', '110059', '110066'],
  ...['110073', '110074', '110090', '110092', '110093', '110094', '110095', '110096', '110126', '170213'],
]);

function terms(order: VenueOrder, contract: VenueContract): CallParams {
  const limit = order.kind === 'limit' || order.kind === 'stop-limit';
  const timeInForce = order.postOnly === true ? 'PostOnly' : (order.timeInForce ?? 'gtc').toUpperCase();
  const price = (): string => formatTicks(contract.instrument, needed(order.priceTicks, 'price'));
  return {
    orderType: limit ? 'Limit' : 'Market',
    // Quantity 0 with these two flags closes whatever is held.
    qty: order.closePosition === true ? '0' : sizeText(contract, order.lots),
    ...(order.closePosition === true ? { closeOnTrigger: true } : {}),
    ...(limit ? { price: price(), timeInForce } : {}),
  };
}

const triggerTerms = (order: VenueOrder, { instrument }: VenueContract): CallParams =>
  waitsForTrigger(order.kind)
    ? {
        triggerPrice: formatTicks(instrument, needed(order.triggerTicks, 'trigger price')),
        triggerDirection: triggerDirection(order.side, order.kind) === 'up' ? 1 : 2,
        triggerBy: TRIGGERS[order.triggerBy ?? 'mark'],
      }
    : {};

const orders: OrderQuirks = {
  unsupported: (order) =>
    order.kind === 'trailing-stop'
      ? 'Bybit trails positions, not orders: a trailing stop has no id of its own there'
      : null,
  prepare: (order, { venueSymbol: symbol }) => {
    if (!isEntry(order) || order.leverage === undefined) return [];
    const leverage = String(order.leverage);
    const settings = { ...LINEAR, symbol, buyLeverage: leverage, sellLeverage: leverage };
    return [
      // Unified accounts have one margin mode for everything: isolated has to be set by its owner.
      {
        call: call('POST', 'position/switch-isolated', { ...settings, tradeMode: 1 }),
        already: isAlready('110026', '100028'),
      },
      { call: call('POST', 'position/set-leverage', settings), already: isAlready('110043') },
    ];
  },
  place: (order, contract) =>
    call(
      'POST',
      'order/create',
      {
        ...LINEAR,
        symbol: contract.venueSymbol,
        side: order.side === 'buy' ? 'Buy' : 'Sell',
        ...terms(order, contract),
        ...triggerTerms(order, contract),
        reduceOnly: order.reduceOnly,
        orderLinkId: order.clientOrderId,
      },
      { pool: 'orders' },
    ),
  placed(data, order) {
    const answer = objectOf(data, 'The answer');
    return optionalText(answer, 'orderLinkId') === order.clientOrderId ? optionalText(answer, 'orderId') : null;
  },
  cancel: ({ clientOrderId }, { venueSymbol: symbol }) =>
    call('POST', 'order/cancel', { ...LINEAR, symbol, orderLinkId: clientOrderId }, { pool: 'cancels' }),
  canceled: (data, { clientOrderId }) => optionalText(objectOf(data, 'The answer'), 'orderLinkId') === clientOrderId,
  gone: ({ code }) => code === '110001' || code === '110008' || code === '110010' || code === '170213',
  amend: {
    needsOrder: false,
    call: ({ clientOrderId }, change, contract) =>
      call(
        'POST',
        'order/amend',
        {
          ...LINEAR,
          symbol: contract.venueSymbol,
          orderLinkId: clientOrderId,
          ...(change.lots === undefined ? {} : { qty: sizeText(contract, change.lots) }),
          ...(change.priceTicks === undefined ? {} : { price: formatTicks(contract.instrument, change.priceTicks) }),
          ...(change.triggerTicks === undefined
            ? {}
            : { triggerPrice: formatTicks(contract.instrument, change.triggerTicks) }),
        },
        { pool: 'orders' },
      ),
  },
  refusals: REFUSALS,
};

function isAlready(...codes: readonly string[]) {
  return ({ code }: { readonly code: string }): boolean => codes.includes(code);
}

const orNull = (row: ExactObject, key: string): string | null => {
  const text = optionalText(row, key);
  return text === null || isZero(text) ? null : text;
};

function kindOf(row: ExactObject, side: OrderReport['side'], trigger: string | null): OrderKind {
  const limit = textOf(row, 'orderType') === 'Limit';
  if (trigger === null) return limit ? 'limit' : 'market';
  const direction = optionalText(row, 'triggerDirection');
  if (direction === '1' || direction === '2') return triggeredKind(side, direction === '1' ? 'up' : 'down', limit);
  return /TakeProfit/.test(optionalText(row, 'stopOrderType') ?? '') && !limit
    ? 'take-profit-market'
    : limit
      ? 'stop-limit'
      : 'stop-market';
}

function readOrder(row: ExactObject, contract: VenueContract): OrderReport {
  const side = wordOf(row, 'side', SIDES);
  const trigger = orNull(row, 'triggerPrice');
  const kind = kindOf(row, side, trigger);
  const priced = kind === 'limit' || kind === 'stop-limit';
  return {
    clientOrderId: clientIdOf(optionalText(row, 'orderLinkId')),
    venueOrderId: textOf(row, 'orderId'),
    symbol: contract.instrument.symbol,
    side,
    kind,
    lots: sizeOf(contract, textOf(row, 'qty')),
    filledLots: sizeOf(contract, textOf(row, 'cumExecQty')),
    priceTicks: priced ? optionalTicks(contract, optionalText(row, 'price')) : null,
    triggerTicks: trigger === null ? null : ticksOf(contract, trigger),
    reduceOnly: flagOf(row, 'reduceOnly') || flagOf(row, 'closeOnTrigger'),
    state: wordOf(row, 'orderStatus', STATES),
    tsVenue: millisOf(firstText(row, 'updatedTime', 'createdTime') ?? ''),
  };
}

/** Funding and settlements stand in the same list. */
const isTrade = (row: ExactObject): boolean =>
  ['Trade', 'BustTrade', 'AdlTrade'].includes(optionalText(row, 'execType') ?? 'Trade');

function readFill(row: ExactObject, contract: VenueContract): VenueFillReport | null {
  if (!isTrade(row)) return null;
  return {
    clientOrderId: clientIdOf(optionalText(row, 'orderLinkId')),
    venueOrderId: textOf(row, 'orderId'),
    symbol: contract.instrument.symbol,
    tradeId: textOf(row, 'execId'),
    side: wordOf(row, 'side', SIDES),
    lots: fillSizeOf(contract, textOf(row, 'execQty')),
    priceTicks: ticksOf(contract, textOf(row, 'execPrice')),
    fee: moneyAtLeast(textOf(row, 'execFee')),
    liquidity: flagOf(row, 'isMaker') ? 'maker' : 'taker',
    tsVenue: millisOf(textOf(row, 'execTime')),
  };
}

function readPosition(row: ExactObject, contract: VenueContract): PositionReport | null {
  const size = sizeOf(contract, textOf(row, 'size'));
  if (size === 0) return null;
  if (textOf(row, 'positionIdx') !== '0')
    throw new UnreadableMessage('The account is in hedge mode; set it to one-way mode at the venue');
  const lots = (wordOf(row, 'side', SIDES) === 'buy' ? size : 0 - size) as Lots;
  const liquidation = orNull(row, 'liqPrice');
  return {
    symbol: contract.instrument.symbol,
    lots,
    entryPrice: textOf(row, 'avgPrice'),
    marginMode: optionalText(row, 'tradeMode') === '1' ? 'isolated' : 'cross',
    leverage: orNull(row, 'leverage') === null ? null : numberOf(textOf(row, 'leverage')),
    liquidationTicks: liquidation === null ? null : ticksReachedFirst(contract, liquidation, lots),
    tsVenue: millisOf(textOf(row, 'updatedTime')),
  };
}

/** A list with a cursor. */
function cursored<T>(calls: Listing<T>['calls'], read: Listing<T>['read']): Listing<T> {
  return {
    calls,
    rows: (data) => objectsOf(objectOf(data, 'The page')['list'], 'list'),
    next(asked, data, rows) {
      const cursor = optionalText(objectOf(data, 'The page'), 'nextPageCursor');
      return cursor === null || rows.length === 0 ? null : { ...asked, params: { ...asked.params, cursor } };
    },
    symbolOf: (row) => textOf(row, 'symbol'),
    read,
  };
}

const dated = (path: string, window: TimeWindow): readonly VenueCall[] =>
  windowsOf(window, SPAN_MS).map(({ since, until }) =>
    call('GET', path, { ...LINEAR, startTime: since, endTime: until, limit: path === 'execution/list' ? 100 : 50 }),
  );

const questions: QuestionQuirks = {
  order({ clientOrderId }, { venueSymbol: symbol }) {
    // Live and just ended orders, then the history.
    return ['order/realtime', 'order/history'].map((path) =>
      call('GET', path, { ...LINEAR, symbol, orderLinkId: clientOrderId }),
    );
  },
  absent: ({ code }) => code === '110001',
  readOrder(data, contract) {
    const row = objectsOf(objectOf(data, 'The page')['list'], 'list')[0];
    return row === undefined ? null : readOrder(row, contract);
  },
  openOrders: cursored(
    () => [call('GET', 'order/realtime', { ...LINEAR, settleCoin: 'USDT', openOnly: 0, limit: 50 })],
    readOrder,
  ),
  doneOrders: cursored((_book, window) => dated('order/history', window), readOrder),
  fills: cursored((_book, window) => dated('execution/list', window), readFill),
  positions: cursored(
    () => [call('GET', 'position/list', { ...LINEAR, settleCoin: 'USDT', limit: 200 })],
    readPosition,
  ),
  account: {
    call: call('GET', 'account/wallet-balance', { accountType: 'UNIFIED' }),
    read(data) {
      const account = objectsOf(objectOf(data, 'The account')['list'], 'list')[0];
      const coins = objectsOf(objectOf(account, 'The account')['coin'], 'coin');
      const usdt = objectOf(
        coins.find((row) => row['coin'] === 'USDT'),
        'USDT',
      );
      const available =
        firstText(objectOf(account, 'The account'), 'totalAvailableBalance') ?? textOf(usdt, 'walletBalance');
      return {
        cash: moneyAtMost(textOf(usdt, 'walletBalance')),
        equity: moneyAtMost(textOf(usdt, 'equity')),
        available: moneyAtMost(available),
      };
    },
  },
  movements: null,
  service: {
    call: call('GET', 'system/status', {}, { api: 'public' }),
    read(data, now) {
      const running = objectsOf(objectOf(data, 'The status')['list'], 'list').filter(
        (row) =>
          textOf(row, 'state') === 'ongoing' ||
          (Number(textOf(row, 'begin')) <= now && now < Number(textOf(row, 'end'))),
      );
      return running[0] === undefined
        ? { status: 'open', reason: '' }
        : { status: 'closed', reason: optionalText(running[0], 'title') ?? 'Maintenance' };
    },
  },
  time: {
    call: call('GET', 'market/time', {}, { api: 'public' }),
    read: (data) => millisOf(textOf(objectOf(data, 'The time'), 'timeNano').slice(0, 13)),
  },
  rights: {
    call: call('GET', 'user/query-api'),
    read(data) {
      const key = objectOf(data, 'The key');
      const groups = isObject(key['permissions']) ? key['permissions'] : null;
      const permissions =
        groups === null ? [] : Object.values(groups).flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
      const ips = key['ips'];
      const trades =
        optionalText(key, 'readOnly') === '0' &&
        permissions.some((word) => word === 'Order' || word === 'DerivativesTrade');
      return {
        canTrade: groups === null ? 'unknown' : trades ? 'yes' : 'no',
        canMoveFunds:
          groups === null ? 'unknown' : permissions.some((word) => /withdraw|transfer/i.test(word)) ? 'yes' : 'no',
        ipRestricted: !Array.isArray(ips) ? tristate(key, 'ips') : ips.length > 0 && !ips.includes('*') ? 'yes' : 'no',
        permissions,
      };
    },
  },
};

const ENDS: Readonly<Record<string, readonly ['canceled' | 'expired' | 'triggered', string]>> = {
  Cancelled: ['canceled', 'Canceled at the venue'],
  PartiallyFilledCanceled: ['canceled', 'What was left was canceled at the venue'],
  Deactivated: ['canceled', 'Canceled before it fired'],
  Rejected: ['canceled', 'The venue refused it'],
  Triggered: ['triggered', 'The trigger price was reached'],
};

function orderSign(row: ExactObject, contract: VenueContract): StreamSign {
  const told = {
    clientOrderId: eventClientId(optionalText(row, 'orderLinkId')),
    venueOrderId: textOf(row, 'orderId'),
    symbol: contract.instrument.symbol,
    tsVenue: millisOf(textOf(row, 'updatedTime')),
  };
  const status = textOf(row, 'orderStatus');
  if (status === 'New' || status === 'Untriggered') return { kind: 'event', event: { kind: 'opened', ...told } };
  const end = ENDS[status];
  if (end === undefined) return { kind: 'data', tsVenue: told.tsVenue };
  const why = optionalText(row, 'rejectReason');
  const reason = why === null || why === 'EC_NoError' ? end[1] : `${end[1]}: ${why}`;
  return { kind: 'event', event: { kind: end[0], reason, ...told } };
}

function fillSign(row: ExactObject, contract: VenueContract): StreamSign {
  const fill = readFill(row, contract);
  if (fill === null) return { kind: 'data', tsVenue: millisOf(textOf(row, 'execTime')) };
  const { clientOrderId, venueOrderId, ...rest } = fill;
  const ids = { clientOrderId: eventClientId(clientOrderId), ...(venueOrderId === null ? {} : { venueOrderId }) };
  return { kind: 'event', event: { kind: 'fill', ...ids, ...rest } };
}

const READERS = { order: orderSign, execution: fillSign } as const;

function dataSigns(message: ExactObject, book: ContractBook): readonly StreamSign[] {
  const topic = textOf(message, 'topic').split('.')[0] ?? '';
  const read = Object.hasOwn(READERS, topic) ? READERS[topic as keyof typeof READERS] : null;
  if (read === null) return [];
  return objectsOf(message['data'], 'data')
    .filter((row) => optionalText(row, 'category') === 'linear')
    .map((row) => {
      const contract = book.theirs(textOf(row, 'symbol'));
      return contract === undefined ? { kind: 'data', tsVenue: null } : read(row, contract);
    });
}

const stream: StreamQuirks = {
  tellsWaiting: true,
  async plan(_ask, signer) {
    const expires = String(signer.now() + LOGIN_LIFE_MS);
    const args = [signer.credentials.key, expires, signer.hmac(`GET/realtime${expires}`, 'hex')];
    return {
      url: signer.socketUrl('ws', 'private', 'contract'),
      login: [JSON.stringify({ op: 'auth', args })],
      awaitsReady: true,
      subscriptions: [JSON.stringify({ req_id: 's1', op: 'subscribe', args: Object.keys(READERS) })],
      renew: null,
    };
  },
  ping: (id) => JSON.stringify({ req_id: String(id), op: 'ping' }),
  read(json, book) {
    const message = objectOf(json, 'The message');
    const op = optionalText(message, 'op');
    if (op === null) return dataSigns(message, book);
    if (op === 'pong' || op === 'ping') return [{ kind: 'pong' }];
    if (message['success'] !== true)
      return [{ kind: 'refused', reason: firstText(message, 'ret_msg', 'retMsg') ?? op }];
    return [{ kind: op === 'auth' ? 'ready' : 'acknowledged' }];
  },
};

export const bybit: VenueQuirks = {
  id: 'bybit',
  name: 'Bybit',
  ccxtModule: 'bybit',
  ccxtOptions: { recvWindow: 5_000 },
  pools: [
    { name: 'requests', capacity: 600, windowMs: 5_000 },
    { name: 'orders', capacity: 10, windowMs: 1_000, cancelShare: 0 },
    { name: 'cancels', capacity: 10, windowMs: 1_000, cancelShare: 0 },
  ],
  verdict(status, body: ExactJson) {
    const envelope = objectOf(body, 'The answer');
    const code = textOf(envelope, 'retCode');
    if (code === '0' && status === 200) return { ok: true, data: envelope['result'] ?? null };
    return { ok: false, code, message: optionalText(envelope, 'retMsg') ?? '' };
  },
  tooMany({ status, headers, text }) {
    // A 403 without the venue's envelope is its limit per address, good for ten minutes.
    if (status === 403 && !text.includes('"retCode"')) return { waitMs: 600_000 };
    if (!/"retCode"\s*:\s*100(06|18)\b/.test(text)) return null;
    const reset = Number(headers['x-bapi-limit-reset-timestamp']) - Number(headers['timenow']);
    return { waitMs: Number.isFinite(reset) && reset > 0 ? reset : null };
  },
  orders,
  questions,
  stream,
  feed: bybitFeed,
  contracts: bybitContracts,
};
