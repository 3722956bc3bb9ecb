import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundToTotal } from './round-to-total.ts';

describe('roundToTotal', () => {
  it('gives the missing tenth to the largest remainder', () => {
    const { units, totalUnits, addsUp } = roundToTotal([20.87, 10.04, 9.64, -1.83], 38.72, 1);
    expect(addsUp).toBe(true);
    expect(totalUnits).toBe(387);
    expect(units).toEqual([209, 100, 96, -18]);
  });

  it('leaves agents that abstain at zero', () => {
    expect(roundToTotal([0, 58.44, 0], 58.44, 1).units).toEqual([0, 584, 0]);
  });

  it('says so when the parts are not the total', () => {
    const { addsUp, units } = roundToTotal([10, 20.26], 31, 1);
    expect(addsUp).toBe(false);
    expect(units).toEqual([100, 203]);
  });

  it('takes a tie to the first', () => {
    expect(roundToTotal([0.25, 0.25], 0.5, 1).units).toEqual([3, 2]);
  });

  it('adds up, and no part moves by a whole unit, for any parts', () => {
    const part = fc.integer({ min: -100_000_000, max: 100_000_000 }).map((steps) => steps / 1e6);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const total = parts.reduce((all, value) => all + value, 0);
        const { units, totalUnits, addsUp } = roundToTotal(parts, total, 1);
        if (!addsUp) return false;
        expect(units.reduce((all, unit) => all + unit, 0)).toBe(totalUnits);
        return units.every((unit, index) => Math.abs(unit / 10 - parts[index]!) < 0.1 + 1e-9);
      }),
    );
  });
});
