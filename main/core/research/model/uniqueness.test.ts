import fc from 'fast-check';
import { expect, it } from 'vitest';
import { averageUniqueness } from './uniqueness.ts';

const all = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);

it('is that of the worked example: labels of bars 0–2, 2–3 and 4–5', () => {
  // López de Prado 2018, exercise after 4.4: label 1 spans bars 0, 1, 2; label 2 bars 2, 3; label 3 bars 4, 5.
  const samples = {
    start: Float64Array.of(0, 2, 4),
    end: Float64Array.of(3, 4, 6),
    series: Uint16Array.of(0, 0, 0),
  };
  const [first, second, third] = averageUniqueness(samples, all(3));
  expect(first).toBeCloseTo(5 / 6, 12);
  expect(second).toBeCloseTo(3 / 4, 12);
  expect(third).toBe(1);
  // Another series overlaps nothing.
  const apart = averageUniqueness({ ...samples, series: Uint16Array.of(0, 1, 0) }, all(3));
  expect([...apart]).toEqual([1, 1, 1]);
});

it('shares each moment that any label lives out among the labels alive', () => {
  const span = fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 2 }),
  );
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 60 }), (spans) => {
      const sorted = [...spans].sort(([a], [b]) => a - b);
      const samples = {
        start: Float64Array.from(sorted, ([at]) => at),
        end: Float64Array.from(sorted, ([at, takes]) => at + takes),
        series: Uint16Array.from(sorted, ([, , series]) => series),
      };
      const weights = averageUniqueness(samples, all(sorted.length));
      for (const weight of weights) expect(weight > 0 && weight <= 1 + 1e-9).toBe(true);
      const lived = sorted.reduce((sum, [, takes], i) => sum + takes * (weights[i] ?? NaN), 0);
      const covered = new Set(
        sorted.flatMap(([at, takes, series]) => Array.from({ length: takes }, (_, k) => `${series}:${at + k}`)),
      );
      expect(lived).toBeCloseTo(covered.size, 6);
    }),
  );
});
