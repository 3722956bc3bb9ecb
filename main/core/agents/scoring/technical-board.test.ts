import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { walk } from '#tests/support/path/sample-candles.ts';
import { TECHNICAL_WARM_UP, type TechnicalReading } from './reading.ts';
import { ScoreBoard } from './score-board.ts';
import { scoreOf } from './scoring.ts';
import { TechnicalBoard } from './technical-board.ts';

const CANDLES = walk(7, 400, 0, HOUR);

describe('the technical board', () => {
  it('reads the open candle exactly as it reads the same candle closed, and leaves no trace', () => {
    const board = new TechnicalBoard(2);
    const untouched = new TechnicalBoard(1);
    for (const { ts, open, high, low, close, volume } of CANDLES) {
      board.peek(1, ts, close, high * 2, low / 2, low, volume * 3);
      const peeked: TechnicalReading = { ...board.peek(1, ts, open, high, low, close, volume) };
      board.commit(1, ts, open, high, low, close, volume);
      untouched.commit(0, ts, open, high, low, close, volume);
      // One candle more is committed than peeked upon; every figure else is equal to the bit.
      expect({ ...board.closed(1), missing: 0 }).toEqual({ ...peeked, missing: 0 });
      expect(board.closed(1)).toEqual(untouched.closed(0));
    }
  });

  it('keeps slots apart', () => {
    const both = new TechnicalBoard(2);
    const alone = new TechnicalBoard(1);
    const other = walk(8, CANDLES.length, 0, HOUR);
    for (const [i, { ts, open, high, low, close, volume }] of CANDLES.entries()) {
      const o = other[i] ?? CANDLES[0];
      if (o === undefined) continue;
      both.commit(0, ts, open, high, low, close, volume);
      both.commit(1, ts, o.open, o.high, o.low, o.close, o.volume);
      alone.commit(0, ts, open, high, low, close, volume);
    }
    expect(both.closed(0)).toEqual(alone.closed(0));
    expect(both.closed(1)).not.toEqual(both.closed(0));
    expect(() => both.closed(2)).toThrow(RangeError);
  });

  it('is complete after its warm-up and not before', () => {
    const board = new TechnicalBoard(1);
    for (const [i, { ts, open, high, low, close, volume }] of CANDLES.entries()) {
      board.commit(0, ts, open, high, low, close, volume);
      const reading = board.closed(0);
      expect(reading.missing).toBe(Math.max(0, TECHNICAL_WARM_UP - 1 - i));
      if (reading.missing === 0) for (const value of Object.values(reading)) expect(value).not.toBeNaN();
    }
  });

  it('keeps the RSI of the last closes by their time, and no older ones', () => {
    const board = new TechnicalBoard(2);
    const seen: number[] = [];
    for (const { ts, open, high, low, close, volume } of CANDLES) {
      board.commit(1, ts, open, high, low, close, volume);
      seen.push(board.closed(1).rsi);
    }
    const before = (hours: number): number => board.rsiBefore(1, hours * HOUR);
    expect([before(0), before(6), before(7)]).toEqual([seen.at(-1), seen.at(-7), seen.at(-8)]);
    expect([before(8), before(0.5), board.rsiBefore(0, 0)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('looks at the 20 candles before this one for its channel', () => {
    const board = new TechnicalBoard(1);
    for (const [i, { ts, open, high, low, close, volume }] of CANDLES.entries()) {
      board.commit(0, ts, open, high, low, close, volume);
      if (i < 20) continue;
      const before = CANDLES.slice(i - 20, i);
      expect(board.closed(0).channelHigh).toBe(Math.max(...before.map((c) => c.high)));
      expect(board.closed(0).channelLow).toBe(Math.min(...before.map((c) => c.low)));
    }
  });
});

describe('the score board', () => {
  const symbol = contractSymbol('XBTUSDTM');
  const filled = (): ScoreBoard => {
    const board = new ScoreBoard([symbol], '1m', ['1m', '5m', '1h'], true);
    for (const candle of walk(3, 6_000, 0, MINUTE)) board.onCandle(symbol, candle, () => undefined);
    return board;
  };

  it('tells of each closed candle once, shortest timeframe first', () => {
    const board = new ScoreBoard([symbol], '1m', ['1m', '5m', '1h'], false);
    const closed: string[] = [];
    for (const candle of walk(3, 60, 0, MINUTE)) {
      board.onCandle(symbol, candle, (_, timeframe) => closed.push(timeframe));
    }
    expect(closed.filter((t) => t === '1m')).toHaveLength(60);
    expect(closed.filter((t) => t === '5m')).toHaveLength(12);
    expect(closed.slice(-3)).toEqual(['1m', '5m', '1h']);
  });

  it('scores the open candle without changing the closed one', () => {
    const board = filled();
    const before = scoreOf(board.closed(symbol, '1h'));
    board.onPrice(symbol, 500, 6_000 * MINUTE);
    const open = board.openScore(symbol, '1h');
    expect(open.score.score).not.toBe(before.score);
    expect(scoreOf(board.closed(symbol, '1h'))).toEqual(before);
  });

  it('knows nothing of what it does not score', () => {
    expect(() => filled().closed(contractSymbol('ETHUSDTM'), '1h')).toThrow(RangeError);
    expect(() => filled().closed(symbol, '4h')).toThrow(RangeError);
  });

  it('keeps a day of samples five minutes apart, and none older than asked for', () => {
    const history = filled().history(symbol, '1m');
    if (history === null) throw new Error('no history is kept');
    const samples = history.samples();
    expect(samples).toHaveLength(288);
    const times = samples.map(({ ts }) => ts);
    const from = times[0] ?? 0;
    expect(times).toEqual(times.map((_, i) => from + i * 5 * MINUTE));
    const last = samples.at(-1) ?? { ts: 0, score: 0 };
    expect([history.at(0), history.at(last.ts + 1), history.at(last.ts + 2 * HOUR)]).toEqual([null, last.score, null]);
  });

  it('takes less than a millisecond per symbol, 99 times of 100', () => {
    const board = filled();
    const took: number[] = [];
    for (let i = 0; i < 3_000; i++) {
      board.onPrice(symbol, 100 + (i % 7), 6_000 * MINUTE + i);
      const from = performance.now();
      for (const timeframe of board.timeframes) board.openScore(symbol, timeframe);
      took.push(performance.now() - from);
    }
    took.sort((a, b) => a - b);
    expect(took[Math.floor(took.length * 0.99)]).toBeLessThan(1);
  });
});
