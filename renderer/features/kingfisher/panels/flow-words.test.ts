import { expect, test } from 'vitest';
import { flowColumns, wholePercentile } from './flow-words.ts';

test('a percentile that is not known is none, and none is the hundredth', () => {
  expect(wholePercentile(null)).toBeNull();
  expect(wholePercentile(1)).toBe(99);
  expect(wholePercentile(0.622)).toBe(62);
});

test('buckets without a percentile are left out, not drawn as nought', () => {
  const { ts, values } = flowColumns([
    { ts: 1, vpin: 0.2, percentile: null },
    { ts: 2, vpin: 0.4, percentile: 0.97 },
  ]);
  expect([...ts]).toEqual([2]);
  expect([...values]).toEqual([97]);
});
