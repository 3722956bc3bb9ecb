import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyReading, type TechnicalReading } from '../agents/scoring/reading.ts';
import { nearestRule, ruleConditions } from './source-conditions.ts';
import { SIGNAL_SOURCES } from './sources.ts';

const figure = fc.integer({ min: -6, max: 6 }).map((n) => 100 + n / 2);
const around = fc.constantFrom(-0.5, 0, 0.5);
/** Coarse figures, so that they are often equal: the edges of every condition come up. */
const reading: fc.Arbitrary<TechnicalReading> = fc
  .record({
    close: figure,
    channelHigh: figure,
    channelLow: figure,
    previousClose: figure,
    upper: figure,
    lower: figure,
    previousUpper: figure,
    previousLower: figure,
    ema: figure,
    slowEma: figure,
    histogram: around,
    previousHistogram: around,
    adx: fc.constantFrom(10, 20, 30),
    rsi: fc.constantFrom(30, 35, 50, 65, 70),
  })
  .map((given) => ({ ...emptyReading(), ...given, atr: 2, missing: 0 }));

describe('a rule taken apart', () => {
  it('has all conditions met exactly where the rule proposes that side', () => {
    const proposed = new Set<string>();
    fc.assert(
      fc.property(reading, (r) => {
        for (const source of SIGNAL_SOURCES) {
          for (const { direction, conditions } of ruleConditions(r).filter((one) => one.source === source.name)) {
            const all = conditions.every(({ met }) => met);
            // A band crossed the wrong way round meets both sides; the rule looks for the long first.
            if (all && source.side(r) !== direction) expect(source.side(r)).toBe(1);
            else expect(all).toBe(source.side(r) === direction);
            if (all) proposed.add(`${source.name} ${String(direction)}`);
            for (const { met, gap } of conditions) expect(gap > 0).toBe(!met && gap !== 0);
          }
        }
      }),
      { numRuns: 4_000 },
    );
    expect(proposed.size).toBe(6);
  });

  it('the nearest lacks the fewest conditions, then the least', () => {
    const base = { ...emptyReading(), atr: 2, missing: 0, adx: 10, rsi: 50, histogram: 0, previousHistogram: 0 };
    const bands = { upper: 110, lower: 90, previousUpper: 110, previousLower: 90, previousClose: 100 };
    const r = { ...base, ...bands, close: 104, channelHigh: 105, channelLow: 95, ema: 100, slowEma: 101 };
    expect(nearestRule(ruleConditions(r))).toMatchObject({
      source: 'breakout',
      direction: 1,
      conditions: [{ measured: '104', needed: 'above 105', met: false, gap: 0.5 }],
    });
    expect(nearestRule([])).toBeNull();
  });
});
