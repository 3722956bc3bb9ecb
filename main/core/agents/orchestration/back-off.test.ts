import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { retryDelay, TASK_BACK_OFF } from './back-off.ts';

describe('the wait before a retry', () => {
  it('doubles, is bounded, and is spread by no more than the jitter (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (retry, chance) => {
          const { firstMs, longestMs, jitter } = TASK_BACK_OFF;
          const plain = Math.min(longestMs, firstMs * 2 ** Math.min(60, retry - 1));
          const wait = retryDelay(TASK_BACK_OFF, retry, { next: () => chance });
          expect(wait).toBeGreaterThanOrEqual(plain * (1 - jitter));
          expect(wait).toBeLessThanOrEqual(plain * (1 + jitter));
        },
      ),
    );
  });

  it('is the same in every run of the same seed', () => {
    const waits = (): readonly number[] => {
      const random = new Sfc32(7);
      return [1, 2, 3].map((retry) => retryDelay(TASK_BACK_OFF, retry, random));
    };
    expect(waits()).toEqual(waits());
    expect(new Set(waits()).size).toBe(3);
  });
});
