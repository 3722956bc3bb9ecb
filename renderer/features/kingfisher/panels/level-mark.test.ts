import { expect, test } from 'vitest';
import { levelMark } from './level-mark.ts';

const coverage = {
  from: 0,
  to: 1_000,
  openInterest: 0.71,
  openInterestAt: 1_000,
  formOnly: false,
  realisedAt: null,
  stale: false,
  low: false,
};

test('says estimated, and why less than that', () => {
  expect(levelMark(coverage, 400).word).toBe('ESTIMATED');
  expect(levelMark({ ...coverage, stale: true }, 90_000).word).toBe('STALE');
  expect(levelMark({ ...coverage, openInterest: 0.49, low: true }, 400).word).toBe('LOW COVERAGE');
  expect(levelMark({ ...coverage, formOnly: true }, 400).word).toBe('FORM ONLY');
});

test('never claims an age it does not know', () => {
  expect(levelMark(coverage, null).title).toContain('age not known');
});
