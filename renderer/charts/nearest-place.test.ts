import { expect, it } from 'vitest';
import { nearestPlace } from './nearest-place.ts';

it('finds the nearest moment', () => {
  const ts = Float64Array.of(0, 10, 20, 30);
  expect(nearestPlace(ts, -5)).toBe(0);
  expect(nearestPlace(ts, 14)).toBe(1);
  expect(nearestPlace(ts, 15)).toBe(1);
  expect(nearestPlace(ts, 16)).toBe(2);
  expect(nearestPlace(ts, 99)).toBe(3);
  expect(nearestPlace(new Float64Array(0), 3)).toBe(-1);
});
