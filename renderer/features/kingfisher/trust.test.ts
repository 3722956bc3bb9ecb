import { describe, expect, it } from 'vitest';
import { strengthOf, warmthOf } from './trust.ts';

const HOUR = 3_600_000;
const COVERAGE = {
  from: 0,
  to: 240 * HOUR,
  openInterest: 0.05,
  openInterestAt: 240 * HOUR,
  formOnly: false,
  realisedAt: null,
  stale: false,
  low: false,
};

describe('how far a map can be trusted', () => {
  it('says how much of the first day was recorded, and since when', () => {
    expect(warmthOf(COVERAGE)).toEqual({ phase: 'warming', share: 0.5, since: 228 * HOUR });
    expect(warmthOf({ ...COVERAGE, openInterest: 0.2 }).phase).toBe('ready');
    expect(warmthOf({ ...COVERAGE, formOnly: true })).toEqual({ phase: 'none', share: 0, since: null });
  });

  it('is drawn the weaker the less it is worth', () => {
    expect(strengthOf(COVERAGE, null)).toBe(1);
    expect(strengthOf(COVERAGE, false)).toBe(0.7);
    expect(strengthOf({ ...COVERAGE, stale: true }, true)).toBe(0.4);
    expect(strengthOf({ ...COVERAGE, formOnly: true }, true)).toBe(0);
  });
});
