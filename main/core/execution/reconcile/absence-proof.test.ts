import { expect, it } from 'vitest';
import { ABSENCE_RULE, absenceGaps, type AbsenceEvidence, type AbsenceGap } from './absence-proof.ts';

const list = { askedAt: 31_000, contains: false };
const PROVEN: AbsenceEvidence = {
  attemptedAt: 1_000,
  now: 32_000,
  notFoundAt: [8_000, 15_000, 31_000],
  openOrders: list,
  doneOrders: { ...list, reachesBackMs: 60_000 },
  fills: { ...list, reachesBackMs: 60_000 },
  position: { askedAt: 31_000, equalsFills: true },
};

/** One way to break each part, with what the proof then lacks. */
const BREAKS: readonly (readonly [name: string, broken: Partial<AbsenceEvidence>, gap: AbsenceGap])[] = [
  ['a millisecond too early', { now: 30_999 }, 'too-early'],
  ['two answers', { notFoundAt: [8_000, 31_000] }, 'not-found-too-few'],
  ['three answers too close together', { notFoundAt: [26_001, 28_000, 31_000] }, 'not-found-too-few'],
  ['an answer from before the attempt', { notFoundAt: [999, 15_000, 31_000] }, 'not-found-too-few'],
  ['no answer after the settling', { notFoundAt: [8_000, 15_000, 30_999] }, 'not-found-too-few'],
  ['open orders not answered', { openOrders: null }, 'open-orders'],
  ['open orders from before', { openOrders: { ...list, askedAt: 30_999 } }, 'open-orders'],
  ['in the open orders', { openOrders: { ...list, contains: true } }, 'found'],
  ['done orders not answered', { doneOrders: null }, 'done-orders'],
  ['done orders from before', { doneOrders: { ...list, askedAt: 30_999, reachesBackMs: 60_000 } }, 'done-orders'],
  ['done orders too short', { doneOrders: { ...list, reachesBackMs: 59_999 } }, 'done-orders'],
  ['in the done orders', { doneOrders: { ...list, contains: true, reachesBackMs: 60_000 } }, 'found'],
  ['fills not answered', { fills: null }, 'fills'],
  ['fills from before', { fills: { ...list, askedAt: 30_999, reachesBackMs: 60_000 } }, 'fills'],
  ['fills too short', { fills: { ...list, reachesBackMs: 59_999 } }, 'fills'],
  ['in the fills', { fills: { ...list, contains: true, reachesBackMs: 60_000 } }, 'found'],
  ['position not answered', { position: null }, 'position'],
  ['position from before', { position: { askedAt: 30_999, equalsFills: true } }, 'position'],
  ['position not equal', { position: { askedAt: 31_000, equalsFills: false } }, 'position'],
];

it('holds with all five parts, each at its limit', () => {
  expect(absenceGaps(PROVEN, ABSENCE_RULE)).toEqual([]);
});

it.each(BREAKS)('does not hold with %s', (_, broken, gap) => {
  expect(absenceGaps({ ...PROVEN, ...broken }, ABSENCE_RULE)).toEqual([gap]);
});

it('names everything that is missing, for any two faults at once', () => {
  for (const [, first, one] of BREAKS) {
    for (const [, second, other] of BREAKS) {
      const gaps = absenceGaps({ ...PROVEN, ...first, ...second }, ABSENCE_RULE);
      expect(gaps).toContain(other);
      const sameField = Object.keys(first).some((field) => Object.keys(second).includes(field));
      if (!sameField) expect(gaps).toContain(one);
    }
  }
});

it('takes answers that come often, five seconds apart each', () => {
  const often = Array.from({ length: 31 }, (_, index) => 1_000 + index * 1_000);
  expect(absenceGaps({ ...PROVEN, notFoundAt: often }, ABSENCE_RULE)).toEqual([]);
});
