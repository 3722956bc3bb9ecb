import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayResults,
  deepestFall,
  equityFrame,
  gridLines,
  markedTrades,
  MOST_TRADES,
  nearestIndex,
  niceStep,
  type EquitySeries,
} from './equity-geometry.ts';

const DAY = 86_400_000;

function series(equity: readonly number[], ts = equity.map((_, index) => (index * DAY) / 2)): EquitySeries {
  let top = -Infinity;
  return { ts, equity, peak: equity.map((value) => (top = Math.max(top, value))), trades: [] };
}

describe('equity geometry', () => {
  it('puts every point inside the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 60 }), (equity) => {
        const data = series(equity);
        const frame = equityFrame(data, 500, 300, true);
        data.equity.forEach((value, index) => {
          const y = frame.y(value);
          const x = frame.x(data.ts[index] ?? 0);
          expect(y >= frame.top && y <= frame.bottom && x >= frame.left && x <= frame.right + 1e-9).toBe(true);
        });
      }),
    );
  });

  it('chooses round grid lines', () => {
    expect(niceStep(4_655, 5)).toBe(1_000);
    expect(niceStep(0.9, 4)).toBeCloseTo(0.25, 12);
    expect(gridLines(99_800, 102_100, 1_000)).toEqual([100_000, 101_000, 102_000]);
  });

  it('finds the nearest point', () => {
    expect(nearestIndex([], 5)).toBe(-1);
    expect(nearestIndex([0, 10, 20], 14)).toBe(1);
    expect(nearestIndex([0, 10, 20], 16)).toBe(2);
    expect(nearestIndex([0, 10, 20], 99)).toBe(2);
  });

  it('splits results by day so that they add up to the whole change', () => {
    expect(dayResults(series([100, 103, 101, 108, 107]))).toEqual([
      { day: 0, result: 3 },
      { day: DAY, result: 5 },
      { day: 2 * DAY, result: -1 },
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 40 }), (equity) => {
        const total = dayResults(series(equity)).reduce((sum, { result }) => sum + result, 0);
        expect(total).toBe((equity.at(-1) ?? 0) - (equity[0] ?? 0));
      }),
    );
  });

  it('marks all of few trades and the largest of many', () => {
    const trades = Array.from({ length: 100 }, (_, index) => ({
      ts: index,
      symbol: 'XBTUSDTM',
      result: (index % 2 === 0 ? 1 : -1) * ((index * 37) % 100),
      signalId: null,
    }));
    expect(markedTrades(trades.slice(0, 12))).toHaveLength(12);
    const marked = markedTrades(trades);
    expect(marked).toHaveLength(MOST_TRADES);
    expect(Math.min(...marked.map(({ result }) => Math.abs(result)))).toBe(60);
    expect(marked.map(({ ts }) => ts)).toEqual([...marked.map(({ ts }) => ts)].sort((a, b) => a - b));
  });

  it('finds the deepest fall from the peak', () => {
    expect(deepestFall(series([100, 120, 90, 110]))).toEqual({ index: 2, share: -0.25 });
    expect(deepestFall(series([1, 2, 3]))).toBeNull();
  });
});
