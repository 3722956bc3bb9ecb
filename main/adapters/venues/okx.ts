import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import type {
  OrderKind,
  OrderReport,
  PositionReport,
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
  UnreadableMessage,
  wordOf,
  type ExactJson,
  type ExactObject,
} from './exact-json.ts';
import {
  isZero,
  fillSizeOf,
  lotsOf,
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
import { call, negated, ourId, ROLES, SIDES } from './okx-calls.ts';
import { okxStream } from './okx-stream.ts';
import { okxContracts, okxFeed } from './okx-market.ts';
import { clientIdOf, isEntry, needed, waitsForTrigger } from './order-words.ts';
import type { CallParams, Listing, OrderQuirks, QuestionQuirks, TimeWindow, VenueCall, VenueQuirks } from './quirks.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

const SWAP = { instType: 'SWAP' } as const;
const TRIGGERS: Readonly<Record<TriggerPrice, string>> = { mark: 'mark', last: 'last', index: 'index' };
const STATES = {
  live: 'open',
  partially_filled: 'open',
  filled: 'filled',
  canceled: 'canceled',
  mmp_canceled: 'canceled',
} as const satisfies Record<string, OrderReport['state']>;
const ALGO_STATES = {
  live: 'waiting',
  pause: 'waiting',
  partially_effective: 'open',
  effective: 'filled',
  order_placed: 'open',
  canceled: 'canceled',
  order_failed: 'rejected',
  partially_failed: 'rejected',
} as const satisfies Record<string, OrderReport['state']>;
const ALGO_TYPES = ['conditional', 'move_order_stop', 'trigger'] as const;
const PAGE = 100;
/** An order at the market price in a triggered order's price field. */
const AT_MARKET = '-1';

/** Codes that say an order never reached the book. Left out: 50xxx but signatures, 51016 (our id is in use). */
const REFUSALS = new Set([
  ...['50101', '50102', '50103', '50104', '50105', '50106', '50110', '50111', '50112', '50113', '50114', '50119'],
  ...[
    '51000',
    '51001',
    '51002',
    '51004',
    '51006',
    '51008',
    '51010',
    '51020',
    '51021',
    '51022',
    '51023',
    '51024',
    '51025',
  ],
  ...[
    '51028',
    '51029',
    '51030',
    '51046',
    '51047',
    '51048',
    '51049',
    '51052',
    '51053',
    '51054',
    '51112',
    '51113',
    '51116',
  ],
  ...[
    '51119',
    '51120',
    '51121',
    '51124',
    '51127',
    '51131',
    '51169',
    '51170',
    '51201',
    '51202',
    '51205',
    '51250',
    '51277',
    '51279',
    '51280',
  ],
]);

const price = (instrument: Instrument, ticks: VenueOrder['priceTicks'], what: string): string =>
  formatTicks(instrument, needed(ticks, what));

function plainTerms(order: VenueOrder, { instrument }: VenueContract): CallParams {
  if (order.kind === 'market') return { ordType: 'market' };
  const rests = order.timeInForce === undefined || order.timeInForce === 'gtc';
  const ordType = order.postOnly === true ? 'post_only' : rests ? 'limit' : (order.timeInForce ?? '');
  return { ordType, px: price(instrument, order.priceTicks, 'price') };
}

function algoTerms(order: VenueOrder, { instrument }: VenueContract): CallParams {
  if (order.kind === 'trailing-stop')
    return {
      ordType: 'move_order_stop',
      callbackSpread: price(instrument, order.trailTicks ?? null, 'trailing distance'),
    };
  const side = order.kind === 'take-profit-market' ? 'tp' : 'sl';
  return {
    ordType: 'conditional',
    [`${side}TriggerPx`]: price(instrument, order.triggerTicks, 'trigger price'),
    [`${side}TriggerPxType`]: TRIGGERS[order.triggerBy ?? 'mark'],
    [`${side}OrdPx`]: order.kind === 'stop-limit' ? price(instrument, order.priceTicks, 'price') : AT_MARKET,
  };
}

function place(order: VenueOrder, contract: VenueContract): VenueCall {
  const waits = waitsForTrigger(order.kind);
  const closes = order.closePosition === true && waits && order.kind !== 'trailing-stop';
  const common = {
    instId: contract.venueSymbol,
    tdMode: 'isolated',
    side: order.side,
    reduceOnly: order.reduceOnly,
    ...(closes ? { closeFraction: '1' } : { sz: sizeText(contract, order.lots) }),
  };
  return waits
    ? call(
        'POST',
        'trade/order-algo',
        { ...common, ...algoTerms(order, contract), algoClOrdId: order.clientOrderId },
        { pool: 'algos' },
      )
    : call(
        'POST',
        'trade/order',
        { ...common, ...plainTerms(order, contract), clOrdId: order.clientOrderId },
        { pool: 'orders' },
      );
}

const first = (data: ExactJson): ExactObject => objectOf(isList(data) ? data[0] : undefined, 'The answer');

const orders: OrderQuirks = {
  trails: true,
  unsupported: () => null,
  prepare: (order, { venueSymbol: instId }) =>
    isEntry(order) && order.leverage !== undefined
      ? [
          {
            call: call('POST', 'account/set-leverage', { instId, lever: String(order.leverage), mgnMode: 'isolated' }),
            already: () => false,
          },
        ]
      : [],
  place,
  placed: (data, order) =>
    ourId(first(data)) === order.clientOrderId ? firstText(first(data), 'algoId', 'ordId') : null,
  cancel: ({ clientOrderId, triggered }, { venueSymbol: instId }) =>
    triggered
      ? {
          ...call('POST', 'trade/cancel-algos', {}, { pool: 'cancels' }),
          list: [{ instId, algoClOrdId: clientOrderId }],
        }
      : call('POST', 'trade/cancel-order', { instId, clOrdId: clientOrderId }, { pool: 'cancels' }),
  canceled: (data, { clientOrderId }) => ourId(first(data)) === clientOrderId,
  gone: ({ code }) => ['51400', '51401', '51402', '51410', '51603'].includes(code),
  amend: {
    needsOrder: false,
    call({ clientOrderId, triggered }, change, contract) {
      if (triggered || change.triggerTicks !== undefined) return null;
      const { priceTicks, lots } = change;
      return call(
        'POST',
        'trade/amend-order',
        {
          instId: contract.venueSymbol,
          clOrdId: clientOrderId,
          ...(lots === undefined ? {} : { newSz: sizeText(contract, lots) }),
          ...(priceTicks === undefined ? {} : { newPx: formatTicks(contract.instrument, priceTicks) }),
        },
        { pool: 'orders' },
      );
    },
  },
  refusals: REFUSALS,
};

function readPlain(row: ExactObject, contract: VenueContract): OrderReport {
  const kind: OrderKind = textOf(row, 'ordType') === 'market' ? 'market' : 'limit';
  return {
    // An order that a triggered one became carries its id.
    clientOrderId: clientIdOf(ourId(row)),
    venueOrderId: textOf(row, 'ordId'),
    symbol: contract.instrument.symbol,
    side: wordOf(row, 'side', SIDES),
    kind,
    lots: sizeOf(contract, textOf(row, 'sz')),
    filledLots: sizeOf(contract, optionalText(row, 'accFillSz') ?? '0'),
    priceTicks: kind === 'market' ? null : optionalTicks(contract, optionalText(row, 'px')),
    triggerTicks: null,
    reduceOnly: flagOf(row, 'reduceOnly'),
    state: wordOf(row, 'state', STATES),
    tsVenue: millisOf(firstText(row, 'uTime', 'cTime') ?? ''),
  };
}

function algoKind(row: ExactObject): OrderKind {
  if (textOf(row, 'ordType') === 'move_order_stop') return 'trailing-stop';
  if (optionalText(row, 'tpTriggerPx') !== null) return 'take-profit-market';
  const at = firstText(row, 'slOrdPx', 'ordPx') ?? AT_MARKET;
  return at === AT_MARKET ? 'stop-market' : 'stop-limit';
}

function readAlgo(row: ExactObject, contract: VenueContract): OrderReport {
  const kind = algoKind(row);
  const trigger = firstText(row, 'slTriggerPx', 'tpTriggerPx', 'triggerPx');
  return {
    clientOrderId: clientIdOf(optionalText(row, 'algoClOrdId')),
    venueOrderId: textOf(row, 'algoId'),
    symbol: contract.instrument.symbol,
    side: wordOf(row, 'side', SIDES),
    kind,
    lots: sizeOf(contract, optionalText(row, 'sz') ?? '0'),
    filledLots: sizeOf(contract, optionalText(row, 'actualSz') ?? '0'),
    priceTicks: kind === 'stop-limit' ? optionalTicks(contract, firstText(row, 'slOrdPx', 'ordPx')) : null,
    triggerTicks: optionalTicks(contract, trigger),
    reduceOnly: flagOf(row, 'reduceOnly') || optionalText(row, 'closeFraction') !== null,
    state: wordOf(row, 'state', ALGO_STATES),
    tsVenue: millisOf(firstText(row, 'uTime', 'cTime') ?? ''),
  };
}

/** A row of an order has its state of filling; one of a waiting order does not. */
const readEither = (row: ExactObject, contract: VenueContract): OrderReport =>
  'accFillSz' in row ? readPlain(row, contract) : readAlgo(row, contract);

function readFill(row: ExactObject, contract: VenueContract): VenueFillReport {
  return {
    clientOrderId: clientIdOf(optionalText(row, 'clOrdId')),
    venueOrderId: textOf(row, 'ordId'),
    symbol: contract.instrument.symbol,
    tradeId: textOf(row, 'tradeId'),
    side: wordOf(row, 'side', SIDES),
    lots: fillSizeOf(contract, textOf(row, 'fillSz')),
    priceTicks: ticksOf(contract, textOf(row, 'fillPx')),
    fee: moneyAtLeast(negated(textOf(row, 'fee'))),
    liquidity: wordOf(row, 'execType', ROLES),
    tsVenue: millisOf(firstText(row, 'fillTime', 'ts') ?? ''),
  };
}

function readPosition(row: ExactObject, contract: VenueContract): PositionReport | null {
  const lots = lotsOf(contract, optionalText(row, 'pos') ?? '0');
  if (lots === 0) return null;
  if (textOf(row, 'posSide') !== 'net')
    throw new UnreadableMessage('The account is in long/short mode; set it to net mode at the venue');
  const liquidation = optionalText(row, 'liqPx');
  const leverage = optionalText(row, 'lever');
  return {
    symbol: contract.instrument.symbol,
    lots,
    entryPrice: textOf(row, 'avgPx'),
    marginMode: wordOf(row, 'mgnMode', { isolated: 'isolated', cross: 'cross' }),
    leverage: leverage === null ? null : numberOf(leverage),
    liquidationTicks:
      liquidation === null || isZero(liquidation) ? null : ticksReachedFirst(contract, liquidation, lots),
    tsVenue: millisOf(textOf(row, 'uTime')),
  };
}

/** Pages go backwards from the last row's id, until a page is not full or older than asked for. */
function listed<T>(
  calls: (window: TimeWindow) => readonly VenueCall[],
  idKey: string,
  read: Listing<T>['read'],
): Listing<T> {
  return {
    calls: (_book: ContractBook, window) => calls(window),
    rows: (data) => objectsOf(data, 'The list'),
    next(asked, _data, rows, { since, until }) {
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return null;
      const at = Number(firstText(last, 'uTime', 'ts', 'cTime') ?? '0');
      if (since < until && at < since) return null;
      const after = firstText(last, idKey, 'algoId', 'ordId');
      return after === null ? null : { ...asked, params: { ...asked.params, after } };
    },
    symbolOf: (row) => textOf(row, 'instId'),
    read,
  };
}

const dated = (path: string, { since, until }: TimeWindow): VenueCall =>
  call('GET', path, { ...SWAP, begin: since, end: until, limit: PAGE });

const questions: QuestionQuirks = {
  order({ clientOrderId, triggered }, { venueSymbol: instId }) {
    const plain = call('GET', 'trade/order', { instId, clOrdId: clientOrderId });
    return triggered ? [call('GET', 'trade/order-algo', { algoClOrdId: clientOrderId }), plain] : [plain];
  },
  absent: ({ code }) => code === '51603',
  readOrder: (data, contract) => (isList(data) && data.length === 0 ? null : readEither(first(data), contract)),
  openOrders: listed(
    () => [
      call('GET', 'trade/orders-pending', { ...SWAP, limit: PAGE }),
      ...ALGO_TYPES.map((ordType) => call('GET', 'trade/orders-algo-pending', { ...SWAP, ordType, limit: PAGE })),
    ],
    'ordId',
    readEither,
  ),
  doneOrders: listed(
    (window) => [
      dated('trade/orders-history', window),
      ...ALGO_TYPES.flatMap((ordType) =>
        ['effective', 'canceled', 'order_failed'].map((state) =>
          call('GET', 'trade/orders-algo-history', { ...SWAP, ordType, state, limit: PAGE }),
        ),
      ),
    ],
    'ordId',
    readEither,
  ),
  fills: listed((window) => [dated('trade/fills-history', window)], 'billId', readFill),
  positions: { ...listed(() => [call('GET', 'account/positions', SWAP)], 'posId', readPosition), next: () => null },
  account: {
    call: call('GET', 'account/balance', { ccy: 'USDT' }),
    read(data) {
      const usdt = objectOf(objectsOf(first(data)['details'], 'details')[0], 'USDT');
      return {
        cash: moneyAtMost(textOf(usdt, 'cashBal')),
        equity: moneyAtMost(textOf(usdt, 'eq')),
        available: moneyAtMost(firstText(usdt, 'availEq', 'availBal') ?? ''),
      };
    },
  },
  movements: null,
  service: {
    call: call('GET', 'system/status', {}, { api: 'public', pool: 'public' }),
    read(data) {
      const running = objectsOf(data, 'The status').find((row) => textOf(row, 'state') === 'ongoing');
      return running === undefined
        ? { status: 'open', reason: '' }
        : { status: 'closed', reason: optionalText(running, 'title') ?? 'Maintenance' };
    },
  },
  time: {
    call: call('GET', 'public/time', {}, { api: 'public', pool: 'public' }),
    read: (data) => millisOf(textOf(first(data), 'ts')),
  },
  rights: {
    call: call('GET', 'account/config'),
    read(data) {
      const key = first(data);
      const listedWords = optionalText(key, 'perm');
      const permissions = listedWords === null ? [] : listedWords.split(',').map((word) => word.trim());
      return {
        canTrade: listedWords === null ? 'unknown' : permissions.includes('trade') ? 'yes' : 'no',
        canMoveFunds: listedWords === null ? 'unknown' : permissions.includes('withdraw') ? 'yes' : 'no',
        ipRestricted: !('ip' in key) ? 'unknown' : optionalText(key, 'ip') === null ? 'no' : 'yes',
        permissions,
      };
    },
  },
};

export const okx: VenueQuirks = {
  id: 'okx',
  name: 'OKX',
  ccxtModule: 'okx',
  ccxtOptions: {},
  pools: [
    { name: 'orders', capacity: 60, windowMs: 2_000, cancelShare: 0 },
    { name: 'algos', capacity: 20, windowMs: 2_000, cancelShare: 0 },
    { name: 'cancels', capacity: 20, windowMs: 2_000, cancelShare: 0 },
    { name: 'questions', capacity: 5, windowMs: 2_000, cancelShare: 0 },
    { name: 'public', capacity: 10, windowMs: 2_000, cancelShare: 0 },
  ],
  verdict(status, body) {
    const envelope = objectOf(body, 'The answer');
    const code = textOf(envelope, 'code');
    const data = envelope['data'] ?? null;
    const failed = isList(data)
      ? objectsOf(data, 'data').find((row) => (optionalText(row, 'sCode') ?? '0') !== '0')
      : undefined;
    if (failed !== undefined)
      return { ok: false, code: textOf(failed, 'sCode'), message: optionalText(failed, 'sMsg') ?? '' };
    if (code === '0' && status === 200) return { ok: true, data };
    return { ok: false, code, message: optionalText(envelope, 'msg') ?? '' };
  },
  tooMany: ({ text }) => (/"code"\s*:\s*"500(11|61)"/.test(text) ? { waitMs: null } : null),
  orders,
  questions,
  stream: okxStream,
  feed: okxFeed,
  contracts: okxContracts,
};
