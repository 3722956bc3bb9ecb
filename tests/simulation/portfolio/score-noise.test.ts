import { describe, expect, it } from 'vitest';
import { swapsUnderNoise } from '../../support/portfolio/score-noise.ts';

const DAYS = Number(process.env['ZMART_NOISE_DAYS'] ?? 60);
const SEEDS = Array.from({ length: Number(process.env['ZMART_NOISE_SEEDS'] ?? 2) }, (_, i) => i + 1);

describe(`${String(DAYS)} days of scores that are nothing but noise`, () => {
  it.each(SEEDS)('make at most one swap in any 30 days, drawn anew at each review (seed %i)', (seed) => {
    const { mostInMonth } = swapsUnderNoise({ seed, days: DAYS, halfLifeHours: 0, deviation: 10 });
    expect(mostInMonth).toBeLessThanOrEqual(1);
  });

  it.each(SEEDS)('make at most one swap in any 30 days, wandering for days on end (seed %i)', (seed) => {
    const { mostInMonth } = swapsUnderNoise({ seed, days: DAYS, halfLifeHours: 24, deviation: 10 });
    expect(mostInMonth).toBeLessThanOrEqual(1);
  });

  it('stay that rare by the hysteresis alone where scores are drawn anew, without the limit on swaps', () => {
    const settings = { swapsPerWeek: 99, swapsPerMonth: 99 };
    const { mostInMonth } = swapsUnderNoise({ seed: 3, days: DAYS, halfLifeHours: 0, deviation: 10, settings });
    expect(mostInMonth).toBeLessThanOrEqual(1);
  });

  it('would swap all the time without hysteresis: the test sees what it is there for', () => {
    const settings = {
      lead: 0,
      holdMs: 0,
      minStayMs: 0,
      coolOffMs: 0,
      gainOverCost: 0,
      swapsPerWeek: 999,
      swapsPerMonth: 999,
    };
    const { mostInMonth } = swapsUnderNoise({ seed: 1, days: 5, halfLifeHours: 0, deviation: 10, settings });
    expect(mostInMonth).toBeGreaterThan(20);
  });
});
