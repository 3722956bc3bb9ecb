import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CandleSeries } from './candle-series.ts';
import { candleGaps, candleGapsWithin } from './gaps.ts';

const MINUTE = 60_000;
const filled = (count: number): CandleSeries => {
  const series = new CandleSeries(4);
  for (let row = 0; row < count; row += 1) series.pushValues(row * MINUTE, row, row + 2, row - 1, row + 1, row * 10);
  return series;
};

describe('candle series', () => {
  it('keeps its rows through growth', () => {
    const series = filled(5_000);
    expect(series.length).toBe(5_000);
    expect(series.at(4_321)).toEqual({
      ts: 4_321 * MINUTE,
      open: 4_321,
      high: 4_323,
      low: 4_320,
      close: 4_322,
      volume: 43_210,
    });
    expect(series.at(5_000)).toBeNull();
    expect(CandleSeries.of(series.columns()).columns()).toEqual(series.columns());
  });

  it('gives the last rows and slices as views of one buffer', () => {
    const series = filled(100);
    expect([...series.last(3).close]).toEqual([98, 99, 100]);
    expect(series.last(500).ts.length).toBe(100);
    const slice = series.slice(10 * MINUTE + 1, 13 * MINUTE);
    expect([...slice.open]).toEqual([11, 12]);
    expect(slice.open.buffer).toBe(series.columns().volume.buffer);
    expect(series.slice(50 * MINUTE, 20 * MINUTE).ts.length).toBe(0);
  });

  it('does not put two columns of a row into the same cache set', () => {
    const { ts, open } = new CandleSeries(4_096).columns();
    expect((open.byteOffset - ts.byteOffset) % 4_096).not.toBe(0);
  });

  it('refuses what does not follow', () => {
    const series = filled(3);
    expect(() => {
      series.pushValues(2 * MINUTE, 1, 1, 1, 1, 1);
    }).toThrow(RangeError);
    expect(() => {
      series.append(filled(2).columns());
    }).toThrow(RangeError);
    expect(() => {
      new CandleSeries().pushValues(Number.NaN, 1, 1, 1, 1, 1);
    }).toThrow(RangeError);
    expect(series.length).toBe(3);
  });

  it('forgets old rows', () => {
    const series = filled(100);
    series.dropBefore(90 * MINUTE);
    expect([series.firstTs, series.lastTs, series.length]).toEqual([90 * MINUTE, 99 * MINUTE, 10]);
    series.pushValues(100 * MINUTE, 1, 1, 1, 1, 1);
    expect(series.length).toBe(11);
  });
});

describe('gaps', () => {
  it('lists exactly what was taken out', () => {
    const kept = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(kept, (minutes) => {
        const sorted = minutes.toSorted((a, b) => a - b);
        const ts = Float64Array.from(sorted, (minute) => minute * MINUTE);
        const missing = candleGapsWithin(ts, MINUTE, 0, 201 * MINUTE).flatMap((gap) =>
          Array.from({ length: gap.missing }, (_, step) => gap.from / MINUTE + step),
        );
        const expected = Array.from({ length: 201 }, (_, minute) => minute).filter(
          (minute) => !minutes.includes(minute),
        );
        expect(missing).toEqual(expected);
        const inner = candleGaps(ts, MINUTE).reduce((sum, gap) => sum + gap.missing, 0);
        expect(inner).toBe((sorted.at(-1) ?? 0) - (sorted[0] ?? 0) + 1 - sorted.length);
      }),
    );
  });

  it('takes an empty series as one gap', () => {
    expect(candleGapsWithin(new Float64Array(0), MINUTE, 1, 5 * MINUTE)).toEqual([{ from: MINUTE, missing: 4 }]);
    expect(candleGapsWithin(new Float64Array(0), MINUTE, 0, 0)).toEqual([]);
  });
});
