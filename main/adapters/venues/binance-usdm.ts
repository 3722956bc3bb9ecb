import { formatTicks } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type {
  OrderKind,
  OrderReport,
  PositionReport,
  TriggerPrice,
  VenueFillReport,
  VenueOrder,
} from '#core/ports/venue.ts';
import { call, SIDES } from './binance-usdm-calls.ts';
import { binanceContracts, binanceFeed } from './binance-usdm-market.ts';
import { binanceStream } from './binance-usdm-stream.ts';
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
  lotsOf,
  numberOf,
  sizeOf,
  millisOf,
  moneyAtMost,
  optionalTicks,
  sizeText,
  ticksOf,
  ticksReachedFirst,
} from './exact-number.ts';
import { clientIdOf, feeIn, isEntry, needed, waitsForTrigger } from './order-words.ts';
import type {
  CallParams,
  Listing,
  OrderQuirks,
  Preparation,
  QuestionQuirks,
  TimeWindow,
  VenueCall,
  VenueQuirks,
} from './quirks.ts';
import { binanceMovements } from './binance-usdm-movements.ts';
import { tristate, windowsOf } from './reading.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

const KINDS = {
  MARKET: 'market',
  LIMIT: 'limit',
  STOP: 'stop-limit',
  STOP_MARKET: 'stop-market',
  TAKE_PROFIT: 'stop-limit',
  TAKE_PROFIT_MARKET: 'take-profit-market',
  TRAILING_STOP_MARKET: 'trailing-stop',
  LIQUIDATION: 'market',
} as const satisfies Record<string, OrderKind>;
const TYPES: Partial<Record<OrderKind, string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  'stop-market': 'STOP_MARKET',
  'stop-limit': 'STOP',
  'take-profit-market': 'TAKE_PROFIT_MARKET',
};
const WORKING: Partial<Record<TriggerPrice, string>> = { mark: 'MARK_PRICE', last: 'CONTRACT_PRICE' };
const STATES = {
  NEW: 'open',
  PARTIALLY_FILLED: 'open',
  FILLED: 'filled',
  CANCELED: 'canceled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  EXPIRED_IN_MATCH: 'expired',
} as const satisfies Record<string, OrderReport['state']>;
/** A conditional order is kept by a service of its own until it fires. */
const ALGO_STATES = {
  NEW: 'waiting',
  TRIGGERING: 'open',
  TRIGGERED: 'open',
  FINISHED: 'filled',
  CANCELED: 'canceled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
} as const satisfies Record<string, OrderReport['state']>;
const SPAN_MS = 7 * 86_400_000 - 1_000;
const PAGE = 1_000;
/** Up to so many symbols one call each weighs less than one call for all, and takes little longer. */
const FEW_SYMBOLS = 5;
/** The lists go by the time of creation: an order that rested this long before it ended is still found. */
const RESTED_MS = 7 * 86_400_000;

/** Orders count by number, not by weight. */
const orderCall = (path: string, params: CallParams): VenueCall => ({
  ...call('POST', path, 0, params),
  costs: [
    { pool: 'orders 10 s', weight: 1 },
    { pool: 'orders 1 min', weight: 1 },
  ],
});

/**
 * Codes that say an order never reached the book. Left out on purpose: -1000 to -1008 (state unknown, time-out,
 * overload), -4116 (our id is in use, so an order of ours may live).
 */
const REFUSALS = new Set([
  ...['-1013', '-1021', '-1022', '-1102', '-1106', '-1111', '-1116', '-1117', '-1121', '-1130'],
  ...[
    '-2010',
    '-2014',
    '-2015',
    '-2018',
    '-2019',
    '-2020',
    '-2021',
    '-2022',
    '-2024',
    '-2025',
    '-2026',
    '-2027',
    '-2028',
  ],
  ...['-4003', '-4005', '-4013', '-4014', '-4015', '-4016', '-4023', '-4024', '-4061', '-4120', '-4131', '-4164'],
  ...['-5021', '-5022'],
]);

function terms(order: VenueOrder, contract: VenueContract): CallParams {
  const limit = order.kind === 'limit' || order.kind === 'stop-limit';
  const timeInForce = order.postOnly === true ? 'GTX' : (order.timeInForce ?? 'gtc').toUpperCase();
  const closes = order.closePosition === true && waitsForTrigger(order.kind);
  return {
    symbol: contract.venueSymbol,
    side: order.side.toUpperCase(),
    type: TYPES[order.kind] ?? '',
    ...(limit ? { price: formatTicks(contract.instrument, needed(order.priceTicks, 'price')), timeInForce } : {}),
    // An order that closes everything has no size of its own and is reduce-only by itself.
    ...(closes ? { closePosition: 'true' } : { quantity: sizeText(contract, order.lots) }),
    ...(order.reduceOnly && !closes ? { reduceOnly: 'true' } : {}),
  };
}

function place(order: VenueOrder, contract: VenueContract): VenueCall {
  if (!waitsForTrigger(order.kind))
    return orderCall('order', {
      ...terms(order, contract),
      newClientOrderId: order.clientOrderId,
      newOrderRespType: 'ACK',
    });
  return orderCall('algoOrder', {
    algoType: 'CONDITIONAL',
    ...terms(order, contract),
    triggerPrice: formatTicks(contract.instrument, needed(order.triggerTicks, 'trigger price')),
    workingType: WORKING[order.triggerBy ?? 'mark'] ?? '',
    clientAlgoId: order.clientOrderId,
  });
}

const already =
  (code: string): Preparation['already'] =>
  (refusal) =>
    refusal.code === code;

const orders: OrderQuirks = {
  unsupported(order) {
    if (order.kind === 'trailing-stop') return 'Binance trails by a percentage only, not by a distance';
    if (waitsForTrigger(order.kind) && WORKING[order.triggerBy ?? 'mark'] === undefined)
      return 'Binance fires no orders by the index price';
    return null;
  },
  prepare: (order, { venueSymbol: symbol }) =>
    isEntry(order) && order.leverage !== undefined
      ? [
          { call: call('POST', 'marginType', 1, { symbol, marginType: 'ISOLATED' }), already: already('-4046') },
          { call: call('POST', 'leverage', 1, { symbol, leverage: order.leverage }), already: () => false },
        ]
      : [],
  place,
  placed(data, order) {
    const answer = objectOf(data, 'The answer');
    const ours = firstText(answer, 'clientAlgoId', 'clientOrderId') === order.clientOrderId;
    return ours ? firstText(answer, 'algoId', 'orderId') : null;
  },
  cancel: ({ clientOrderId, triggered }, { venueSymbol }) =>
    triggered
      ? call('DELETE', 'algoOrder', 1, { clientAlgoId: clientOrderId })
      : call('DELETE', 'order', 1, { symbol: venueSymbol, origClientOrderId: clientOrderId }),
  canceled: (data, { clientOrderId }) =>
    firstText(objectOf(data, 'The answer'), 'clientAlgoId', 'clientOrderId') === clientOrderId,
  gone: ({ code }) => code === '-2011' || code === '-2013',
  amend: {
    needsOrder: true,
    call({ clientOrderId, triggered }, change, contract, current) {
      if (triggered || current?.kind !== 'limit' || change.triggerTicks !== undefined) return null;
      const price = change.priceTicks ?? needed(current.priceTicks, 'price');
      return {
        ...orderCall('order', {
          symbol: contract.venueSymbol,
          origClientOrderId: clientOrderId,
          side: current.side.toUpperCase(),
          quantity: sizeText(contract, change.lots ?? current.lots),
          price: formatTicks(contract.instrument, price),
        }),
        method: 'PUT',
      };
    },
  },
  refusals: REFUSALS,
};

function readOrder(row: ExactObject, contract: VenueContract): OrderReport {
  const kind = wordOf(row, 'origType' in row ? 'origType' : 'type', KINDS);
  return {
    clientOrderId: clientIdOf(optionalText(row, 'clientOrderId')),
    venueOrderId: textOf(row, 'orderId'),
    symbol: contract.instrument.symbol,
    side: wordOf(row, 'side', SIDES),
    kind,
    lots: sizeOf(contract, textOf(row, 'origQty')),
    filledLots: sizeOf(contract, textOf(row, 'executedQty')),
    priceTicks: kind === 'market' ? null : optionalTicks(contract, optionalText(row, 'price')),
    triggerTicks: optionalTicks(contract, optionalText(row, 'stopPrice')),
    reduceOnly: flagOf(row, 'reduceOnly') || flagOf(row, 'closePosition'),
    state: wordOf(row, 'status', STATES),
    tsVenue: millisOf(firstText(row, 'updateTime', 'time') ?? ''),
  };
}

function readAlgo(row: ExactObject, contract: VenueContract): OrderReport {
  const filled = firstText(row, 'actualQty', 'executedQty') ?? '0';
  return {
    clientOrderId: clientIdOf(optionalText(row, 'clientAlgoId')),
    venueOrderId: textOf(row, 'algoId'),
    symbol: contract.instrument.symbol,
    side: wordOf(row, 'side', SIDES),
    kind: wordOf(row, 'orderType' in row ? 'orderType' : 'type', KINDS),
    lots: sizeOf(contract, optionalText(row, 'quantity') ?? '0'),
    filledLots: sizeOf(contract, filled),
    priceTicks: optionalTicks(contract, optionalText(row, 'price')),
    triggerTicks: optionalTicks(contract, optionalText(row, 'triggerPrice')),
    reduceOnly: flagOf(row, 'reduceOnly') || flagOf(row, 'closePosition'),
    state: wordOf(row, 'algoStatus', ALGO_STATES),
    tsVenue: millisOf(firstText(row, 'updateTime', 'createTime') ?? ''),
  };
}

const isAlgo = (row: ExactObject): boolean => 'algoId' in row;
const readEither = (row: ExactObject, contract: VenueContract): OrderReport =>
  isAlgo(row) ? readAlgo(row, contract) : readOrder(row, contract);

function readFill(row: ExactObject, contract: VenueContract): VenueFillReport {
  const lots = fillSizeOf(contract, textOf(row, 'qty'));
  const priceTicks = ticksOf(contract, textOf(row, 'price'));
  const liquidity = flagOf(row, 'maker') ? 'maker' : 'taker';
  return {
    clientOrderId: null,
    venueOrderId: textOf(row, 'orderId'),
    symbol: contract.instrument.symbol,
    tradeId: textOf(row, 'id'),
    side: wordOf(row, 'side', SIDES),
    lots,
    priceTicks,
    fee: feeIn(contract, { lots, priceTicks, liquidity }, textOf(row, 'commission'), textOf(row, 'commissionAsset')),
    liquidity,
    tsVenue: millisOf(textOf(row, 'time')),
  };
}

/** The newer answer has no word for the mode: an isolated position has a wallet of its own. */
const isIsolated = (row: ExactObject): boolean =>
  (optionalText(row, 'marginType') ?? (isZero(textOf(row, 'isolatedWallet')) ? 'cross' : 'isolated')) === 'isolated';

function readPosition(row: ExactObject, contract: VenueContract): PositionReport | null {
  const lots = lotsOf(contract, textOf(row, 'positionAmt'));
  if (lots === 0) return null;
  if (textOf(row, 'positionSide') !== 'BOTH')
    throw new UnreadableMessage('The account is in hedge mode; set it to one-way mode at the venue');
  const liquidation = optionalText(row, 'liquidationPrice');
  const leverage = optionalText(row, 'leverage');
  return {
    symbol: contract.instrument.symbol,
    lots,
    entryPrice: textOf(row, 'entryPrice'),
    marginMode: isIsolated(row) ? 'isolated' : 'cross',
    leverage: leverage === null ? null : numberOf(leverage),
    liquidationTicks:
      liquidation === null || isZero(liquidation) ? null : ticksReachedFirst(contract, liquidation, lots),
    tsVenue: millisOf(textOf(row, 'updateTime')),
  };
}

const bare = (calls: Listing<unknown>['calls']): Pick<Listing<unknown>, 'calls' | 'rows' | 'next' | 'symbolOf'> => ({
  calls,
  rows: (data) => objectsOf(data, 'The list'),
  next: () => null,
  symbolOf: (row) => textOf(row, 'symbol'),
});

/** Lists are asked for symbol by symbol, in spans. */
const perSymbol = (book: ContractBook, window: TimeWindow, paths: readonly string[]): readonly VenueCall[] =>
  book.all.flatMap(({ venueSymbol: symbol }) =>
    windowsOf(window, SPAN_MS).flatMap(({ since, until }) =>
      paths.map((path) => call('GET', path, 5, { symbol, startTime: since, endTime: until, limit: PAGE })),
    ),
  );

/** A full page goes on at the time of its last row. */
const nextByTime: Listing<unknown>['next'] = (asked, _data, rows) => {
  const times = rows.map((row) => Number(firstText(row, 'createTime', 'time') ?? '0'));
  const last = Math.max(...times);
  const { startTime } = asked.params;
  if (rows.length < PAGE) return null;
  if (last <= Number(startTime)) throw new UnreadableMessage('A full page of one millisecond');
  return { ...asked, params: { ...asked.params, startTime: last } };
};

const earlier = ({ since, until }: TimeWindow): TimeWindow => ({ since: (since - RESTED_MS) as EpochMs, until });

const questions: QuestionQuirks = {
  order({ clientOrderId, triggered }, { venueSymbol }) {
    const plain = call('GET', 'order', 1, { symbol: venueSymbol, origClientOrderId: clientOrderId });
    return triggered ? [call('GET', 'algoOrder', 1, { clientAlgoId: clientOrderId }), plain] : [plain];
  },
  absent: ({ code }) => code === '-2013',
  readOrder: (data, contract) => readEither(objectOf(data, 'The order'), contract),
  openOrders: {
    ...bare(({ all }) =>
      all.length > FEW_SYMBOLS
        ? ['openOrders', 'openAlgoOrders'].map((path) => call('GET', path, 40))
        : all.flatMap(({ venueSymbol: symbol }) =>
            ['openOrders', 'openAlgoOrders'].map((path) => call('GET', path, 1, { symbol })),
          ),
    ),
    read: readEither,
  },
  doneOrders: {
    ...bare((book, window) => perSymbol(book, earlier(window), ['allOrders', 'allAlgoOrders'])),
    next: nextByTime,
    read: readEither,
  },
  fills: { ...bare((book, window) => perSymbol(book, window, ['userTrades'])), next: nextByTime, read: readFill },
  positions: { ...bare(() => [call('GET', 'positionRisk', 5, {}, 'fapiPrivateV2')]), read: readPosition },
  account: {
    call: call('GET', 'account', 5, {}, 'fapiPrivateV2'),
    read(data) {
      const assets = objectsOf(objectOf(data, 'The account')['assets'], 'assets');
      const usdt = assets.find((row) => row['asset'] === 'USDT');
      if (usdt === undefined) throw new UnreadableMessage('The account lists no USDT');
      return {
        cash: moneyAtMost(textOf(usdt, 'walletBalance')),
        equity: moneyAtMost(textOf(usdt, 'marginBalance')),
        available: moneyAtMost(textOf(usdt, 'availableBalance')),
      };
    },
  },
  movements: binanceMovements,
  service: {
    call: call('GET', 'system/status', 1, {}, 'sapi'),
    read(data) {
      const status = objectOf(data, 'The status');
      return {
        status: wordOf(status, 'status', { 0: 'open', 1: 'closed' }),
        reason: optionalText(status, 'msg') ?? '',
      };
    },
  },
  time: {
    call: call('GET', 'time', 1, {}, 'fapiPublic'),
    read: (data) => millisOf(textOf(objectOf(data, 'The time'), 'serverTime')),
  },
  rights: {
    call: call('GET', 'account/apiRestrictions', 1, {}, 'sapi'),
    read(data) {
      const key = objectOf(data, 'The key');
      const moves = ['enableWithdrawals', 'enableInternalTransfer', 'permitsUniversalTransfer'];
      return {
        canTrade: tristate(key, 'enableFutures'),
        canMoveFunds: moves.some((name) => flagOf(key, name))
          ? 'yes'
          : moves.every((name) => name in key)
            ? 'no'
            : 'unknown',
        ipRestricted: tristate(key, 'ipRestrict'),
        permissions: Object.keys(key).filter((name) => /^(enable|permits)/.test(name) && flagOf(key, name)),
      };
    },
  },
};

const isRefusal = (status: number, body: ExactJson): body is ExactObject =>
  isObject(body) && (status !== 200 || (optionalText(body, 'code') ?? '200') !== '200');

export const binanceUsdm: VenueQuirks = {
  id: 'binance-usdm',
  name: 'Binance USDⓈ-M Futures',
  ccxtModule: 'binanceusdm',
  ccxtOptions: { recvWindow: 5_000 },
  pools: [
    { name: 'weight', capacity: 2_400, windowMs: 60_000 },
    { name: 'orders 10 s', capacity: 300, windowMs: 10_000, cancelShare: 0 },
    { name: 'orders 1 min', capacity: 1_200, windowMs: 60_000, cancelShare: 0 },
    { name: 'sapi', capacity: 12_000, windowMs: 60_000 },
  ],
  verdict(status, body) {
    if (isRefusal(status, body))
      return { ok: false, code: textOf(body, 'code'), message: optionalText(body, 'msg') ?? '' };
    if (status !== 200) throw new UnreadableMessage(`HTTP ${String(status)} without a code`);
    return { ok: true, data: body };
  },
  tooMany({ headers, text }) {
    if (!/"code"\s*:\s*-10(03|15)\b/.test(text) && headers['retry-after'] === undefined) return null;
    const seconds = Number(headers['retry-after']);
    return { waitMs: Number.isFinite(seconds) ? seconds * 1_000 : null };
  },
  orders,
  questions,
  stream: binanceStream,
  feed: binanceFeed,
  contracts: binanceContracts,
};
