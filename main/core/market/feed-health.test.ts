import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { FeedEvent, Ticker } from '../ports/market-feed.ts';
import { FEED_STATUS_TABLE, FeedHealth } from './feed-health.ts';
import { TickerBook } from './ticker-book.ts';

const BTC = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');

/** Two clocks moved apart on purpose. */
class Clocks {
  wall = 1_000_000;
  steady = 0;
  now(): EpochMs {
    return this.wall as EpochMs;
  }
  monotonic(): number {
    return this.steady;
  }
  pass(ms: number): void {
    this.wall += ms;
    this.steady += ms;
  }
}

const ticker = (symbol: Ticker['symbol'], tsVenue = 0): Ticker => ({
  symbol,
  bid: 1,
  ask: 2,
  last: 1,
  mark: 1.5,
  index: 1.5,
  bidLots: 1,
  askLots: 1,
  fundingRate: null,
  nextFundingAt: null,
  openInterestLots: null,
  tsVenue,
  tsReceived: tsVenue,
});
const data = (symbol: Ticker['symbol']): FeedEvent => ({ kind: 'ticker', ticker: ticker(symbol) });
const said = (status: 'open' | 'down'): FeedEvent => ({
  kind: 'status',
  status,
  reason: `It is ${status}.`,
  tsVenue: 0,
});

describe('feed health', () => {
  it('knows nothing before the first data', () => {
    const health = new FeedHealth(new Clocks());
    expect([health.status(), health.tickerAge(BTC), health.candleAge(BTC)]).toEqual(['stale', null, null]);
    health.onEvent(said('open'));
    expect(health.status()).toBe('stale');
  });

  it('turns stale more than three seconds after the last ticker and open with the next', () => {
    const clock = new Clocks();
    const health = new FeedHealth(clock);
    health.onEvent(data(BTC));
    clock.pass(3_000);
    expect([health.status(), health.tickerAge(BTC), health.reason]).toEqual(['open', 3_000, '']);
    clock.pass(1);
    expect([health.status(), health.reason]).toEqual(['stale', 'No ticker for more than 3000 ms.']);
    health.onEvent(data(ETH));
    expect([health.status(), health.statusOf(ETH), health.statusOf(BTC)]).toEqual(['open', 'open', 'stale']);
  });

  it('takes the larger of the two clocks', () => {
    const clock = new Clocks();
    const health = new FeedHealth(clock);
    health.onEvent(data(BTC));
    clock.steady += 5_000;
    clock.wall -= 60_000;
    expect([health.tickerAge(BTC), health.status()]).toEqual([5_000, 'stale']);
    health.onEvent(data(BTC));
    clock.wall += 7_000;
    expect([health.tickerAge(BTC), health.status()]).toEqual([7_000, 'stale']);
  });

  it('stays down until the feed opens and data flow again', () => {
    const health = new FeedHealth(new Clocks());
    health.onEvent(data(BTC));
    health.onEvent(said('down'));
    expect([health.status(), health.reason]).toEqual(['down', 'It is down.']);
    health.onEvent(data(BTC));
    expect([health.status(), health.statusOf(BTC)]).toEqual(['down', 'down']);
    health.onEvent(said('open'));
    expect(health.status()).toBe('stale');
    health.onEvent(data(BTC));
    expect(health.status()).toBe('open');
  });

  it('counts candles apart from tickers', () => {
    const clock = new Clocks();
    const health = new FeedHealth(clock);
    const candle = { ts: 0, open: 1, high: 1, low: 1, close: 1, volume: 1 };
    health.onEvent({ kind: 'candle', symbol: BTC, timeframe: '1m', candle });
    clock.pass(10);
    expect([health.candleAge(BTC), health.tickerAge(BTC), health.status()]).toEqual([10, null, 'stale']);
  });

  it('has an answer for every status and sign, and only data open it', () => {
    for (const [status, row] of Object.entries(FEED_STATUS_TABLE)) {
      expect(Object.keys(row).toSorted()).toEqual(['data', 'said-down', 'said-open', 'silence']);
      expect(row['said-down']).toBe('down');
      expect(row.silence).not.toBe('open');
      if (status !== 'open') expect(row['said-open']).toBe('stale');
    }
  });
});

describe('ticker book', () => {
  it('keeps the latest by the venue’s time', () => {
    const book = new TickerBook();
    const [first, second] = [ticker(BTC, 10), ticker(BTC, 20)];
    expect(book.get(BTC)).toBeNull();
    expect([book.update(first), book.update(second), book.update(first)]).toEqual([true, true, false]);
    expect(book.update(ticker(ETH, 5))).toBe(true);
    expect(book.get(BTC)).toBe(second);
    expect([book.size, book.version, [...book.all()].map((one) => one.symbol)]).toEqual([2, 3, [BTC, ETH]]);
  });
});
