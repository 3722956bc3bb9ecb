import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelFrame, spreadLabels, stateAt, unbrokenRanges, type LevelSeries } from './level-geometry.ts';

function series(equity: readonly number[], transfers: LevelSeries['transfers'] = []): LevelSeries {
  const top = Math.max(...equity);
  const flat = (share: number) => equity.map(() => top * share);
  const levels = { peak: flat(1), yellow: flat(0.99), orange: flat(0.98), red: flat(0.97) };
  return { ts: equity.map((_, index) => index * 10), equity, ...levels, transfers, states: [] };
}

describe('levels of loss', () => {
  it('puts equity and peak inside the plot, however far the levels are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 60 }), (equity) => {
        const data = series(equity);
        const frame = levelFrame(data, 700, 220);
        [...data.equity, ...data.peak].forEach((value) => {
          expect(frame.y(value)).toBeGreaterThanOrEqual(frame.top);
          expect(frame.y(value)).toBeLessThanOrEqual(frame.bottom);
        });
      }),
    );
  });

  it('breaks the line at a transfer: it is no profit', () => {
    expect(unbrokenRanges(series([1, 2, 3, 4]))).toEqual([[0, 4]]);
    expect(unbrokenRanges(series([1, 2, 3, 4], [{ at: 15, amount: 1 }]))).toEqual([
      [0, 2],
      [2, 4],
    ]);
    expect(unbrokenRanges(series([1, 2], [{ at: 99, amount: 1 }]))).toEqual([[0, 2]]);
  });

  it('gives the state at a moment', () => {
    const states = [
      { at: 10, state: 'HALTED', cause: '' },
      { at: 20, state: 'ACTIVE', cause: '' },
    ];
    expect([5, 10, 19, 20].map((at) => stateAt(states, at))).toEqual(['ACTIVE', 'HALTED', 'HALTED', 'ACTIVE']);
  });

  it('keeps labels apart and in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 5 }), (places) => {
        const labels = places.map((at, index) => ({ key: String(index), at }));
        const placed = spreadLabels(labels, 17, 0, 200);
        placed.forEach(({ y }, index) => {
          if (index > 0) expect(y - (placed[index - 1]?.y ?? 0)).toBeGreaterThanOrEqual(17);
          expect(y <= 200).toBe(true);
        });
        expect(placed.map(({ at }) => at)).toEqual([...places].sort((a, b) => a - b));
      }),
    );
  });
});
