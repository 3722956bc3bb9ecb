import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capWeights, infeasible, roundWeights } from './cap-weights.ts';

const valueOf = (raw: readonly number[], floor: number, cap: number): number[] => {
  const result = capWeights(raw, { floor, cap });
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('weights by score with floor and cap', () => {
  it('stay in proportion where no bound binds', () => {
    expect(valueOf([3, 1], 0, 1)).toEqual([0.75, 0.25]);
  });

  it('pour what the cap cuts over the rest, again and again', () => {
    const weights = valueOf([0.9, 0.1, 0.1, 0.1], 0.02, 0.4);
    expect(weights[0]).toBeCloseTo(0.4, 12);
    expect(weights[1]).toBeCloseTo(0.2, 12);
    // The first cut lifts the second above the cap.
    const twice = valueOf([8, 4, 1, 1], 0, 0.35);
    [0.35, 0.35, 0.15, 0.15].forEach((weight, i) => expect(twice[i]).toBeCloseTo(weight, 12));
  });

  it('give the rest to the zeros only when all others are full', () => {
    expect(valueOf([1, 1, 0, 0], 0, 0.4).map((weight) => Math.round(weight * 1e9) / 1e9)).toEqual([0.4, 0.4, 0.1, 0.1]);
    expect(valueOf([0, 0], 0, 1)).toEqual([0.5, 0.5]);
  });

  it('say why there are none', () => {
    expect(capWeights([1, 1, 1, 1], { floor: 0, cap: 0.2 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('raise the cap to 0.25') as string,
    });
    expect(capWeights([1, 1, 1], { floor: 0.5, cap: 0.9 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('lower the floor') as string,
    });
    expect(capWeights([1, Number.NaN], { floor: 0, cap: 1 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('Score 2 is NaN') as string,
    });
    expect(capWeights([], { floor: 0, cap: 1 }).ok).toBe(false);
    expect(infeasible(2, { floor: 0.6, cap: 0.4 })).toMatch(/no room/);
    expect(infeasible(10, { floor: 0.1, cap: 0.1 })).toBeNull();
  });

  it('add up to one, keep the bounds, the order of the scores and the proportions of the free ones', () => {
    const scores = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        scores,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (raw, low, high) => {
          const floor = low / raw.length;
          const cap = (1 / raw.length) * (1 - high) + high;
          const weights = valueOf(raw, floor, cap);
          expect(sum(weights)).toBeCloseTo(1, 9);
          weights.forEach((weight, i) => {
            expect(weight).toBeGreaterThanOrEqual(floor - 1e-9);
            expect(weight).toBeLessThanOrEqual(cap + 1e-9);
            weights.forEach((other, j) => {
              const [a = 0, b = 0] = [raw[i], raw[j]];
              if (a > b) expect(weight).toBeGreaterThanOrEqual(other - 1e-9);
              const free = (value: number): boolean => value > floor + 1e-9 && value < cap - 1e-9;
              if (free(weight) && free(other) && b > 0)
                expect(Math.abs(weight * b - other * a)).toBeLessThan(1e-9 * Math.max(a, b));
            });
          });
        },
      ),
    );
  });
});

describe('rounded weights', () => {
  it('go by the largest remainder', () => {
    expect(roundWeights([0.5, 0.3, 0.2], 3)).toEqual([1, 1, 1]);
    expect(roundWeights([0.6, 0.2, 0.2], 4)).toEqual([2, 1, 1]);
    expect(roundWeights([1 / 3, 1 / 3, 1 / 3], 100)).toEqual([34, 33, 33]);
    expect(roundWeights([0.07, 0.93], 10_000)).toEqual([700, 9_300]);
  });

  it('add up, and lie less than one unit from the exact share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 10_000 }),
        (raw, units) => {
          const weights = valueOf(raw, 0, 1);
          const rounded = roundWeights(weights, units);
          expect(sum(rounded)).toBe(units);
          rounded.forEach((count, i) => expect(Math.abs(count - (weights[i] ?? 0) * units)).toBeLessThan(1 + 1e-6));
        },
      ),
    );
  });
});
