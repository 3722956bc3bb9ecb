import type { Timeframe } from '#shared/domain/timeframe.ts';
import { buildContracts, NotRepresentable, type ContractFacts } from './contract-builder.ts';
import {
  isList,
  objectOf,
  objectsOf,
  optionalText,
  textOf,
  UnreadableMessage,
  type ExactJson,
  type ExactObject,
} from './exact-json.ts';
import { decimalText, exactDecimal, lotsAtMost, ppmOf } from './exact-number.ts';
import type { FeedPlan, FeedQuirks, FeedSign } from './feed-quirks.ts';
import { CANDLE_FORMATS } from './parse/candles.ts';
import { inGroups, loose, looseList, looseObject, numberAt, perStep } from './loose.ts';
import { call } from './okx-calls.ts';
import type { CallParams, VenueQuirks } from './quirks.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

const BARS: Partial<Record<Timeframe, string>> = {
  '1m': '1m',
  '3m': '3m',
  '5m': '5m',
  '15m': '15m',
  '30m': '30m',
  '1h': '1H',
  '2h': '2H',
  '4h': '4H',
  '12h': '12Hutc',
  '1d': '1Dutc',
  '1w': '1Wutc',
};
/** Channels in one subscription. */
const GROUP = 50;
/** The mark price is told every 200 ms when it changes and every 10 s when it does not. */
const SILENT_AFTER_MS = 12_000;
const CHANNELS = ['tickers', 'mark-price', 'funding-rate', 'open-interest', 'trades'] as const;

const asked = (path: string, params: CallParams) => call('GET', path, params, { api: 'public', pool: 'public' });

function product(a: string, b: string): string {
  const [left, right] = [exactDecimal(a), exactDecimal(b)];
  return decimalText({ units: left.units * right.units, scale: left.scale + right.scale });
}

function facts(row: ExactObject): ContractFacts {
  if (textOf(row, 'ctType') !== 'linear')
    throw new NotRepresentable('An inverse contract: its worth is in the coin, not in USDT');
  if (textOf(row, 'settleCcy') !== 'USDT')
    throw new NotRepresentable(`It is settled in ${textOf(row, 'settleCcy')}, not in USDT`);
  if (textOf(row, 'state') !== 'live') throw new NotRepresentable(`Its state is ${textOf(row, 'state')}`);
  const step = textOf(row, 'lotSz');
  const largest = ['maxMktSz', 'maxLmtSz'].map((key) => optionalText(row, key)).filter((text) => text !== null);
  if (largest.length === 0) throw new UnreadableMessage('It has no largest order');
  return {
    venueSymbol: textOf(row, 'instId'),
    coin: textOf(row, 'ctValCcy'),
    tick: textOf(row, 'tickSz'),
    multiplier: product(product(textOf(row, 'ctVal'), textOf(row, 'ctMult')), step),
    sizeStep: step,
    lotSize: 1,
    maxOrderLots: Math.min(...largest.map((text) => lotsAtMost(text, step))),
    makerFee: '0.0002',
    takerFee: '0.0005',
    maxLeverage: Math.floor(Number(textOf(row, 'lever'))),
    tiers: [],
    fundingIntervalMs: 28_800_000,
    // The venue's risk limits are in contracts, not in money.
    assumed: ['makerFeePpm', 'takerFeePpm', 'maintenanceTiers', 'fundingIntervalMs'],
  };
}

/** The venue writes what it takes with a minus. */
const rate = (row: ExactObject, key: string): bigint => 0n - ppmOf(textOf(row, key));

function join(contract: VenueContract, [fees]: readonly (ExactJson | null)[]): VenueContract {
  if (!isList(fees ?? undefined)) return contract;
  const row = objectOf(objectsOf(fees ?? undefined, 'fees')[0], 'fees');
  const assumed = contract.instrument.assumed.filter((name) => !name.endsWith('FeePpm'));
  const instrument = {
    ...contract.instrument,
    makerFeePpm: rate(row, 'makerU'),
    takerFeePpm: rate(row, 'takerU'),
    assumed,
  };
  return { ...contract, instrument };
}

export const okxContracts: VenueQuirks['contracts'] = {
  calls: [asked('public/instruments', { instType: 'SWAP' })],
  read: ([data], asOf) => buildContracts(objectsOf(data, 'contracts'), (row) => textOf(row, 'instId'), facts, asOf),
  details: {
    calls: ({ venueSymbol }) => [
      {
        call: call('GET', 'account/trade-fee', { instType: 'SWAP', instFamily: venueSymbol.replace(/-SWAP$/, '') }),
        signed: true,
      },
    ],
    join,
  },
  // Our symbol has lost the dashes, and the lot its contract.
  of: () => null,
};

type Reader = (row: Record<string, unknown>, contract: VenueContract) => readonly FeedSign[];

const READERS: Readonly<Record<string, Reader>> = {
  tickers(row, { instrument, sizeStep }) {
    const patch = {
      bid: loose(row['bidPx']),
      ask: loose(row['askPx']),
      last: loose(row['last']),
      bidLots: perStep(row['bidSz'], sizeStep),
      askLots: perStep(row['askSz'], sizeStep),
    };
    return [{ kind: 'ticker', symbol: instrument.symbol, patch, tsVenue: loose(row['ts']) }];
  },
  'mark-price': (row, { instrument }) => [
    { kind: 'ticker', symbol: instrument.symbol, patch: { mark: loose(row['markPx']) }, tsVenue: loose(row['ts']) },
  ],
  'index-tickers': (row, { instrument }) => [
    { kind: 'ticker', symbol: instrument.symbol, patch: { index: loose(row['idxPx']) }, tsVenue: null },
  ],
  'funding-rate': (row, { instrument }) => [
    {
      kind: 'ticker',
      symbol: instrument.symbol,
      // The rate is paid at `fundingTime`; the next time is the one after.
      patch: { fundingRate: loose(row['fundingRate']), nextFundingAt: loose(row['fundingTime']) },
      tsVenue: null,
    },
  ],
  'open-interest': (row, { instrument, sizeStep }) => [
    {
      kind: 'ticker',
      symbol: instrument.symbol,
      patch: { openInterestLots: perStep(row['oi'], sizeStep) },
      tsVenue: null,
    },
  ],
  trades(row, { instrument, sizeStep }) {
    const takerSide = row['side'] === 'buy' ? 'buy' : 'sell';
    const lots = perStep(row['sz'], sizeStep);
    const event = {
      symbol: instrument.symbol,
      price: loose(row['px']),
      lots,
      takerSide,
      tsVenue: loose(row['ts']),
    } as const;
    return [{ kind: 'event', event: { kind: 'trade', ...event } }];
  },
  'liquidation-orders': (row, { instrument, sizeStep }) =>
    looseList(row['details']).map((item) => {
      const detail = looseObject(item);
      // A sell closes a long position.
      const positionSide = detail['side'] === 'sell' ? 'long' : 'short';
      const lots = perStep(detail['sz'], sizeStep);
      const event = {
        symbol: instrument.symbol,
        price: loose(detail['bkPx']),
        lots,
        positionSide,
        tsVenue: loose(detail['ts']),
      } as const;
      return { kind: 'event', event: { kind: 'liquidation', ...event } };
    }),
};

function candleSigns(rows: readonly unknown[], { instrument }: VenueContract): readonly FeedSign[] {
  return rows.map((item) => {
    const row = looseList(item);
    const at = (index: number): number => numberAt(row, index);
    const candle = { ts: at(0), open: at(1), high: at(2), low: at(3), close: at(4), volume: at(6) };
    return { kind: 'candle', symbol: instrument.symbol, candle, closed: String(row[8]) === '1' };
  });
}

const subscribe = (args: readonly CallParams[]): readonly string[] =>
  inGroups(args, GROUP).map((group) => JSON.stringify({ op: 'subscribe', args: group }));

function contractOf(instId: unknown, book: ContractBook): VenueContract | undefined {
  const name = String(instId);
  // The index has the name of the pair.
  return book.theirs(name) ?? book.theirs(`${name}-SWAP`);
}

export const okxFeed: FeedQuirks = {
  plan(_ask, signer, contracts): Promise<readonly FeedPlan[]> {
    const base = signer.socketUrl('ws');
    const market = contracts.flatMap(({ venueSymbol: instId }) => [
      ...CHANNELS.map((channel) => ({ channel, instId })),
      { channel: 'index-tickers', instId: instId.replace(/-SWAP$/, '') },
    ]);
    const candles = contracts.map(({ venueSymbol: instId }) => ({ channel: 'candle1m', instId }));
    return Promise.resolve([
      {
        url: `${base}/public`,
        awaitsReady: false,
        silentAfterMs: SILENT_AFTER_MS,
        subscriptions: subscribe([...market, { channel: 'liquidation-orders', instType: 'SWAP' }]),
      },
      { url: `${base}/business`, awaitsReady: false, silentAfterMs: null, subscriptions: subscribe(candles) },
    ]);
  },
  ping: () => 'ping',
  read(message, book) {
    if (message === 'pong') return [{ kind: 'pong' }];
    const m = looseObject(message);
    if (m['event'] === 'subscribe') return [{ kind: 'acknowledged' }];
    if (m['event'] === 'error') return [{ kind: 'refused', reason: `${String(m['code'])} ${String(m['msg'])}` }];
    if (m['event'] === 'notice') return [{ kind: 'leave', reason: String(m['msg']) }];
    if (m['data'] === undefined) return [];
    const { channel, instId } = looseObject(m['arg']);
    const rows = looseList(m['data']);
    if (channel === 'candle1m') {
      const contract = contractOf(instId, book);
      return contract === undefined ? [] : candleSigns(rows, contract);
    }
    const read = READERS[String(channel)];
    return rows.flatMap((item) => {
      const row = looseObject(item);
      const contract = contractOf(row['instId'], book);
      return contract === undefined || read === undefined ? [] : read(row, contract);
    });
  },
  frequent: [],
  polls: [],
  history: {
    limit: 100,
    call({ venueSymbol: instId }, timeframe, from, to) {
      const bar = BARS[timeframe];
      if (bar === undefined) throw new RangeError(`OKX has no candles of ${timeframe}`);
      // Both ends are left out by the venue.
      return asked('market/history-candles', { instId, bar, before: from - 1, after: to + 1, limit: 100 });
    },
    format: CANDLE_FORMATS.okx,
    volumeUnit: () => 1,
  },
};
