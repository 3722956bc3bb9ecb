import { describe, expect, it } from 'vitest';
import { readAggregate } from '#core/liquidation/skill/aggregate-bars.ts';
import { measuredOf } from '#core/liquidation/skill/measured-of.ts';
import { MEASURED_SKILL, type MeasuredHorizon } from '#core/liquidation/skill/measured-skill.ts';
import { DECIDING_HORIZON_MS, skillReport } from '#core/liquidation/skill/skill-report.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { FLAT_TERMS } from '#tests/support/liquidation/model-world.ts';
import { hasRecordedData, recordedText } from '#tests/simulation/market/recorded-data.ts';

/** Figures to half a hundredth: resampling differs in the last digits between terms. */
const near = (value: number | null): number | null => (value === null ? null : Math.round(value * 50) / 50 + 0);
const roughly = ({ horizonMs, levels, cases, ...figures }: MeasuredHorizon) => ({
  ...{ horizonMs, levels, cases, hitRate: near(figures.hitRate), randomHitRate: near(figures.randomHitRate) },
  ...{ brierSkill: near(figures.brierSkill), told: figures.hitInterval !== null, judged: figures.brierGain !== null },
});

describe.skipIf(!hasRecordedData)('what the program says of its map', () => {
  it.each(MEASURED_SKILL.map((one) => [one.coin, one] as const))('is what recorded months say: %s', (symbol, told) => {
    const bars = readAggregate(recordedText(`derivatives-aggregate/${told.source}`), 0.01);
    const { report } = skillReport({ symbol, source: told.source, bars, terms: FLAT_TERMS, random: new Sfc32(1) });
    const clusters = report.families.find(({ family }) => family === 'clusters');
    const deciding = clusters?.direction.find(({ horizonMs }) => horizonMs === DECIDING_HORIZON_MS);
    expect(report.verdict).toEqual({ mayWeigh: told.mayWeigh, sentence: told.sentence });
    expect(deciding?.cases).toBe(told.cases);
    expect(deciding?.skill).toBeCloseTo(told.skill, 2);
    expect((deciding?.gain?.lower ?? 0) * 100).toBeCloseTo(told.gain[0], 0);
    expect((deciding?.gain?.upper ?? 0) * 100).toBeCloseTo(told.gain[1], 0);
    const again = measuredOf(report);
    for (const [i, value] of again.sizeGain.entries()) expect(value).toBeCloseTo(told.sizeGain[i] ?? 0, 2);
    expect(again.horizons.map(roughly)).toEqual(told.horizons.map(roughly));
  });
});
