import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorSpec, InputColumns } from './indicator-spec.ts';
import { BAR, BAR_WIDTH, type IndicatorStream } from './indicator-stream.ts';
import { INDICATORS } from './registry.ts';
import { RollingExtreme } from './rolling-extreme.ts';
import { RollingMoments } from './rolling-moments.ts';
import { RollingSum } from './rolling-sum.ts';
import { SeededAverage } from './seeded-average.ts';

const SPECS: readonly (readonly [string, IndicatorSpec])[] = Object.entries(INDICATORS);

const candle = fc
  .tuple(
    fc.double({ min: 1, max: 200, noNaN: true }),
    fc.double({ min: 1, max: 200, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 1000 }),
  )
  .map(([a, b, share, volume]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return [high, low, low + (high - low) * share, volume] as const;
  });

/** Long runs of one price, and sharp moves: both are where rolling sums go wrong. */
const candles = fc.array(fc.oneof(candle, fc.constant([50, 50, 50, 3] as const)), { minLength: 0, maxLength: 120 });

const toColumns = (rows: readonly (readonly number[])[]): InputColumns =>
  Object.fromEntries(Object.entries(BAR).map(([name, at]) => [name, Float64Array.from(rows, (row) => row[at] ?? NaN)]));

function feed(stream: IndicatorStream, row: readonly number[], how: 'commit' | 'peek'): number[] {
  const bar = new Float64Array(BAR_WIDTH);
  bar.set(row);
  stream[how](bar);
  return [...stream.row];
}

describe.each(SPECS)('%s', (_name, spec) => {
  it('gives the same bits committed, peeked and in batch, whatever was peeked before', () => {
    fc.assert(
      fc.property(candles, candles, (rows, noise) => {
        const batch = spec.batch(toColumns(rows));
        const stream = spec.stream();
        rows.forEach((row, i) => {
          const peeks = noise.slice(i, i + 2);
          for (const other of peeks) feed(stream, other, 'peek');
          const peeked = feed(stream, row, 'peek');
          const committed = feed(stream, row, 'commit');
          expect(peeked).toStrictEqual(committed);
          expect(spec.outputs.map((output) => batch[output]?.[i])).toStrictEqual(committed);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('writes one value per output', () => {
    expect(spec.stream().row).toHaveLength(spec.outputs.length);
  });
});

const run = (name: keyof typeof INDICATORS, params: Record<string, number>, columns: Record<string, number[]>) => {
  const typed = Object.fromEntries(Object.entries(columns).map(([key, list]) => [key, Float64Array.from(list)]));
  const result = INDICATORS[name].batch(typed, params);
  return Object.fromEntries(Object.entries(result).map(([key, column]) => [key, [...column]]));
};

/** A matcher for each value: absent stays absent, the rest is right to 12 decimals. */
const near = (values: readonly number[]): unknown[] =>
  values.map((value): unknown => (Number.isNaN(value) ? NaN : expect.closeTo(value, 12)));

describe('values worked by hand', () => {
  const close = [1, 2, 4, 3, 5];

  it('SMA and EMA', () => {
    expect(run('sma', { period: 3 }, { close })['sma']).toEqual(near([NaN, NaN, 7 / 3, 3, 4]));
    expect(run('ema', { period: 3 }, { close })['ema']?.slice(2)).toEqual(near([7 / 3, 8 / 3, 23 / 6]));
    expect(run('ema', { period: 3, seed: 1 }, { close })['ema']).toEqual([1, 1.5, 2.75, 2.875, 3.9375]);
  });

  it('RSI: Wilder averages of rises and falls', () => {
    // Changes +1 +2 −1 +2; n = 2: up 1.5, .75, 1.375; down 0, .5, .25.
    expect(run('rsi', { period: 2 }, { close })['rsi']).toEqual([
      NaN,
      NaN,
      100,
      60,
      expect.closeTo((100 * 1.375) / 1.625, 12),
    ]);
  });

  it('RSI is absent while nothing has moved', () => {
    expect(run('rsi', { period: 2 }, { close: [5, 5, 5, 5] })['rsi']).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('Bollinger: population deviation, exactly flat over a flat window', () => {
    const bands = run('bollinger', { period: 2, width: 2 }, { close: [1, 3, 3, 3] });
    expect(bands['upper']).toEqual([NaN, 4, 3, 3]);
    expect(bands['lower']).toEqual([NaN, 0, 3, 3]);
    expect(bands['percentB']).toEqual([NaN, 0.75, NaN, NaN]);
  });

  it('MACD: from candle slow, the signal later', () => {
    const macd = run('macd', { fast: 1, slow: 2, signal: 2 }, { close });
    expect(macd['macd']?.slice(0, 3)).toEqual([NaN, 0.5, expect.closeTo(4 - (1.5 + 2.5 * (2 / 3)), 12)]);
    expect(macd['signal']?.slice(0, 2)).toEqual([NaN, NaN]);
  });

  const high = [10, 12, 13, 12];
  const low = [8, 9, 11, 7];
  const last = [9, 11, 12, 8];

  it('ATR: widened to the previous close, both seeds', () => {
    expect(run('atr', { period: 2 }, { high, low, close: last })['atr']).toEqual([NaN, NaN, 2.5, 3.75]);
    expect(run('atr', { period: 2, seed: 1 }, { high, low, close: last })['atr']).toEqual([NaN, 2.5, 2.25, 3.625]);
  });

  it('Donchian: with and without the current candle', () => {
    expect(run('donchian', { period: 2 }, { high, low })).toEqual({
      upper: [NaN, 12, 13, 13],
      middle: [NaN, 10, 11, 10],
      lower: [NaN, 8, 9, 7],
    });
    expect(run('donchian', { period: 2, includeCurrent: 0 }, { high, low })['upper']).toEqual([NaN, NaN, 12, 13]);
  });

  it('stochastic: the place in the range, absent without a range', () => {
    const fast = { period: 2, smoothing: 1, signal: 2 };
    expect(run('stochastic', fast, { high, low, close: last })).toEqual({
      k: [NaN, 75, 75, expect.closeTo(100 / 6, 12)],
      d: [NaN, NaN, 75, expect.closeTo((75 + 100 / 6) / 2, 12)],
    });
    const flat = [5, 5, 5];
    expect(run('stochastic', fast, { high: flat, low: flat, close: flat })['k']).toEqual([NaN, NaN, NaN]);
  });

  it('ADX: a market that only rises has −DI 0 and DX 100', () => {
    const up = Array.from({ length: 12 }, (_, i) => i);
    const adx = run(
      'adx',
      { period: 3 },
      { high: up.map((v) => v + 2), low: up.map((v) => v + 1), close: up.map((v) => v + 1.5) },
    );
    expect(adx['minusDi']?.slice(3)).toEqual(Array(9).fill(0));
    expect(adx['adx']?.slice(0, 6)).toEqual([NaN, NaN, NaN, NaN, NaN, 100]);
    expect(adx['plusDi']?.[3]).toBeCloseTo(100 / 1.5, 10);
  });

  it('OBV, MFI and VWAP', () => {
    const volume = [10, 20, 30, 40];
    const flat = [3, 6, 6, 3];
    const bars = { high: flat, low: flat, close: flat, volume };
    expect(run('obv', {}, bars)['obv']).toEqual([0, 20, 20, -20]);
    expect(run('mfi', { period: 2 }, bars)['mfi']).toEqual([NaN, NaN, 100, 0]);
    expect(run('vwap', {}, bars)['vwap']).toEqual([3, 5, 5.5, 4.5]);
    expect(run('vwap', { anchor: 2 }, bars)['vwap']?.slice(0, 3)).toEqual([NaN, NaN, 6]);
    expect(run('vwap', { window: 2 }, bars)['vwap']).toEqual([NaN, 5, 6, expect.closeTo(300 / 70, 12)]);
    expect(run('vwap', {}, { ...bars, volume: [0, 0, 1, 0] })['vwap']).toEqual([NaN, NaN, 6, 6]);
  });

  it('CCI: mean absolute deviation, absent when there is none', () => {
    const three = [1, 2, 6];
    // Mean 3, mean deviation 2: (6 − 3) / (0.015 · 2).
    expect(run('cci', { period: 3 }, { high: three, low: three, close: three })['cci']?.[2]).toBeCloseTo(100, 10);
    expect(run('cci', { period: 2 }, { high: [4, 4], low: [4, 4], close: [4, 4] })['cci']).toEqual([NaN, NaN]);
  });

  it('Keltner: EMA and ATR', () => {
    const keltner = run('keltner', { period: 2, width: 1, atrPeriod: 2 }, { high, low, close: last });
    expect(keltner['upper']?.slice(0, 2)).toEqual([NaN, NaN]);
    expect(keltner['middle']?.[2]).toBeCloseTo(10 + 2 * (2 / 3), 10);
    expect((keltner['upper']?.[2] ?? NaN) - (keltner['lower']?.[2] ?? NaN)).toBeCloseTo(5, 10);
  });
});

describe('rolling state', () => {
  /** A deterministic walk, long enough to pass many re-summing points. */
  const walk = (length: number) => {
    let state = 12345;
    let price = 30_000;
    return Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      price *= 1 + (state / 4294967296 - 0.5) * 0.01;
      return price;
    });
  };

  it('does not drift: after 1e6 values mean, deviation and sum equal the window to 2e-12 of the scale', () => {
    const values = walk(1_000_000);
    const moments = new RollingMoments(20);
    const sum = new RollingSum(20);
    let total = NaN;
    for (const value of values) {
      moments.next(value, true);
      total = sum.next(value, true);
    }
    const window = values.slice(-20);
    const mean = window.reduce((a, b) => a + b, 0) / 20;
    const deviation = Math.sqrt(window.reduce((a, b) => a + (b - mean) ** 2, 0) / 20);
    expect(Math.abs(moments.mean - mean) / mean).toBeLessThan(2e-12);
    expect(Math.abs(moments.deviation - deviation) / mean).toBeLessThan(2e-12);
    expect(Math.abs(total / 20 - mean) / mean).toBeLessThan(2e-12);
  });

  it('finds the extremes of every window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (list, n) => {
          const [highest, lowest] = [new RollingExtreme(n, 'highest'), new RollingExtreme(n, 'lowest')];
          list.forEach((value, i) => {
            const window = list.slice(Math.max(0, i - n + 1), i + 1);
            const full = window.length === n;
            const expected = [full ? Math.max(...window) : NaN, full ? Math.min(...window) : NaN];
            expect([highest.next(value, false), lowest.next(value, false)]).toStrictEqual(expected);
            expect([highest.next(value, true), lowest.next(value, true)]).toStrictEqual(expected);
          });
        },
      ),
    );
  });

  it('a missing member makes a sum missing until it has left', () => {
    const sum = new RollingSum(2);
    expect([1, NaN, 3, 4].map((value) => sum.next(value, true))).toEqual([NaN, NaN, NaN, 7]);
  });

  it('an average skips what is missing', () => {
    const average = SeededAverage.ema(2);
    expect([NaN, 1, NaN, 3, 5].map((value) => average.next(value, true))).toEqual([NaN, NaN, NaN, 2, 4]);
  });
});
