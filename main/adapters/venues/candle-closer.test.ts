import { describe, expect, it } from 'vitest';
import type { Candle } from '#shared/domain/candle.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { BTC, ETH } from '#tests/support/orders/sample-contracts.ts';
import { CandleCloser } from './candle-closer.ts';
import { TickerMerge } from './ticker-merge.ts';

const MINUTE = 60_000;

function world() {
  const time = new VirtualTime();
  const told: string[] = [];
  const start = time.now();
  const closer = new CandleCloser(time, MINUTE, time, (symbol, candle) =>
    told.push(`${symbol} ${String((candle.ts - start) / MINUTE)} ${String(candle.close)}`),
  );
  const candle = (minute: number, close: number): Candle => {
    const ts = start + minute * MINUTE;
    return { ts, open: close, high: close, low: close, close, volume: 1 };
  };
  return { time, told, closer, candle };
}

describe('candles without a mark of their end', () => {
  it('are told once, with their last values, when the next one begins', () => {
    const { told, closer, candle } = world();
    for (const close of [1, 2, 3]) closer.take(BTC, candle(0, close), null);
    expect(told).toEqual([]);
    closer.take(BTC, candle(1, 4), null);
    closer.take(BTC, candle(0, 9), null);
    expect(told).toEqual(['XBTUSDTM 0 3']);
  });

  it('are told 2 s after their end when no next one comes', async () => {
    const { time, told, closer, candle } = world();
    closer.take(BTC, candle(0, 1), null);
    closer.take(ETH, candle(0, 5), null);
    await time.advance(MINUTE + 1_900);
    expect(told).toEqual([]);
    await time.advance(200);
    expect(told).toEqual(['XBTUSDTM 0 1', 'ETHUSDTM 0 5']);
    closer.take(BTC, candle(0, 2), null);
    await time.advance(10 * MINUTE);
    expect(told).toHaveLength(2);
  });
});

it('candles with a mark of their end are told by it alone', async () => {
  const { time, told, closer, candle } = world();
  closer.take(BTC, candle(0, 1), false);
  await time.advance(2 * MINUTE);
  expect(told).toEqual([]);
  closer.take(BTC, candle(0, 2), true);
  closer.take(BTC, candle(0, 2), true);
  expect(told).toEqual(['XBTUSDTM 0 2']);
});

it('nothing is told after a stop', async () => {
  const { time, told, closer, candle } = world();
  closer.take(BTC, candle(0, 1), null);
  closer.stop();
  await time.advance(10 * MINUTE);
  expect(told).toEqual([]);
});

describe('a ticker', () => {
  const whole = { bid: 1, ask: 2, last: 1, mark: 1, index: 1, bidLots: 3 };

  it('is told when every price is known, and never with a made-up one', () => {
    const merge = new TickerMerge(new VirtualTime());
    expect(merge.merge({ kind: 'ticker', symbol: BTC, patch: whole, tsVenue: 5 })).toBeNull();
    const ticker = merge.merge({ kind: 'ticker', symbol: BTC, patch: { askLots: 4 }, tsVenue: 3 });
    expect(ticker).toMatchObject({ ...whole, askLots: 4, fundingRate: null, openInterestLots: null, tsVenue: 5 });
  });

  it('answers to questions fill gaps and change nothing', () => {
    const merge = new TickerMerge(new VirtualTime());
    merge.merge({ kind: 'ticker', symbol: BTC, patch: { ...whole, askLots: 4 }, tsVenue: 5 });
    const later = merge.merge({
      kind: 'ticker',
      symbol: BTC,
      patch: { bid: 9, openInterestLots: 7 },
      tsVenue: null,
      onlyMissing: true,
    });
    expect(later).toMatchObject({ bid: 1, openInterestLots: 7 });
  });
});
