import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { FeedEvent, Ticker } from '../ports/market-feed.ts';
import { FeedMeter } from './feed-meter.ts';

const BTC = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');
const START = 1_763_000_000_000;

/** Two clocks that can part. */
class Clocks {
  wall = START;
  steady = 50_000;
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

function setUp() {
  const clock = new Clocks();
  const meter = new FeedMeter(clock, 3_000);
  const tick = (symbol = BTC, delayMs = 0): void => {
    const ticker = { symbol, tsVenue: clock.wall - delayMs, tsReceived: clock.wall } as Ticker;
    meter.onEvent({ kind: 'ticker', ticker });
  };
  const say = (status: 'open' | 'down'): void =>
    meter.onEvent({ kind: 'status', status, reason: '', tsVenue: clock.wall } satisfies FeedEvent);
  return { clock, meter, tick, say };
}

describe('the meter of a feed', () => {
  it('counts a silence beyond the limit as one gap, with its begin and its length', () => {
    const { clock, meter, tick } = setUp();
    tick();
    clock.pass(3_000);
    tick();
    expect([meter.of(BTC).gaps, meter.of(BTC).lastGap]).toEqual([0, null]);
    clock.pass(3_001);
    tick();
    expect([meter.of(BTC).gaps, meter.of(BTC).lastGap]).toEqual([1, { at: START + 3_000, ms: 3_001 }]);
  });

  it('sees a gap that only one of the clocks saw', () => {
    const { clock, meter, tick } = setUp();
    tick();
    clock.wall += 60_000;
    clock.steady += 10;
    tick();
    expect(meter.of(BTC).lastGap?.ms).toBe(60_000);
    clock.wall -= 60_000;
    clock.steady += 4_000;
    tick();
    expect([meter.of(BTC).gaps, meter.of(BTC).lastGap?.ms]).toEqual([2, 4_000]);
  });

  it('keeps contracts apart: the feed as a whole has a gap only when all are silent', () => {
    const { clock, meter, tick } = setUp();
    tick(BTC);
    for (let second = 0; second < 5; second += 1) {
      clock.pass(1_000);
      tick(ETH);
    }
    tick(BTC);
    expect([meter.of(BTC).gaps, meter.of(ETH).gaps, meter.whole().gaps]).toEqual([1, 0, 0]);
  });

  it('gives percentiles by nearest rank, and none of too few', () => {
    const { clock, meter, tick } = setUp();
    for (let delay = 1; delay < 20; delay += 1) tick(BTC, delay);
    expect(meter.of(BTC).delay).toBeNull();
    for (let delay = 20; delay <= 100; delay += 1) tick(BTC, delay);
    expect(meter.of(BTC).delay).toEqual({ p50Ms: 50, p99Ms: 99, samples: 100 });
    clock.pass(1);
    for (let n = 0; n < 256; n += 1) tick(BTC, 7);
    expect(meter.of(BTC).delay).toEqual({ p50Ms: 7, p99Ms: 7, samples: 256 });
  });

  it('gives tickers per second over the last ten, and zero after ten without any', () => {
    const { clock, meter, tick } = setUp();
    for (let n = 0; n < 40; n += 1) {
      tick();
      clock.pass(250);
    }
    expect(meter.of(BTC).perSecond).toBeCloseTo(3.6, 1);
    clock.pass(10_000);
    expect(meter.of(BTC).perSecond).toBe(0);
    expect(meter.of(ETH)).toEqual({ perSecond: 0, gaps: 0, lastGap: null, delay: null });
  });

  it('counts a return after a loss as a reconnect, and the first opening as none', () => {
    const { clock, meter, say } = setUp();
    say('open');
    expect(meter.connection).toEqual({ reconnects: 0, lastReconnectAt: null });
    say('down');
    say('down');
    clock.pass(500);
    say('open');
    say('open');
    expect(meter.connection).toEqual({ reconnects: 1, lastReconnectAt: START + 500 });
  });
});
