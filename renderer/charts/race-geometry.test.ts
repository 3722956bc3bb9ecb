import { describe, expect, it } from 'vitest';
import { histogramOf } from './histogram-geometry.ts';
import { lastOf, raceFrame, raceOf } from './race-geometry.ts';

const at = [0, 10, 20];
const racer = (
  name: string,
  role: 'slot' | 'challenger',
  score: (number | null)[],
  leadSince: number | null = null,
) => ({
  ...{ name, role, at, score, leadSince },
  earliestAt: leadSince === null ? null : leadSince + 100,
});

describe('a race', () => {
  it('has a line above the slot, with gaps where the slot is not known', () => {
    const race = raceOf([racer('S', 'slot', [50, null, 52])], 5, 20);
    const line = race.lines.find(({ role }) => role === 'line');
    expect([...(line?.values ?? [])]).toEqual([55, Number.NaN, 57]);
    expect(race.leader).toBeNull();
    expect(race.best).toBeNull();
  });

  it('is led by who has had the lead longest; else the best challenger is looked at', () => {
    const late = racer('L', 'challenger', [60, 61, 62], 20);
    const early = racer('E', 'challenger', [58, 58, 58], 10);
    expect(raceOf([late, early], 5, 20)).toMatchObject({ leader: { name: 'E', since: 10, earliest: 110 }, best: 'E' });
    const behind = [racer('A', 'challenger', [40, 41, null]), racer('B', 'challenger', [30, 42, 43])];
    expect(raceOf(behind, 5, 20)).toMatchObject({ leader: null, best: 'B' });
  });

  it('is laid out from the first score to a little beyond the present', () => {
    const race = raceOf([racer('S', 'slot', [50, 51, 52]), racer('E', 'challenger', [58, 58, 58], 10)], 5, 20);
    const frame = raceFrame(race, 500, 300);
    expect(frame.x(0)).toBe(frame.left);
    expect(frame.x(20)).toBeLessThan(frame.right);
    expect(frame.to).toBeCloseTo(20 + 20 / 3);
    expect(frame.y(58)).toBeLessThan(frame.y(50));
    expect(frame.low).toBeLessThan(50);
  });

  it('finds the last known value', () => {
    expect(lastOf({ values: Float64Array.from([1, 2, Number.NaN]) })).toBe(2);
    expect(lastOf({ values: new Float64Array() })).toBeNull();
  });
});

describe('a histogram', () => {
  it('counts every value once, with zero at an edge', () => {
    const values = [-1.2, -0.1, 0, 0.1, 0.4, 2.3, Number.NaN];
    const bars = histogramOf(values, 8);
    if (bars === null) throw new Error('no bars');
    expect([...bars.counts].reduce((sum, count) => sum + count, 0)).toBe(6);
    const zero = -bars.low / bars.width;
    expect(zero).toBeCloseTo(Math.round(zero));
    const losses = [...bars.counts].slice(0, Math.round(zero)).reduce((sum, count) => sum + count, 0);
    expect(losses).toBe(2);
  });

  it('is nothing without values, and one bar for equal ones', () => {
    expect(histogramOf([], 10)).toBeNull();
    expect(histogramOf([Number.NaN], 10)).toBeNull();
    expect(histogramOf([3, 3, 3], 10)?.most).toBe(3);
  });
});
