import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finestStep, parseStep, stepForPrice, stepSize } from './decimal-step.ts';

describe('decimal steps', () => {
  it('reads decimals exactly', () => {
    expect(parseStep('0.00001')).toEqual({ units: 1, scale: 5 });
    expect(parseStep('10')).toEqual({ units: 10, scale: 0 });
    expect(parseStep('0.50')).toEqual({ units: 5, scale: 1 });
    expect(() => parseStep('-1')).toThrow(SyntaxError);
    expect(() => parseStep('0')).toThrow(SyntaxError);
  });

  it('finds the step of any series on a grid', () => {
    const grid = fc.record({
      units: fc.constantFrom(1, 2, 5, 25),
      scale: fc.integer({ min: 0, max: 6 }),
      counts: fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 50 }),
    });
    fc.assert(
      fc.property(grid, ({ units, scale, counts }) => {
        const all = [...counts, 7, 8];
        const series = Float64Array.from(all, (count) => (count * units) / 10 ** scale);
        const step = finestStep([series]);
        expect(step === null ? null : stepSize(step)).toBe(units / 10 ** scale);
      }),
    );
  });

  it('says nothing about an empty series or floating-point noise', () => {
    expect(finestStep([new Float64Array(0)])).toBeNull();
    expect(finestStep([Float64Array.of(0, 0)])).toBeNull();
    expect(finestStep([Float64Array.of(1, Math.PI)])).toBeNull();
  });

  it('takes five significant digits where nothing was recorded', () => {
    expect(stepSize(stepForPrice(87_640))).toBe(1);
    expect(stepSize(stepForPrice(146))).toBe(0.01);
    expect(stepSize(stepForPrice(1.404))).toBe(0.0001);
    expect(stepSize(stepForPrice(0.3336))).toBe(0.00001);
    expect(stepSize(stepForPrice(1_000_000))).toBe(100);
    expect(() => stepForPrice(0)).toThrow(RangeError);
  });
});
