import type { FillView, FundingView } from '#shared/contract/fills.ts';
import type { InstrumentView, TickerView } from '#shared/contract/market.ts';
import type { OrderView } from '#shared/contract/order.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';
import { samplePositions } from './sample-portfolio.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const MULTIPLIERS: Readonly<Record<string, string>> = { XBTUSDTM: '0.001', ETHUSDTM: '0.01', SOLUSDTM: '0.1' };

/** The specification behind each ticker. */
export const sampleInstruments = (tickers: readonly TickerView[]): InstrumentView[] =>
  tickers.map(({ key, coin, priceDecimals }) => ({
    symbol: key,
    coin,
    tick: (10 ** -priceDecimals).toFixed(priceDecimals),
    priceDecimals,
    multiplier: MULTIPLIERS[key] ?? '1',
    lotSize: 1,
    maxOrderLots: 1_000_000,
    makerFeePpm: 200,
    takerFeePpm: 600,
    maxLeverage: 100,
    maintenanceRatePpm: 4_000,
    tiers: 9,
    fundingIntervalMs: 8 * HOUR,
    asOf: '2025-11-12',
    assumed: [],
  }));

const orderOf = (now: number, part: Partial<OrderView> & Pick<OrderView, 'key' | 'symbol' | 'coin'>): OrderView => ({
  role: 'entry',
  side: 'buy',
  kind: 'limit',
  state: 'OPEN',
  open: true,
  inDoubt: false,
  lots: 100,
  filledLots: 0,
  changingTo: null,
  price: null,
  trigger: null,
  average: null,
  priceDecimals: 2,
  timeInForce: 'gtc',
  postOnly: false,
  reduceOnly: false,
  leverage: 3,
  reason: null,
  mark: null,
  origin: 'hand',
  signalId: 'hand-1',
  createdAt: now - 40 * MINUTE,
  updatedAt: now - 4 * MINUTE,
  provenance: 'simulated',
  ...part,
});

/** Stop and target of each position, two resting entries, and some at their end. */
export function sampleOrders(now: number): OrderView[] {
  const eth = { symbol: 'ETHUSDTM', coin: 'ETH' };
  const exits = samplePositions(now).flatMap(
    ({ key: symbol, coin, side, lots, stop, target, stopLots, ...position }) => {
      const { priceDecimals, signalId } = position;
      const way = { symbol, coin, side: side === 'long' ? ('sell' as const) : ('buy' as const), priceDecimals };
      const shared = { ...way, reduceOnly: true, leverage: null, origin: 'signal' as const, signalId: signalId ?? '' };
      const at = (price: number | null) => price?.toFixed(priceDecimals) ?? null;
      return [
        orderOf(now, {
          ...{ ...shared, key: `${symbol}-stop`, role: 'stop', kind: 'stop-market', lots: stopLots, trigger: at(stop) },
        }),
        orderOf(now, { ...shared, key: `${symbol}-target`, role: 'target', lots, price: at(target) }),
      ];
    },
  );
  return [
    orderOf(now, {
      ...eth,
      key: 'entry-1',
      lots: 250,
      price: '3951.20',
      postOnly: true,
      filledLots: 40,
      average: 3_951.2,
    }),
    orderOf(now, { ...eth, key: 'entry-2', side: 'sell', kind: 'stop-market', lots: 80, trigger: '3905.00' }),
    ...exits,
    orderOf(now, {
      ...{ ...eth, key: 'entry-3', state: 'CANCELED', open: false, lots: 120, price: '3888.00' },
      ...{ updatedAt: now - 70 * MINUTE, reason: 'by hand' },
    }),
    orderOf(now, {
      ...{ ...eth, key: 'entry-4', kind: 'market', state: 'FILLED', open: false, lots: 420, filledLots: 420 },
      ...{ average: 3_872.4, origin: 'signal', signalId: 'signal-0', updatedAt: now - 96 * MINUTE },
    }),
  ];
}

/** An iceberg at work and a TWAP that waits. */
export const sampleWorked = (now: number): WorkedOrderView[] => [
  {
    ...{ key: 'worked-1', symbol: 'LINKUSDTM', coin: 'LINK', side: 'buy', lots: 3_000, filledLots: 1_200 },
    ...{ method: { kind: 'iceberg', visibleLots: 300 }, average: 19.604, price: '19.610', priceDecimals: 3 },
    ...{ state: 'working', reason: '', parts: 5, orderId: null, by: 'trader', startAt: now - 22 * MINUTE, endAt: null },
    provenance: 'simulated',
  },
];

/** Entries and exits of the last hours on one contract, newest first. */
export function sampleFills(now: number, ticker: TickerView): FillView[] {
  const { key: symbol, coin, last, priceDecimals } = ticker;
  return Array.from({ length: 14 }, (_, index) => {
    const closes = index % 2 === 1;
    const price = last * (1 - 0.0018 * index);
    const lots = 60 + ((index * 37) % 120);
    const value = lots * price * Number(MULTIPLIERS[symbol] ?? '1');
    return {
      seq: 1_204_800 - index * 41,
      at: now - (index * 3.4 + 1.2) * HOUR,
      symbol,
      coin,
      side: closes ? ('sell' as const) : ('buy' as const),
      role: closes ? (index % 4 === 1 ? ('target' as const) : ('stop' as const)) : ('entry' as const),
      lots,
      price: price.toFixed(priceDecimals),
      value: value.toFixed(2),
      fee: (value * 0.0006).toFixed(4),
      feeEstimated: false,
      realised: closes ? (value * (index % 4 === 1 ? 0.021 : -0.0084)).toFixed(2) : '0',
      liquidity: index % 3 === 0 ? ('maker' as const) : ('taker' as const),
      orderId: `order-${String(index)}`,
      origin: index % 5 === 0 ? ('hand' as const) : ('signal' as const),
      signalId: `signal-${String(index % 12)}`,
      provenance: 'simulated' as const,
    };
  });
}

/** Settlements every eight hours. */
export const sampleFunding = (now: number, { key: symbol, coin, last, priceDecimals }: TickerView): FundingView[] =>
  Array.from({ length: 6 }, (_, index) => ({
    seq: 1_204_500 - index * 300,
    at: now - (index * 8 + 3) * HOUR,
    symbol,
    coin,
    rate: 0.0001 - index * 0.00003,
    lots: 420,
    mark: (last * (1 - index * 0.003)).toFixed(priceDecimals),
    amount: (-1.66 + index * 0.5).toFixed(2),
    provenance: 'simulated',
  }));
