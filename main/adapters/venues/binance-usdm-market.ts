import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { PRICE_SILENCE_MS } from '#core/market/stream-report.ts';
import { buildContracts, NotRepresentable, tierOf, type ContractFacts } from './contract-builder.ts';
import {
  isList,
  isObject,
  objectOf,
  objectsOf,
  textOf,
  UnreadableMessage,
  type ExactJson,
  type ExactObject,
} from './exact-json.ts';
import { lotsAtMost, ppmOf } from './exact-number.ts';
import type { DepthQuirks, FeedPlan, FeedQuirks, FeedSign, TickerOf, TickerPatch } from './feed-quirks.ts';
import { inGroups, known, loose, looseObject, perStep } from './loose.ts';
import { CANDLE_FORMATS } from './parse/candles.ts';
import { DEPTH_FORMATS } from './parse/depth.ts';
import { TICKER_FORMATS } from './parse/tickers.ts';
import { TRADE_FORMATS } from './parse/trades.ts';
import type { CallParams, VenueCall, VenueQuirks } from './quirks.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

const call = (path: string, weight: number, params: CallParams = {}, api = 'fapiPublic'): VenueCall => ({
  api,
  method: 'GET',
  path,
  params,
  costs: [{ pool: 'weight', weight }],
});

const TIMEFRAMES: Readonly<Record<Timeframe, string>> = {
  '1m': '1m',
  '3m': '3m',
  '5m': '5m',
  '15m': '15m',
  '30m': '30m',
  '1h': '1h',
  '2h': '2h',
  '4h': '4h',
  '8h': '8h',
  '12h': '12h',
  '1d': '1d',
  '1w': '1w',
};
/** Streams on one socket; the venue takes 200. */
const STREAMS = 180;
/** What the public list leaves out and the account's own calls tell: base fees and the lowest leverage stand in. */
const ASSUMED = ['makerFeePpm', 'takerFeePpm', 'maxLeverage', 'maintenanceTiers', 'fundingIntervalMs'];

function filter(row: ExactObject, type: string): ExactObject {
  const found = objectsOf(row['filters'], 'filters').find((each) => each['filterType'] === type);
  if (found === undefined) throw new UnreadableMessage(`It has no filter ${type}`);
  return found;
}

function facts(row: ExactObject): ContractFacts {
  if (textOf(row, 'contractType') !== 'PERPETUAL')
    throw new NotRepresentable(`It is a ${textOf(row, 'contractType')} contract`);
  if (textOf(row, 'marginAsset') !== 'USDT' || textOf(row, 'quoteAsset') !== 'USDT')
    throw new NotRepresentable(`It is settled in ${textOf(row, 'marginAsset')}, not in USDT`);
  if (textOf(row, 'status') !== 'TRADING') throw new NotRepresentable(`Its status is ${textOf(row, 'status')}`);
  const step = textOf(filter(row, 'LOT_SIZE'), 'stepSize');
  const largest = ['LOT_SIZE', 'MARKET_LOT_SIZE'].map((type) => lotsAtMost(textOf(filter(row, type), 'maxQty'), step));
  return {
    venueSymbol: textOf(row, 'symbol'),
    coin: textOf(row, 'baseAsset'),
    tick: textOf(filter(row, 'PRICE_FILTER'), 'tickSize'),
    multiplier: step,
    sizeStep: step,
    lotSize: 1,
    maxOrderLots: Math.min(...largest),
    makerFee: '0.0002',
    takerFee: '0.0005',
    maxLeverage: 1,
    tiers: [],
    fundingIntervalMs: 28_800_000,
    assumed: ASSUMED,
  };
}

/** Leverage brackets, fees of the account, and the funding interval where it differs from eight hours. */
function join(contract: VenueContract, [brackets, fees, funding]: readonly (ExactJson | null)[]): VenueContract {
  let { instrument } = contract;
  const drop = (...names: string[]) => instrument.assumed.filter((name) => !names.includes(name));
  if (isList(brackets ?? undefined)) {
    const rows = objectsOf(objectsOf(brackets ?? undefined, 'brackets')[0]?.['brackets'], 'brackets');
    const maintenanceTiers = rows
      .toSorted((a, b) => Number(textOf(a, 'notionalCap')) - Number(textOf(b, 'notionalCap')))
      .map((row) =>
        tierOf(textOf(row, 'notionalCap'), textOf(row, 'initialLeverage'), textOf(row, 'maintMarginRatio')),
      );
    const maxLeverage = Math.max(...maintenanceTiers.map((tier) => tier.maxLeverage));
    instrument = { ...instrument, maintenanceTiers, maxLeverage, assumed: drop('maintenanceTiers', 'maxLeverage') };
  }
  if (isObject(fees ?? undefined)) {
    const row = objectOf(fees ?? undefined, 'fees');
    const makerFeePpm = ppmOf(textOf(row, 'makerCommissionRate'));
    const takerFeePpm = ppmOf(textOf(row, 'takerCommissionRate'));
    instrument = { ...instrument, makerFeePpm, takerFeePpm, assumed: drop('makerFeePpm', 'takerFeePpm') };
  }
  if (isList(funding ?? undefined)) {
    const own = objectsOf(funding ?? undefined, 'funding').find((row) => row['symbol'] === contract.venueSymbol);
    const hours = own === undefined ? 8 : Number(textOf(own, 'fundingIntervalHours'));
    instrument = { ...instrument, fundingIntervalMs: hours * 3_600_000, assumed: drop('fundingIntervalMs') };
  }
  return { ...contract, instrument };
}

export const binanceContracts: VenueQuirks['contracts'] = {
  calls: [call('exchangeInfo', 1)],
  read: ([data], asOf) =>
    buildContracts(
      objectsOf(objectOf(data, 'The list')['symbols'], 'symbols'),
      (row) => textOf(row, 'symbol'),
      facts,
      asOf,
    ),
  details: {
    calls: ({ venueSymbol: symbol }) => [
      { call: call('leverageBracket', 1, { symbol }, 'fapiPrivate'), signed: true },
      { call: call('commissionRate', 20, { symbol }, 'fapiPrivate'), signed: true },
      { call: call('fundingInfo', 1), signed: false },
    ],
    join,
  },
  of: (instrument) => ({ instrument, venueSymbol: instrument.symbol, sizeStep: instrument.multiplier }),
};

type Reader = (message: Record<string, unknown>, contract: VenueContract) => readonly FeedSign[];

const ticker = (symbol: ContractSymbol, patch: TickerPatch, tsVenue: number | null): FeedSign => ({
  kind: 'ticker',
  symbol,
  patch,
  tsVenue,
});

const lots = (quantity: unknown, { sizeStep }: VenueContract): number => perStep(quantity, sizeStep);

const READERS: Readonly<Record<string, Reader>> = {
  markPriceUpdate: (m, { instrument }) => [
    ticker(
      instrument.symbol,
      { mark: loose(m['p']), index: loose(m['i']), fundingRate: loose(m['r']), nextFundingAt: loose(m['T']) },
      loose(m['E']),
    ),
  ],
  forceOrder(m, contract) {
    const o = looseObject(m['o']);
    // A sell closes a long position that was liquidated.
    const positionSide = o['S'] === 'SELL' ? 'long' : 'short';
    const { symbol } = contract.instrument;
    const event = {
      symbol,
      price: loose(o['ap']),
      lots: lots(o['q'], contract),
      positionSide,
      tsVenue: loose(o['T']),
    } as const;
    return [{ kind: 'event', event: { kind: 'liquidation', ...event } }];
  },
  kline(m, { instrument }) {
    const k = looseObject(m['k']);
    const candle = {
      ts: loose(k['t']),
      open: loose(k['o']),
      high: loose(k['h']),
      low: loose(k['l']),
      close: loose(k['c']),
      volume: loose(k['v']),
    };
    return [{ kind: 'candle', symbol: instrument.symbol, candle, closed: k['x'] === true }];
  },
};

function plansFor(
  base: string,
  place: string,
  contracts: readonly VenueContract[],
  kinds: readonly string[],
  silentAfterMs: number | null,
): readonly FeedPlan[] {
  const streams = contracts.flatMap(({ venueSymbol, instrument }) =>
    kinds.map((kind) => ({ name: `${venueSymbol.toLowerCase()}@${kind}`, symbol: instrument.symbol })),
  );
  return inGroups(streams, STREAMS).map((group, index) => ({
    url: `${base}/${place}/ws`,
    awaitsReady: false,
    silentAfterMs,
    subscriptions: [JSON.stringify({ method: 'SUBSCRIBE', params: group.map(({ name }) => name), id: index + 1 })],
    symbols: new Set(group.map(({ symbol }) => symbol)),
  }));
}

const quote: TickerOf = (values, row, contract) => ({
  bid: values.bid[row] ?? Number.NaN,
  ask: values.ask[row] ?? Number.NaN,
  bidLots: lots(values.bidSize[row], contract),
  askLots: lots(values.askSize[row], contract),
});

const SYMBOL_START = '"s":"';

const binanceDepth: DepthQuirks = {
  sequence: 'linked',
  message: DEPTH_FORMATS['binance-raw-update'],
  whole: false,
  symbolOf(text) {
    if (!text.includes('"e":"depthUpdate"')) return null;
    const start = text.indexOf(SYMBOL_START);
    if (start < 0) return null;
    const from = start + SYMBOL_START.length;
    return text.slice(from, text.indexOf('"', from));
  },
  snapshot: {
    call: ({ venueSymbol: symbol }) => call('depth', 20, { symbol, limit: 1_000 }),
    format: DEPTH_FORMATS['binance-snapshot'],
  },
};

export const binanceFeed: FeedQuirks = {
  plan(_ask, signer, contracts) {
    const base = signer.socketUrl('ws', 'future').replace(/\/ws$/, '');
    // A group holds all four streams of its contracts.
    return Promise.resolve([
      ...plansFor(base, 'public', contracts, ['bookTicker', 'depth@100ms'], null),
      ...plansFor(base, 'market', contracts, ['markPrice@1s', 'aggTrade', 'kline_1m', 'forceOrder'], PRICE_SILENCE_MS),
    ]);
  },
  ping: () => null,
  depth: binanceDepth,
  read(message, book) {
    const m = looseObject(message);
    if ('result' in m) return [{ kind: 'acknowledged' }];
    if ('error' in m) return [{ kind: 'refused', reason: JSON.stringify(m['error']).slice(0, 200) }];
    const type = String(m['e']);
    const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
    const name = type === 'forceOrder' ? looseObject(m['o'])['s'] : m['s'];
    const contract = typeof name === 'string' ? book.theirs(name) : undefined;
    return read === undefined || contract === undefined ? [] : read(m, contract);
  },
  frequent: [
    { kind: 'ticker', mark: '"e":"bookTicker"', format: TICKER_FORMATS['binance-book'], patch: quote },
    { kind: 'trade', mark: '"e":"aggTrade"', format: TRADE_FORMATS['binance-aggregate'], lots },
  ],
  polls: [
    {
      everyMs: 60_000,
      calls: () => [call('ticker/bookTicker', 5)],
      format: TICKER_FORMATS['binance-books'],
      patch: quote,
      onlyMissing: true,
    },
    {
      everyMs: 60_000,
      calls: () => [call('ticker/24hr', 40)],
      format: TICKER_FORMATS['binance-day'],
      patch: (values, row) => known({ last: values.last[row] ?? Number.NaN }),
      onlyMissing: true,
    },
    {
      everyMs: 30_000,
      calls: openInterestCalls,
      format: TICKER_FORMATS['binance-open-interest'],
      patch: (values, row, contract) => ({ openInterestLots: lots(values.openInterest[row], contract) }),
      onlyMissing: false,
    },
  ],
  history: {
    limit: 1_000,
    call: ({ venueSymbol: symbol }, timeframe, startTime, endTime) =>
      call('klines', 5, { symbol, interval: TIMEFRAMES[timeframe], startTime, endTime, limit: 1_000 }),
    format: CANDLE_FORMATS.binance,
    volumeUnit: () => 1,
  },
};

function openInterestCalls(book: ContractBook): readonly VenueCall[] {
  return book.all.map(({ venueSymbol: symbol }) => call('openInterest', 1, { symbol }));
}
