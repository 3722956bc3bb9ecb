import { describe, expect, it } from 'vitest';
import { calibrationError, reliabilityCurve, sigmoid } from '#core/statistics/probability.ts';
import { LABEL_DEFAULTS, labelledSamples } from '#core/research/model/labels.ts';
import { probabilities } from '#core/research/model/train.ts';
import { syntheticMarket } from '#tests/support/model/synthetic-market.ts';
import { trueChance, trueChancesOf } from '#tests/support/model/true-chance.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { matrixOfRows } from '#core/research/model/matrix.ts';
import type { Samples } from '#core/research/model/samples.ts';
import type { ModelKind } from '#core/research/model/fit-once.ts';
import { trainOn, trainToEnd } from '#tests/support/model/train-all.ts';

const SEEDS = Number(process.env['ZMART_MODEL_SEEDS'] ?? 6);
const EDGES = Number(process.env['ZMART_MODEL_EDGES'] ?? 1);
const CANDLES = Number(process.env['ZMART_MODEL_CANDLES'] ?? 4_000);
const FRESH = Number(process.env['ZMART_MODEL_FRESH'] ?? 4_000);
const EDGE = 0.2;
/** A calibration is fitted on cases, and is the worse the fewer there are. */
const MOST_ERROR = CANDLES >= 16_000 ? 0.03 : 0.035;

/**
 * A market of the same law that nothing was trained on, with labels that do not overlap. What the calibration error of a
 * model is can only be told on many independent cases: on 2,000 a perfect forecast measures 0.03 by chance.
 */
function freshMarket() {
  const market = syntheticMarket({ seed: 90_000, candles: FRESH, symbols: 16, edge: EDGE });
  const stride = LABEL_DEFAULTS.horizon;
  const samples = labelledSamples(market, { timeframe: '1h', ...LABEL_DEFAULTS, stride });
  const cases = Uint32Array.from(samples.start.keys());
  return { samples, cases, truth: trueChancesOf(samples, market, cases, trueChance(EDGE)) };
}

describe('a market with a known edge', () => {
  it(`is found in ${String(EDGES)} seeds, with probabilities that happen as often as they say`, () => {
    const fresh = freshMarket();
    expect(fresh.cases.length).toBeGreaterThanOrEqual(2_000);
    let sum = 0;
    for (let seed = 1; seed <= EDGES; seed++) {
      const { assessment, trained } = trainOn({ seed, candles: CANDLES, symbols: 5, edge: EDGE });
      const { outOfSample, verdict, features } = assessment;
      expect(verdict.mayWeigh, verdict.reason).toBe(true);
      expect(outOfSample.cases).toBeGreaterThanOrEqual(2_000);
      expect(outOfSample.auc).toBeGreaterThan(0.6);
      expect(outOfSample.model.brier).toBeLessThan(outOfSample.baseRate.brier);
      expect(outOfSample.folds).toHaveLength(5);
      const said = probabilities(trained.model, fresh.samples, fresh.cases);
      const error = calibrationError(reliabilityCurve(said, fresh.truth));
      const off = said.reduce((sum, p, i) => sum + Math.abs(p - (fresh.truth[i] ?? NaN)), 0) / said.length;
      const { mean = NaN, lower = NaN, upper = NaN } = outOfSample.calibration ?? {};
      console.log(
        `seed ${String(seed)}: against true chances ${error.toFixed(4)}, per case ${off.toFixed(4)}; card of ${String(outOfSample.cases)} cases ${outOfSample.calibrationError.toFixed(4)}, without chance ${mean.toFixed(4)} (${lower.toFixed(4)} to ${upper.toFixed(4)}), gain ${(1_000 * (outOfSample.gain?.mean ?? NaN)).toFixed(1)}`,
      );
      sum += error;
      expect(error).toBeLessThanOrEqual(MOST_ERROR);
      // The planted side is told by the volume, and by the price that follows it.
      const byImportance = [...features]
        .sort((a, b) => (b.importance ?? 0) - (a.importance ?? 0))
        .map(({ name }) => name);
      expect(byImportance.slice(0, 4)).toContain('volume growth');
      expect(trained.model.features).toHaveLength(features.length);
    }
    expect(sum / EDGES).toBeLessThanOrEqual(0.03);
  });
});

describe('a market without edge', () => {
  it(`leaves the model at weight 0 in 95 % of ${String(SEEDS)} seeds or more`, () => {
    let adopted = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { assessment } = trainOn({ seed: 10_000 + seed, candles: 2_500, symbols: 2, edge: 0 });
      expect(assessment.outOfSample.cases).toBeGreaterThan(500);
      if (assessment.verdict.mayWeigh) adopted += 1;
    }
    expect(adopted / SEEDS).toBeLessThanOrEqual(0.05);
  });
});

/** Cases whose true chance is known: it depends on two of four features, linearly or by steps a line cannot follow. */
function knownChances(
  seed: number,
  count: number,
  linear: boolean,
): { readonly samples: Samples; readonly truth: Float64Array } {
  const random = new Sfc32(seed);
  const rows = Array.from({ length: count }, () => Array.from({ length: 4 }, () => random.next() * 2 - 1));
  const truth = Float64Array.from(rows, ([a = 0, b = 0]) =>
    sigmoid(linear ? 1.2 * a + 0.6 * b : Math.sign(b) * (a > 0 ? 1.2 : 0.4)),
  );
  const start = Float64Array.from({ length: count }, (_, i) => i * 1_000);
  const nothing = new Float64Array(count);
  const samples = {
    matrix: matrixOfRows(['a', 'b', 'c', 'd'], rows),
    label: truth.map((p) => (random.next() < p ? 1 : 0)),
    start,
    end: start.map((at) => at + 500),
    series: new Uint16Array(count),
    long: nothing,
    short: nothing,
    left: { missing: 0, open: 0, even: 0 },
  };
  return { samples, truth };
}

describe('cases whose true chance is known', () => {
  it.each<ModelKind>(['logistic', 'trees'])('%s tells it to 0.03 on the mean', (kind) => {
    const { samples, truth } = knownChances(5, 15_000, kind === 'logistic');
    const { outOfSample } = trainToEnd(samples, { kind, embargoMs: 0 });
    const { cases, probability } = outOfSample;
    expect(cases.length).toBeGreaterThanOrEqual(2_000);
    let off = 0;
    for (const [k, i] of cases.entries()) off += Math.abs((probability[k] ?? NaN) - (truth[i] ?? NaN));
    expect(off / cases.length).toBeLessThanOrEqual(0.03);
  });

  it('two trainings of the same cases are the same to the bit', () => {
    const { samples } = knownChances(9, 3_000, false);
    const options = { embargoMs: 0 };
    expect(trainToEnd(samples, options)).toEqual(trainToEnd(samples, options));
  });
});
