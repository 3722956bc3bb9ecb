import { describe, expect, test } from 'vitest';
import type { HorizonSkillView } from '#shared/contract/liquidations.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import {
  axisPlace,
  brierWords,
  heroHorizon,
  horizonText,
  horizonVerdict,
  skillAxis,
  verdictOf,
  type SkillView,
} from './skill-words.ts';

const horizon = (part: Partial<HorizonSkillView> = {}): HorizonSkillView => ({
  horizonMs: DAY,
  levels: 412,
  hitRate: 0.61,
  hitInterval: [0.57, 0.65],
  randomHitRate: 0.54,
  gain: { mean: 0.07, lower: 0.03, upper: 0.11 },
  cases: 180,
  brierSkill: 0.03,
  brierGain: null,
  ...part,
});

const skill = (part: Partial<SkillView> = {}): SkillView => ({
  mayWeigh: true,
  sentence: '',
  source: 'file.csv',
  cases: 180,
  skill: 0.03,
  gain: [0.4, 2.5],
  sizeGain: [0, 0, 0],
  horizons: [horizon()],
  leastCases: 100,
  ...part,
});

describe('the verdict', () => {
  test('is better only where the whole measurement is', () => {
    expect(verdictOf(skill()).word).toBe('BETTER THAN CHANCE');
    expect(verdictOf(skill({ mayWeigh: false })).word).toBe('NO BETTER THAN CHANCE');
  });

  test('is none on too few cases or without a measurement', () => {
    expect(verdictOf(skill({ cases: 99 })).word).toBe('NOT MEASURED');
    expect(verdictOf(null).word).toBe('NOT MEASURED');
    expect(brierWords(skill({ cases: 38 }))).toBe('Brier skill not measured, n = 38');
  });
});

describe('a horizon', () => {
  test('tells points only where the interval lies beside zero', () => {
    expect(horizonVerdict(horizon(), 100)).toEqual({ words: '+7 pts', better: true });
    const none = horizon({ gain: { mean: 0.02, lower: -0.01, upper: 0.05 } });
    expect(horizonVerdict(none, 100)).toEqual({ words: 'no better', better: false });
    const worse = horizon({ gain: { mean: -0.004, lower: -0.006, upper: -0.001 } });
    expect(horizonVerdict(worse, 100)).toEqual({ words: '−0.4 pts', better: false });
  });

  test('never tells a percentage on too few levels', () => {
    expect(horizonVerdict(horizon({ levels: 38 }), 100).words).toBe('not measured, n = 38');
    expect(horizonVerdict(horizon({ gain: null }), 100).words).toBe('too few to tell');
    expect(heroHorizon(skill({ horizons: [horizon({ levels: 38 })] }))).toBeNull();
  });

  test('of a day is the one in large figures', () => {
    const horizons = [horizon({ horizonMs: 4 * HOUR }), horizon(), horizon({ horizonMs: 3 * DAY })];
    expect(heroHorizon(skill({ horizons }))?.horizonMs).toBe(DAY);
    expect(horizons.map(({ horizonMs }) => horizonText(horizonMs))).toEqual(['4 h', '1 d', '3 d']);
  });
});

test('the axis holds every dot, interval and tick, and nothing falls off it', () => {
  const axis = skillAxis(skill({ horizons: [horizon(), horizon({ hitRate: 0.009, hitInterval: [0.004, 0.02] })] }));
  expect(axis.low).toBe(0);
  expect(axis.high).toBeGreaterThanOrEqual(0.65);
  expect(axis.ticks[0]).toBe(axis.low);
  expect(axis.ticks.length).toBeLessThanOrEqual(7);
  expect(axisPlace(axis, axis.high)).toBe(100);
  expect(axisPlace(axis, 2)).toBe(100);
  expect(skillAxis(skill({ horizons: [] })).ticks).toEqual([0, 0.5, 1]);
});
