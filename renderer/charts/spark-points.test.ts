import { describe, expect, it } from 'vitest';
import { sparkPoints } from './spark-points.ts';

describe('sparkPoints', () => {
  it('fills the box from low to high', () => {
    expect(sparkPoints([1, 3, 2], 23, 13)).toBe('1.5,11.5 11.5,1.5 21.5,6.5');
  });

  it('draws a level line for equal values and nothing for one', () => {
    expect(sparkPoints([5, 5], 13, 13)).toBe('1.5,6.5 11.5,6.5');
    expect(sparkPoints([5], 13, 13)).toBe('');
    expect(sparkPoints([Number.NaN, 5], 13, 13)).toBe('');
  });
});
