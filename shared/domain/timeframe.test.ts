import fc from 'fast-check';
import { expect, it } from 'vitest';
import { durationMs, epochMs } from './time.ts';
import { bucketStart, isTimeframe, TIMEFRAMES, timeframeMs } from './timeframe.ts';

it('timeframes rise in length and each holds a whole number of minutes', () => {
  const lengths = TIMEFRAMES.map(timeframeMs);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  expect(new Set(lengths).size).toBe(lengths.length);
  for (const length of lengths) expect(length % 60_000).toBe(0);
});

it('a bucket holds its moment and begins on a multiple of its length', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TIMEFRAMES), fc.integer({ min: 0, max: 4_102_444_800_000 }), (timeframe, at) => {
      const start = bucketStart(at, timeframe);
      const length = timeframeMs(timeframe);
      expect(start % length).toBe(0);
      expect(start <= at && at < start + length).toBe(true);
      expect(bucketStart(start, timeframe)).toBe(start);
    }),
  );
});

it('weeks begin on Thursday 00:00 UTC', () => {
  const start = new Date(bucketStart(Date.UTC(2025, 2, 11, 15), '1w'));
  expect(start.toISOString()).toBe('2025-03-06T00:00:00.000Z');
  expect(start.getUTCDay()).toBe(4);
});

it('other texts are not timeframes', () => {
  for (const text of ['', '7m', '1H', '60m', 'toString']) expect(isTimeframe(text)).toBe(false);
  for (const text of TIMEFRAMES) expect(isTimeframe(text)).toBe(true);
});

it('a moment is a whole number of milliseconds, not of seconds before 1970 nor of nanoseconds', () => {
  expect(epochMs(1_741_651_200_000)).toBe(1_741_651_200_000);
  for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1_741_651_200_000_000]) {
    expect(() => epochMs(bad)).toThrow(RangeError);
  }
  expect(durationMs(-5)).toBe(-5);
  expect(() => durationMs(2 ** 60)).toThrow(RangeError);
});
