import { describe, expect, it } from 'vitest';
import { waterfallOrder, waterfallRange, waterfallSteps } from './waterfall-geometry.ts';

describe('waterfall', () => {
  it('runs from zero to the sum', () => {
    const steps = waterfallSteps([20, 10, -5]);
    expect(steps[0]).toEqual({ from: 0, to: 20 });
    expect(steps.at(-1)).toEqual({ from: 30, to: 25 });
  });

  it('holds zero, the highest sum and the entry bar', () => {
    const { low, high } = waterfallRange([20, 10, -5], [50]);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(50);
    expect(waterfallRange([-30], []).low).toBeLessThan(-30);
  });

  it('puts gains first and the largest loss last', () => {
    expect(waterfallOrder([-2, 5, -9, 7])).toEqual([3, 1, 0, 2]);
  });
});
