import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitIsotonic, isotonicAt } from './isotonic.ts';

describe('isotonic fit', () => {
  it('pools violators: the worked example of Barlow et al.', () => {
    const fit = fitIsotonic([1, 2, 3, 4, 5, 6], [1, 3, 2, 4, 3.5, 5]);
    expect([1, 2, 3, 4, 5, 6].map((x) => isotonicAt(fit, x))).toEqual([1, 2.5, 2.5, 3.75, 3.75, 5]);
  });

  it('is linear between points and flat beyond them', () => {
    const fit = fitIsotonic([0, 1], [0.2, 0.6]);
    expect(isotonicAt(fit, 0.5)).toBeCloseTo(0.4, 12);
    expect([isotonicAt(fit, -1), isotonicAt(fit, 9)]).toEqual([0.2, 0.6]);
  });

  it('equals the minimax formula, does not decrease and keeps the mean', () => {
    const sample = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(sample, (pairs) => {
        const xs = pairs.map(([x]) => x);
        const ys = pairs.map(([, y]) => y);
        const fit = fitIsotonic(xs, ys);
        const at = xs.map((x) => isotonicAt(fit, x));
        const unique = [...new Set(xs)].sort((a, b) => a - b);
        const mean = (from: number, to: number): number => {
          const inside = pairs.filter(([x]) => x >= from && x <= to);
          return inside.reduce((sum, [, y]) => sum + y, 0) / inside.length;
        };
        for (const [i, x] of xs.entries()) {
          const below = unique.filter((u) => u <= x);
          const above = unique.filter((u) => u >= x);
          const expected = Math.max(...below.map((from) => Math.min(...above.map((to) => mean(from, to)))));
          expect(at[i]).toBeCloseTo(expected, 12);
        }
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(sum(at)).toBeCloseTo(sum(ys), 9);
      }),
    );
  });

  it('refuses what it cannot fit', () => {
    expect(() => fitIsotonic([], [])).toThrow(RangeError);
    expect(() => fitIsotonic([1, 2], [1])).toThrow(/as many values/);
    expect(() => fitIsotonic([1, NaN], [1, 1])).toThrow(/Point/);
    expect(() => fitIsotonic([1], [1], [0])).toThrow(/weight 0/);
  });
});
