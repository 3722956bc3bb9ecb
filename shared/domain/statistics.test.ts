import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity, normalQuantile, wilsonInterval } from './statistics.ts';

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.6448536269514722, 0.05],
    [-3, 0.0013498980316300933],
    [2.5758293035489004, 0.995],
    [-6, 9.865876450376946e-10],
    [-2.999, 0.0013543365337271066],
    [-20, 2.7536241186062337e-89],
    [-40, 0],
  ])('has below %d the share %d', (x, share) => {
    if (share === 0) expect(normalCdf(x)).toBe(0);
    else expect(normalCdf(x) / share).toBeCloseTo(1, 9);
  });

  it.each([
    [0.5, 0],
    [0.05, -1.6448536269514722],
    [0.975, 1.959963984540054],
    [1e-10, -6.361340902404056],
  ])('has the share %d below %d', (share, x) => {
    expect(normalQuantile(share)).toBeCloseTo(x, 11);
  });

  it('goes there and back, is symmetric, and its density is the slope', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (share) => {
        const x = normalQuantile(share);
        expect(normalCdf(x)).toBeCloseTo(share, 12);
        expect(normalCdf(-x)).toBeCloseTo(1 - share, 12);
        const step = 1e-5;
        expect((normalCdf(x + step) - normalCdf(x - step)) / (2 * step)).toBeCloseTo(normalDensity(x), 7);
      }),
    );
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(2)]).toEqual([-Infinity, Infinity, Number.NaN]);
  });
});

describe('the Wilson interval', () => {
  it('equals the worked figures', () => {
    // 81 hits of 263: Newcombe, Statistics in Medicine 17 (1998), table I, method 3; likewise 15 of 148, 0 of 20, 1 of 29.
    for (const [hits, cases, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const found = wilsonInterval(hits, cases);
      expect(found?.low).toBeCloseTo(low, 4);
      expect(found?.high).toBeCloseTo(high, 4);
    }
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});
