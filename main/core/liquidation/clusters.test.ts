import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLUSTER_DEFAULTS, clustersOf, peaksOf } from './clusters.ts';
import type { LiquidationMap } from './liquidation-map.ts';

const WIDTH = 0.002;

/** A map of one leverage with these longs, from far below up to the price. */
function longsOnly(longs: readonly number[]): LiquidationMap {
  const bins = longs.length;
  const long = Float64Array.from(longs);
  const none = new Float64Array(bins);
  const prices = Float64Array.from(longs, (_, bin) => 1_000 * Math.exp((bin - bins) * WIDTH));
  return {
    ...{ asOf: 0, price: 1_000, width: WIDTH, prices, long, short: none, leverages: [10] },
    ...{ longTotal: long, shortTotal: none, longBelow: none, shortAbove: none, strength: none },
    born: none,
  };
}

/** Bell-shaped peaks by bin and height. */
const hills = (bins: number, peaks: readonly (readonly [bin: number, height: number, spread: number])[]) =>
  Array.from({ length: bins }, (_, bin) =>
    peaks.reduce((sum, [at, height, spread]) => sum + height * Math.exp(-(((bin - at) / spread) ** 2)), 0),
  );

describe('clusters', () => {
  it('that lie close are cut at the saddle, although it is above half their height', () => {
    const longs = hills(120, [
      [50, 100, 8],
      [65, 90, 8],
    ]);
    const saddle = Math.min(...longs.slice(50, 66));
    expect(saddle).toBeGreaterThan(50);
    const map = longsOnly(longs);
    const [far, near] = clustersOf(map);
    expect([far?.rank, near?.rank]).toEqual([-2, -1]);
    const cut = map.prices[longs.indexOf(saddle)] as number;
    expect(far?.to).toBeCloseTo(cut * Math.exp(WIDTH / 2), 9);
    expect(near?.from).toBeCloseTo(cut * Math.exp(WIDTH / 2), 9);
    expect((far?.share ?? 0) + (near?.share ?? 0)).toBeLessThanOrEqual(1);
  });

  it('do not take in a higher peak that is too near to the price to be one', () => {
    const map = longsOnly(
      hills(120, [
        [114, 100, 5],
        [103, 80, 5],
      ]),
    );
    const [only, ...others] = clustersOf(map);
    expect(others).toEqual([]);
    expect(only?.price).toBeLessThan(1_000 * 0.98);
    expect(only?.to).toBeLessThan(map.prices[111] as number);
  });

  it('of a side have nothing in common, and never more than there is', () => {
    const peak = fc.tuple(
      fc.integer({ min: 0, max: 159 }),
      fc.double({ min: 1, max: 100, noNaN: true }),
      fc.double({ min: 0.5, max: 20, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(peak, { minLength: 1, maxLength: 12 }), (peaks) => {
        const map = longsOnly(hills(160, peaks));
        const found = [...peaksOf(map, 'long', { ...CLUSTER_DEFAULTS, least: 0 })].sort((a, b) => a.price - b.price);
        for (const [i, { from, to, price }] of found.entries()) {
          expect(price).toBeGreaterThan(from);
          expect(price).toBeLessThan(to);
          expect(from).toBeGreaterThanOrEqual((found[i - 1]?.to ?? 0) * (1 - 1e-12));
        }
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 300 },
    );
  });
});
