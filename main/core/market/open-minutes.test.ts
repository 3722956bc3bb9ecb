import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { FeedEvent, MarketFeed } from '../ports/market-feed.ts';
import { OpenMinutes } from './open-minutes.ts';

const symbol = contractSymbol('XBTUSDTM');

function open() {
  const listeners: ((event: FeedEvent) => void)[] = [];
  const feed = {
    baseTimeframe: '1m',
    onEvent: (listener: (event: FeedEvent) => void) => {
      listeners.push(listener);
      return { dispose: () => void listeners.splice(0) };
    },
  } as unknown as MarketFeed;
  const minutes = new OpenMinutes(feed, new Map([[symbol, { multiplier: '0.001' }]]) as never);
  const tell = (event: FeedEvent): void => listeners.forEach((listener) => listener(event));
  const trade = (price: number, lots: number, tsVenue: number): void =>
    tell({ kind: 'trade', symbol, price, lots, takerSide: 'buy', tsVenue });
  const closed = (ts: number): void =>
    tell({ kind: 'candle', symbol, timeframe: '1m', candle: { ts, open: 1, high: 1, low: 1, close: 1, volume: 1 } });
  return { minutes, trade, closed, listeners };
}

describe('the open minute', () => {
  it('is made of trades as they come, and goes when its candle closed', () => {
    const { minutes, trade, closed } = open();
    trade(100, 2_000, 10);
    trade(104, 1_000, 20);
    trade(98, 500, 30);
    expect(minutes.since(symbol, 0)).toEqual([{ ts: 0, open: 100, high: 104, low: 98, close: 98, volume: 3.5 }]);
    trade(99, 1_000, MINUTE + 5);
    expect(minutes.since(symbol, 0).map(({ ts }) => ts)).toEqual([0, MINUTE]);
    closed(0);
    expect(minutes.since(symbol, 0).map(({ ts }) => ts)).toEqual([MINUTE]);
    expect(minutes.since(symbol, 2 * MINUTE)).toEqual([]);
  });

  it('passes over what is older than it, and keeps few', () => {
    const { minutes, trade, listeners } = open();
    for (let minute = 0; minute < 9; minute += 1) trade(100 + minute, 1, minute * MINUTE);
    trade(5, 1, 3 * MINUTE);
    expect(minutes.since(symbol, 0).map(({ low }) => low)).toEqual([106, 107, 108]);
    minutes.dispose();
    expect(listeners).toHaveLength(0);
  });
});
