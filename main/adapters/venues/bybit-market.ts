import type { Timeframe } from '#shared/domain/timeframe.ts';
import { PRICE_SILENCE_MS } from '#core/market/stream-report.ts';
import { call } from './bybit-calls.ts';
import { buildContracts, NotRepresentable, tierOf, type ContractFacts } from './contract-builder.ts';
import { isObject, objectOf, objectsOf, textOf, type ExactJson, type ExactObject } from './exact-json.ts';
import { lotsAtMost, ppmOf } from './exact-number.ts';
import type { FeedQuirks, FeedSign, TickerPatch } from './feed-quirks.ts';
import { CANDLE_FORMATS } from './parse/candles.ts';
import { inGroups, loose, looseList, looseObject, perStep } from './loose.ts';
import type { CallParams, VenueCall, VenueQuirks } from './quirks.ts';
import type { VenueContract } from './venue-contract.ts';

const MINUTES: Partial<Record<Timeframe, string>> = {
  '1m': '1',
  '3m': '3',
  '5m': '5',
  '15m': '15',
  '30m': '30',
  '1h': '60',
  '2h': '120',
  '4h': '240',
  '12h': '720',
  '1d': 'D',
  '1w': 'W',
};
const TOPICS = ['tickers', 'publicTrade', 'kline.1', 'allLiquidation'];
/** Topics in one subscription. */
const GROUP = 100;

const asked = (path: string, params: CallParams): VenueCall =>
  call('GET', path, { category: 'linear', ...params }, { api: 'public' });

const inside = (row: ExactObject, key: string): ExactObject => objectOf(row[key], key);

function facts(row: ExactObject): ContractFacts {
  if (textOf(row, 'contractType') !== 'LinearPerpetual')
    throw new NotRepresentable(`It is a ${textOf(row, 'contractType')} contract`);
  if (textOf(row, 'settleCoin') !== 'USDT')
    throw new NotRepresentable(`It is settled in ${textOf(row, 'settleCoin')}, not in USDT`);
  if (textOf(row, 'status') !== 'Trading') throw new NotRepresentable(`Its status is ${textOf(row, 'status')}`);
  const size = inside(row, 'lotSizeFilter');
  const step = textOf(size, 'qtyStep');
  return {
    venueSymbol: textOf(row, 'symbol'),
    coin: textOf(row, 'baseCoin'),
    tick: textOf(inside(row, 'priceFilter'), 'tickSize'),
    multiplier: step,
    sizeStep: step,
    lotSize: 1,
    maxOrderLots: lotsAtMost(textOf(size, 'maxOrderQty'), step),
    makerFee: '0.0002',
    takerFee: '0.00055',
    maxLeverage: Math.floor(Number(textOf(inside(row, 'leverageFilter'), 'maxLeverage'))),
    tiers: [],
    fundingIntervalMs: Number(textOf(row, 'fundingInterval')) * 60_000,
    assumed: ['makerFeePpm', 'takerFeePpm', 'maintenanceTiers'],
  };
}

const listOf = (data: ExactJson | null | undefined): readonly ExactObject[] =>
  isObject(data ?? undefined) ? objectsOf(objectOf(data ?? undefined, 'The page')['list'], 'list') : [];

function join(contract: VenueContract, [limits, fees]: readonly (ExactJson | null)[]): VenueContract {
  let { instrument } = contract;
  const rows = listOf(limits);
  if (rows.length > 0) {
    const maintenanceTiers = rows
      .toSorted((a, b) => Number(textOf(a, 'riskLimitValue')) - Number(textOf(b, 'riskLimitValue')))
      .map((row) =>
        tierOf(textOf(row, 'riskLimitValue'), textOf(row, 'maxLeverage'), textOf(row, 'maintenanceMargin')),
      );
    const assumed = instrument.assumed.filter((name) => name !== 'maintenanceTiers');
    instrument = { ...instrument, maintenanceTiers, assumed };
  }
  const fee = listOf(fees)[0];
  if (fee !== undefined) {
    const assumed = instrument.assumed.filter((name) => !name.endsWith('FeePpm'));
    const [makerFeePpm, takerFeePpm] = [ppmOf(textOf(fee, 'makerFeeRate')), ppmOf(textOf(fee, 'takerFeeRate'))];
    instrument = { ...instrument, makerFeePpm, takerFeePpm, assumed };
  }
  return { ...contract, instrument };
}

export const bybitContracts: VenueQuirks['contracts'] = {
  calls: [asked('market/instruments-info', { limit: 1_000 })],
  read: ([data], asOf) => buildContracts(listOf(data), (row) => textOf(row, 'symbol'), facts, asOf),
  details: {
    calls: ({ venueSymbol: symbol }) => [
      { call: asked('market/risk-limit', { symbol }), signed: false },
      { call: call('GET', 'account/fee-rate', { category: 'linear', symbol }), signed: true },
    ],
    join,
  },
  of: (instrument) => ({ instrument, venueSymbol: instrument.symbol, sizeStep: instrument.multiplier }),
};

type Reader = (data: unknown, contract: VenueContract, tsVenue: number) => readonly FeedSign[];

/** Fields of a ticker; deltas bring only those that changed. */
const FIELDS = {
  bid1Price: 'bid',
  ask1Price: 'ask',
  lastPrice: 'last',
  markPrice: 'mark',
  indexPrice: 'index',
  fundingRate: 'fundingRate',
  nextFundingTime: 'nextFundingAt',
} as const satisfies Record<string, keyof TickerPatch>;
const SIZES = { bid1Size: 'bidLots', ask1Size: 'askLots', openInterest: 'openInterestLots' } as const satisfies Record<
  string,
  keyof TickerPatch
>;

const READERS: Readonly<Record<string, Reader>> = {
  tickers(data, { instrument, sizeStep }, tsVenue) {
    const row = looseObject(data);
    const patch: { -readonly [name in keyof TickerPatch]: number } = {};
    for (const [field, name] of Object.entries(FIELDS)) if (row[field] !== undefined) patch[name] = loose(row[field]);
    for (const [field, name] of Object.entries(SIZES))
      if (row[field] !== undefined) patch[name] = perStep(row[field], sizeStep);
    return [{ kind: 'ticker', symbol: instrument.symbol, patch, tsVenue }];
  },
  publicTrade: (data, { instrument, sizeStep }) =>
    looseList(data).map((item) => {
      const row = looseObject(item);
      const lots = perStep(row['v'], sizeStep);
      const takerSide = row['S'] === 'Buy' ? 'buy' : 'sell';
      const event = {
        symbol: instrument.symbol,
        price: loose(row['p']),
        lots,
        takerSide,
        tsVenue: loose(row['T']),
      } as const;
      return { kind: 'event', event: { kind: 'trade', ...event } };
    }),
  // The side here is that of the position.
  allLiquidation: (data, { instrument, sizeStep }) =>
    looseList(data).map((item) => {
      const row = looseObject(item);
      const positionSide = row['S'] === 'Buy' ? 'long' : 'short';
      const lots = perStep(row['v'], sizeStep);
      const event = {
        symbol: instrument.symbol,
        price: loose(row['p']),
        lots,
        positionSide,
        tsVenue: loose(row['T']),
      } as const;
      return { kind: 'event', event: { kind: 'liquidation', ...event } };
    }),
  kline: (data, { instrument }) =>
    looseList(data).map((item) => {
      const row = looseObject(item);
      const [ts, open, high, low] = [loose(row['start']), loose(row['open']), loose(row['high']), loose(row['low'])];
      const candle = { ts, open, high, low, close: loose(row['close']), volume: loose(row['volume']) };
      return { kind: 'candle', symbol: instrument.symbol, candle, closed: row['confirm'] === true };
    }),
};

export const bybitFeed: FeedQuirks = {
  async plan(_ask, signer, contracts) {
    const topics = contracts.flatMap(({ venueSymbol }) => TOPICS.map((topic) => `${topic}.${venueSymbol}`));
    const subscriptions = inGroups(topics, GROUP).map((args, index) =>
      JSON.stringify({ req_id: `s${String(index)}`, op: 'subscribe', args }),
    );
    const url = signer.socketUrl('ws', 'public', 'linear');
    return [{ url, awaitsReady: false, silentAfterMs: PRICE_SILENCE_MS, subscriptions }];
  },
  ping: (id) => JSON.stringify({ req_id: String(id), op: 'ping' }),
  read(message, book) {
    const m = looseObject(message);
    if (m['op'] === 'ping' || m['op'] === 'pong') return [{ kind: 'pong' }];
    if (m['op'] === 'subscribe')
      return m['success'] === true ? [{ kind: 'acknowledged' }] : [{ kind: 'refused', reason: String(m['ret_msg']) }];
    if (typeof m['topic'] !== 'string') return [];
    const parts = m['topic'].split('.');
    const contract = book.theirs(parts.at(-1) ?? '');
    const read = READERS[parts[0] ?? ''];
    return contract === undefined || read === undefined ? [] : read(m['data'], contract, loose(m['ts']));
  },
  frequent: [],
  polls: [],
  history: {
    limit: 1_000,
    call({ venueSymbol: symbol }, timeframe, start, end) {
      const interval = MINUTES[timeframe];
      if (interval === undefined) throw new RangeError(`Bybit has no candles of ${timeframe}`);
      return asked('market/kline', { symbol, interval, start, end, limit: 1_000 });
    },
    format: CANDLE_FORMATS.bybit,
    volumeUnit: () => 1,
  },
};
