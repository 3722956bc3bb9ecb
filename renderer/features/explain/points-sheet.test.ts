import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreView } from '#shared/contract/score.ts';
import { compose } from '#core/agents/scoring/composite.ts';
import { opinions } from '#tests/support/path/sample-opinions.ts';
import { axisRange, axisTicks, pointsSheet, spacedName } from './points-sheet.ts';

const scores = opinions.map((given) => compose(given) as unknown as ScoreView);
const order = fc.constantFrom('effect' as const, 'agent' as const);

describe('the bars of a score', () => {
  it('add up to it: exactly to 1e-9, and as printed to the hundredth', () => {
    fc.assert(
      fc.property(scores, order, (score, by) => {
        const sheet = pointsSheet(score, by);
        expect(sheet.addsUp).toBe(true);
        expect(Math.abs(sheet.gap)).toBeLessThanOrEqual(1e-9);
        const printed = sheet.rows.reduce((sum, { hundredths }) => sum + hundredths, 0);
        expect(printed).toBe(sheet.rows.length === 0 ? 0 : sheet.totalHundredths);
        for (const [i, row] of sheet.rows.entries()) {
          expect(row.from).toBe(sheet.rows[i - 1]?.to ?? 0);
          expect(row.to - row.from).toBeCloseTo(row.points, 9);
        }
      }),
    );
  });

  it('say so when they do not', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const off = pointsSheet({ ...score, score: score.score + 1e-6 }, 'effect');
        expect(off.addsUp).toBe(false);
      }),
    );
  });

  it('fall from gain to loss, or stand together by agent; both are the same bars', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const byEffect = pointsSheet(score, 'effect').rows;
        const points = byEffect.map((row) => row.points);
        expect(points).toEqual([...points].sort((a, b) => b - a));
        const byAgent = pointsSheet(score, 'agent').rows;
        expect(byAgent.map(({ key }) => key).sort()).toEqual(byEffect.map(({ key }) => key).sort());
        const runs = byAgent.filter(({ agent }, i) => agent !== byAgent[i - 1]?.agent).map(({ agent }) => agent);
        expect(new Set(runs).size).toBe(runs.length);
      }),
    );
  });
});

describe('the axis', () => {
  it('holds every bar, the score and the mark', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: -90, max: 90 }), (score, mark) => {
        const sheet = pointsSheet(score, 'effect');
        const { low, high } = axisRange(sheet, mark);
        for (const value of [mark, sheet.score, ...sheet.rows.flatMap(({ from, to }) => [from, to])]) {
          expect(value).toBeGreaterThan(low);
          expect(value).toBeLessThan(high);
        }
      }),
    );
  });

  it('has round marks', () => {
    expect(axisTicks(-3, 63, 7)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(axisTicks(51.2, 66.9, 4)).toEqual([55, 60, 65]);
    expect(axisTicks(5, 5, 4)).toEqual([]);
  });
});

it('names are words', () => {
  expect(spacedName('fearAndGreed')).toBe('Fear and greed');
  expect(spacedName('long-short')).toBe('Long short');
});
