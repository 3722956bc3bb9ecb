import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { PRICE_SILENCE_MS } from '#core/market/stream-report.ts';
import { buildContracts, NotRepresentable, tierOf, type ContractFacts } from './contract-builder.ts';
import { flagOf, objectOf, objectsOf, optionalText, textOf, type ExactObject } from './exact-json.ts';
import type { DepthQuirks, FeedQuirks, FeedSign, TickerOf, TickerPatch } from './feed-quirks.ts';
import { inGroups, known, loose, looseList, numberAt, orNull } from './loose.ts';
import { CANDLE_FORMATS } from './parse/candles.ts';
import { DEPTH_FORMATS } from './parse/depth.ts';
import { TICKER_FORMATS } from './parse/tickers.ts';
import { TRADE_FORMATS } from './parse/trades.ts';
import type { CallParams, VenueCall, VenueQuirks } from './quirks.ts';
import type { VenueContract } from './venue-contract.ts';

const call = (method: VenueCall['method'], path: string, weight: number, params: CallParams = {}): VenueCall => ({
  api: 'futuresPublic',
  method,
  path,
  params,
  costs: [{ pool: 'public', weight }],
});

const ALL_CONTRACTS = call('GET', 'contracts/active', 3);
/** Symbols in one topic; the venue takes up to 100. */
const GROUP = 50;
const MINUTES: Partial<Record<Timeframe, number>> = {
  '1m': 1,
  '5m': 5,
  '15m': 15,
  '30m': 30,
  '1h': 60,
  '2h': 120,
  '4h': 240,
  '8h': 480,
  '12h': 720,
  '1d': 1_440,
  '1w': 10_080,
};

function facts(row: ExactObject): ContractFacts {
  if (flagOf(row, 'isInverse'))
    throw new NotRepresentable('An inverse contract: its worth is in the coin, not in USDT');
  if (textOf(row, 'settleCurrency') !== 'USDT')
    throw new NotRepresentable(`It is settled in ${textOf(row, 'settleCurrency')}, not in USDT`);
  if (optionalText(row, 'expireDate') !== null) throw new NotRepresentable('It has an expiry date');
  if (textOf(row, 'status') !== 'Open') throw new NotRepresentable(`Its status is ${textOf(row, 'status')}`);
  const base = textOf(row, 'baseCurrency');
  const maxLeverage = textOf(row, 'maxLeverage');
  return {
    venueSymbol: textOf(row, 'symbol'),
    coin: base === 'XBT' ? 'BTC' : base,
    tick: textOf(row, 'tickSize'),
    multiplier: textOf(row, 'multiplier'),
    sizeStep: '1',
    lotSize: Number(textOf(row, 'lotSize')),
    maxOrderLots: Number(textOf(row, 'maxOrderQty')),
    makerFee: textOf(row, 'makerFeeRate'),
    takerFee: textOf(row, 'takerFeeRate'),
    maxLeverage: Number(maxLeverage),
    // The record holds the first level only; the table has a call of its own.
    tiers: [tierOf(textOf(row, 'maxRiskLimit'), maxLeverage, textOf(row, 'maintainMargin'))],
    fundingIntervalMs: Number(textOf(row, 'fundingRateGranularity')),
  };
}

export const kucoinContracts: VenueQuirks['contracts'] = {
  calls: [ALL_CONTRACTS],
  read: ([data], asOf) => buildContracts(objectsOf(data, 'contracts'), (row) => textOf(row, 'symbol'), facts, asOf),
  details: {
    calls: ({ venueSymbol }) => [
      { call: call('GET', 'contracts/risk-limit/{symbol}', 5, { symbol: venueSymbol }), signed: false },
    ],
    join(contract, [data]) {
      const maintenanceTiers = objectsOf(data ?? undefined, 'risk limits')
        .toSorted((a, b) => Number(textOf(a, 'level')) - Number(textOf(b, 'level')))
        .map((row) => tierOf(textOf(row, 'maxRiskLimit'), textOf(row, 'maxLeverage'), textOf(row, 'maintainMargin')));
      return { ...contract, instrument: { ...contract.instrument, maintenanceTiers } };
    },
  },
  of: (instrument) => ({ instrument, venueSymbol: instrument.symbol, sizeStep: '1' }),
};

const millis = (stamp: unknown): number => {
  const value = loose(stamp);
  return value > 1e17 ? Math.floor(value / 1e6) : value;
};

type Reader = (data: Record<string, unknown>, contract: VenueContract, subject: string) => readonly FeedSign[];

const ticker = (symbol: ContractSymbol, patch: TickerPatch, tsVenue: number | null): readonly FeedSign[] => [
  { kind: 'ticker', symbol, patch, tsVenue },
];

const derived: Reader = (data, { instrument }, subject) => {
  const at = millis(data['timestamp']);
  if (subject === 'mark.index.price')
    return ticker(instrument.symbol, { mark: loose(data['markPrice']), index: loose(data['indexPrice']) }, at);
  if (subject === 'funding.rate') return ticker(instrument.symbol, { fundingRate: loose(data['fundingRate']) }, null);
  return [];
};

/** Start in seconds, open, close, high, low, two sizes in lots. */
const running: Reader = (data, { instrument }) => {
  const row = looseList(data['candles']);
  const at = numberAt(row, 0) * 1_000;
  const [open, close, high, low] = [numberAt(row, 1), numberAt(row, 2), numberAt(row, 3), numberAt(row, 4)];
  const volume = numberAt(row, 6) * Number(instrument.multiplier);
  return [
    { kind: 'candle', symbol: instrument.symbol, candle: { ts: at, open, high, low, close, volume }, closed: null },
  ];
};

const settled: Reader = (data, { instrument }, subject) =>
  subject === 'funding.end'
    ? [
        {
          kind: 'funding',
          symbol: instrument.symbol,
          rate: loose(data['fundingRate']),
          tsVenue: millis(data['fundingTime']),
        },
      ]
    : [];

const DEPTH_TOPIC = '/contractMarket/level2';
const DEPTH_START = `"${DEPTH_TOPIC}:`;

const kucoinDepth: DepthQuirks = {
  sequence: 'consecutive',
  message: DEPTH_FORMATS['kucoin-change'],
  whole: true,
  symbolOf(text) {
    const start = text.indexOf(DEPTH_START);
    if (start < 0 || !text.includes('"change"')) return null;
    const from = start + DEPTH_START.length;
    return text.slice(from, text.indexOf('"', from));
  },
  snapshot: {
    call: ({ venueSymbol }) => call('GET', 'level2/snapshot', 3, { symbol: venueSymbol }),
    format: DEPTH_FORMATS['kucoin-snapshot'],
  },
};

const QUOTE_TOPIC = '/contractMarket/tickerV2';
const TRADE_TOPIC = '/contractMarket/execution';

const quote: TickerOf = (values, row) => ({
  bid: values.bid[row] ?? Number.NaN,
  ask: values.ask[row] ?? Number.NaN,
  bidLots: values.bidSize[row] ?? Number.NaN,
  askLots: values.askSize[row] ?? Number.NaN,
});

const TOPICS: Readonly<Record<string, Reader>> = {
  '/contract/instrument': derived,
  '/contractMarket/limitCandle': running,
  '/contract/announcement': settled,
};

function topicsOf(contracts: readonly VenueContract[]): readonly string[] {
  return inGroups(
    contracts.map(({ venueSymbol }) => venueSymbol),
    GROUP,
  ).flatMap((symbols) =>
    [QUOTE_TOPIC, TRADE_TOPIC, ...Object.keys(TOPICS), DEPTH_TOPIC].map((topic) => {
      const names = topic.endsWith('limitCandle') ? symbols.map((name) => `${name}_1min`) : symbols;
      return `${topic}:${names.join(',')}`;
    }),
  );
}

/** Open interest and funding, which the streams do not tell. */
const derivedFigures: TickerOf = (values, row, _contract, now) => {
  const next = orNull(values.nextFundingAt[row]);
  const left = orNull(values.untilFunding[row]);
  return {
    fundingRate: orNull(values.fundingRate[row]),
    openInterestLots: orNull(values.openInterest[row]),
    nextFundingAt: next ?? (left === null ? null : now + left),
  };
};

/** The first quote of a quiet contract: the stream tells changes only. */
const firstQuote: TickerOf = (values, row, contract, now) =>
  known({ ...quote(values, row, contract, now), last: values.last[row] ?? Number.NaN });

export const kucoinFeed: FeedQuirks = {
  async plan(ask, _signer, contracts) {
    const verdict = await ask(call('POST', 'bullet-public', 10));
    if (!verdict.ok) throw new Error(`${verdict.code}: ${verdict.message}`);
    const answer = objectOf(verdict.data, 'The token');
    const server = objectOf(objectsOf(answer['instanceServers'], 'instanceServers')[0], 'The socket server');
    const url = new URL(textOf(server, 'endpoint'));
    url.searchParams.set('token', textOf(answer, 'token'));
    url.searchParams.set('connectId', 'market');
    const subscriptions = topicsOf(contracts).map((topic, index) =>
      JSON.stringify({ id: `s${String(index)}`, type: 'subscribe', topic, privateChannel: false, response: true }),
    );
    return [{ url: url.href, awaitsReady: true, silentAfterMs: PRICE_SILENCE_MS, subscriptions }];
  },
  ping: (id) => JSON.stringify({ id: String(id), type: 'ping' }),
  read(message, book) {
    const { type, topic, subject, data, code } = message as Record<string, unknown>;
    if (type === 'welcome') return [{ kind: 'ready' }];
    if (type === 'pong') return [{ kind: 'pong' }];
    if (type === 'ack') return [{ kind: 'acknowledged' }];
    if (type === 'error') return [{ kind: 'refused', reason: `${String(code)} ${String(data)}` }];
    if (type !== 'message' || typeof topic !== 'string') return [];
    const [name = '', place = ''] = topic.split(':');
    const contract = book.theirs(place.replace(/_1min$/, ''));
    const read = TOPICS[name];
    if (contract === undefined || read === undefined) return [];
    return read(data as Record<string, unknown>, contract, String(subject));
  },
  depth: kucoinDepth,
  frequent: [
    { kind: 'ticker', mark: `"${QUOTE_TOPIC}:`, format: TICKER_FORMATS['kucoin-ticker'], patch: quote },
    {
      kind: 'trade',
      mark: `"${TRADE_TOPIC}:`,
      format: TRADE_FORMATS['kucoin-execution'],
      lots: (size) => size,
    },
  ],
  polls: [
    {
      everyMs: 30_000,
      calls: () => [ALL_CONTRACTS],
      format: TICKER_FORMATS['kucoin-contracts'],
      patch: derivedFigures,
      onlyMissing: false,
    },
    {
      everyMs: 60_000,
      calls: () => [call('GET', 'allTickers', 5)],
      format: TICKER_FORMATS['kucoin-all'],
      patch: firstQuote,
      onlyMissing: true,
    },
  ],
  history: {
    limit: 200,
    call(contract, timeframe, from, to) {
      const granularity = MINUTES[timeframe];
      if (granularity === undefined) throw new RangeError(`KuCoin Futures has no candles of ${timeframe}`);
      return call('GET', 'kline/query', 3, { symbol: contract.venueSymbol, granularity, from, to });
    },
    format: CANDLE_FORMATS['kucoin-futures'],
    volumeUnit: ({ instrument }) => Number(instrument.multiplier),
  },
};
