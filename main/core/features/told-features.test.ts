import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import type { FeedEvent } from '../ports/market-feed.ts';
import { FeatureStore } from './feature-store.ts';
import { TradeFlow } from './trade-flow.ts';
import { FeatureRow } from './feature-row.ts';

const A = contractSymbol('XBTUSDTM');
const NOW = 1000 * HOUR;

const store = (...events: readonly FeedEvent[]): FeatureStore => {
  const made = new FeatureStore([A], () => 0.001);
  for (const event of events) made.onEvent(event);
  return made;
};

const ticker = (ts: number, openInterestLots: number | null, fundingRate: number | null = null): FeedEvent => ({
  kind: 'ticker',
  ticker: {
    symbol: A,
    bid: 99.95,
    ask: 100.05,
    last: 100,
    mark: 100,
    index: 100,
    bidLots: 1,
    askLots: 1,
    fundingRate,
    nextFundingAt: null,
    openInterestLots,
    tsVenue: ts,
    tsReceived: ts,
  },
});

const trade = (ts: number, lots: number, takerSide: 'buy' | 'sell'): FeedEvent => ({
  kind: 'trade',
  symbol: A,
  price: 100,
  lots,
  takerSide,
  tsVenue: ts,
});

describe('what a feed tells', () => {
  it('nothing told is nothing known', () => {
    const row = store().row(A, NOW);
    for (const name of ['spreadBook', 'depth25', 'flowImbalance', 'funding', 'openInterestChange'] as const)
      expect(row.reason(name)).toBe('no-source');
  });

  it('spread in basis points of the mid, and stale after a minute', () => {
    const made = store(ticker(NOW, null));
    expect(made.row(A, NOW).get('spreadBook')).toBeCloseTo(10, 9);
    expect(made.row(A, NOW + MINUTE + 1).reason('spreadBook')).toBe('stale');
  });

  it('open interest against that of 24 hours before', () => {
    const made = store(ticker(NOW - 24 * HOUR, 200), ticker(NOW - HOUR, 210), ticker(NOW, 230));
    expect(made.row(A, NOW).get('openInterestChange')).toBeCloseTo(0.15, 12);
    expect(store(ticker(NOW, 230)).row(A, NOW).reason('openInterestChange')).toBe('warming-up');
  });

  it('funding as last told, and how far it strayed by the hour', () => {
    const rates = Array.from({ length: 48 }, (_, i) => ticker(NOW - (47 - i) * HOUR, null, i % 2 === 0 ? 1e-4 : 3e-4));
    const row = store(...rates).row(A, NOW);
    expect(row.get('funding')).toBe(3e-4);
    expect(row.get('fundingDeviation')).toBeCloseTo(1e-4 * Math.sqrt(48 / 47), 12);
    expect(
      store(ticker(NOW, null, 1e-4))
        .row(A, NOW)
        .reason('fundingDeviation'),
    ).toBe('warming-up');
  });

  it('depth within each distance, and nothing beyond what the book shows', () => {
    const level = (price: number, lots: number) => ({ price, lots });
    const depth = {
      kind: 'depth' as const,
      symbol: A,
      bids: [level(99.95, 10_000), level(99.8, 20_000), level(99.7, 30_000)],
      asks: [level(100.05, 10_000), level(100.2, 20_000), level(100.3, 10_000)],
      sequence: 1,
      tsVenue: NOW,
      tsReceived: NOW,
    };
    const row = store(depth).row(A, NOW);
    expect(row.get('depth10')).toBeCloseTo(99.95 * 10 + 100.05 * 10, 9);
    expect(row.get('depth25')).toBeCloseTo(99.95 * 10 + 99.8 * 20 + 100.05 * 10 + 100.2 * 20, 9);
    expect(row.reason('depth50')).toBe('no-source');
    expect(row.get('depthImbalance')).toBeCloseTo((99.95 * 10 + 99.8 * 20 - 100.05 * 10 - 100.2 * 20) / 6000, 6);
    const broken = store(depth, { ...depth, bids: [], asks: [] });
    expect(broken.row(A, NOW).reason('depth25')).toBe('no-source');
  });

  it('order flow of the last hour by the taker', () => {
    const made = store(trade(NOW - 61 * MINUTE, 900, 'sell'), trade(NOW - MINUTE, 300, 'buy'), trade(NOW, 100, 'sell'));
    expect(made.row(A, NOW).get('flowImbalance')).toBeCloseTo(0.5, 12);
  });

  it('buckets of a fiftieth of the mean day of the last week, whatever was asked meanwhile', () => {
    const made = new FeatureStore([A], () => 1);
    const hour = (i: number, volume: number): void =>
      made.onHour(A, { ts: NOW + (i - 168) * HOUR, open: 1, high: 1, low: 1, close: 1, volume });
    for (let i = 0; i < 168; i += 1) hour(i, 50);
    // 24 units are a bucket: a hundred values with the fiftieth.
    for (let i = 0; i < 149; i += 1) made.onEvent(trade(NOW, 24, 'buy'));
    expect(made.row(A, NOW).reason('vpinPercentile')).toBeNull();
    for (let i = 168; i < 336; i += 1) hour(i, 100);
    made.row(A, NOW);
    // A bucket is 48 now, so one of each side makes one that is even: the newest VPIN is the lowest.
    made.onEvent(trade(NOW, 24, 'buy'));
    made.onEvent(trade(NOW, 24, 'sell'));
    expect(made.row(A, NOW).get('vpinPercentile')).toBe(0);
  });

  it('liquidations of a day, by the side that was liquidated', () => {
    const event = { kind: 'liquidation', symbol: A, price: 100, lots: 30, tsVenue: NOW } as const;
    const made = store({ ...event, positionSide: 'short' }, { ...event, lots: 10, positionSide: 'long' });
    expect(made.row(A, NOW).get('liquidationImbalance')).toBeCloseTo(0.5, 12);
    expect(made.row(A, NOW + 25 * HOUR).reason('liquidationImbalance')).toBe('stale');
  });

  it('the distance to liquidation of what is held', () => {
    const made = store();
    expect(made.row(A, NOW).reason('liquidationDistance')).toBe('no-source');
    made.holdings(() => null);
    expect(made.row(A, NOW).reason('liquidationDistance')).toBe('not-held');
    made.holdings(() => ({ distance: -0.1, at: NOW }));
    expect(made.row(A, NOW).get('liquidationDistance')).toBe(-0.1);
  });
});

describe('VPIN', () => {
  it('by hand: buckets of one side are 1, even ones 0, and a trade may end several', () => {
    const flow = new TradeFlow();
    flow.onTrade(49 * 10, 'buy', NOW, 10);
    expect(flow.vpin).toBeNaN();
    flow.onTrade(5, 'buy', NOW, 10);
    flow.onTrade(5, 'sell', NOW, 10);
    expect(flow.vpin).toBeCloseTo(49 / 50, 12);
  });

  it('stands at a percentile of its own past after a hundred values', () => {
    const flow = new TradeFlow();
    const row = new FeatureRow();
    for (let i = 0; i < 148; i += 1) flow.onTrade(10, 'buy', NOW, 10);
    flow.write(row, NOW);
    expect(row.reason('vpinPercentile')).toBe('warming-up');
    flow.onTrade(5, 'buy', NOW, 10);
    flow.onTrade(5, 'sell', NOW, 10);
    flow.write(row, NOW);
    expect(row.get('vpinPercentile')).toBe(0);
  });
});
