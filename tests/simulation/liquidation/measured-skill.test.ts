import { describe, expect, it } from 'vitest';
import { readAggregate } from '#core/liquidation/skill/aggregate-bars.ts';
import { MEASURED_SKILL } from '#core/liquidation/skill/measured-skill.ts';
import { DECIDING_HORIZON_MS, skillReport } from '#core/liquidation/skill/skill-report.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { FLAT_TERMS } from '#tests/support/liquidation/model-world.ts';
import { hasRecordedData, recordedText } from '#tests/simulation/market/recorded-data.ts';

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
    const { mean, lower, upper } = report.sizeGain ?? { mean: 0, lower: 0, upper: 0 };
    for (const [i, value] of [mean, lower, upper].entries()) expect(value).toBeCloseTo(told.sizeGain[i] ?? 0, 2);
  });
});
