import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiltedWeights } from './weights.ts';

const weigh = (scores: readonly (number | null)[], floor = 0.02, cap = 0.15): readonly number[] => [
  ...tiltedWeights(
    scores.map((score, i) => ({ symbol: `S${String(i)}`, score })),
    floor,
    cap,
  ).values(),
];

describe('weights tilted by score', () => {
  it('are those of the example: two at the cap, the lowest at the floor', () => {
    expect(weigh([80, 78.5, 75.5, 69.5, 68.5, 67, 66, 63.5, 58, 53.5])).toEqual([
      150, 150, 147, 112, 107, 98, 92, 78, 46, 20,
    ]);
  });

  it('fill up where clamping once would leave a rest: .9, .1, .1, .1 under a cap of .4', () => {
    expect(weigh([140, 60, 60, 60], 0.02, 0.4)).toEqual([400, 200, 200, 200]);
  });

  it('are equal when no score is known, or when the caps cannot hold the whole', () => {
    expect(weigh([null, null, null, null], 0.02, 0.5)).toEqual([250, 250, 250, 250]);
    expect(weigh([90, 60, 55], 0.02, 0.15)).toEqual([334, 333, 333]);
    expect(weigh([])).toEqual([]);
  });

  it('sum to the whole and keep floor and cap, for any scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }), {
          minLength: 7,
          maxLength: 10,
        }),
        (scores) => {
          const weights = weigh(scores);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(1_000);
          expect(Math.max(...weights)).toBeLessThanOrEqual(150);
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(20);
        },
      ),
    );
  });
});
