import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { cell, fromColumns, type Matrix } from '../../portfolio/analytics/matrix.ts';
import { mean } from '../../portfolio/analytics/moments.ts';
import { probabilityOfOverfitting } from './overfitting.ts';
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeEstimate,
} from './sharpe-tests.ts';
import { bootstrapInterval, resampled, usualBlock } from '../../statistics/block-bootstrap.ts';
import { judgeTrials, VERDICT_DEFAULTS } from './trial-verdict.ts';

/** Normal noise by Box and Muller. */
function normals(count: number, random: Sfc32, level = 0): Float64Array {
  return Float64Array.from(
    { length: count },
    () => level + Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()),
  );
}

describe('the probabilistic Sharpe ratio', () => {
  it('equals the example of its paper: two years of months, normal and not', () => {
    const months = { sharpe: 0.458, count: 24, skewness: 0, kurtosis: 3 };
    expect(probabilisticSharpe(months, 0)).toBeCloseTo(0.9816749190910771, 9);
    expect(probabilisticSharpe({ ...months, skewness: -2.448, kurtosis: 10.164 }, 0)).toBeCloseTo(0.913361083860933, 9);
  });

  it('reaches the confidence exactly at the needed length', () => {
    const estimate = { sharpe: 0.1, count: 10, skewness: -0.5, kurtosis: 5 };
    const count = minimumTrackRecord(estimate, 0.02, 0.95);
    expect(probabilisticSharpe({ ...estimate, count }, 0.02)).toBeCloseTo(0.95, 10);
    expect(minimumTrackRecord(estimate, 0.1, 0.95)).toBe(Infinity);
  });

  it('needs returns that vary', () => {
    expect(sharpeEstimate(Float64Array.of(0.1, 0.1, 0.1))).toBeNull();
    expect(sharpeEstimate(Float64Array.of(0.1, 0.2))).toBeNull();
    expect(sharpeEstimate(Float64Array.of(1, 2, 3))).toEqual({ sharpe: 2, count: 3, skewness: 0, kurtosis: 1.5 });
  });
});

describe('the deflated Sharpe ratio', () => {
  it('equals the example of its paper: 2.5 a year over five years of days', () => {
    const best = { sharpe: 2.5 / Math.sqrt(250), count: 1_250, skewness: -3, kurtosis: 10 };
    const variance = 1 / 2 / 250;
    // Printed there: 0.1132, 0.9004, and 0.9505 for 46 trials, or for 88 under normal returns.
    expect(expectedMaximumSharpe(100, variance)).toBeCloseTo(0.11317200186513214, 9);
    expect(deflatedSharpe(best, 100, variance)).toBeCloseTo(0.9003968344493904, 9);
    expect(deflatedSharpe(best, 46, variance)).toBeCloseTo(0.9505017068755786, 9);
    expect(deflatedSharpe({ ...best, skewness: 0, kurtosis: 3 }, 88, variance)).toBeCloseTo(0.9504908166760138, 9);
    expect(expectedMaximumSharpe(1, variance)).toBe(0);
  });

  it('falls with every further trial', () => {
    const best = { sharpe: 0.15, count: 500, skewness: 0, kurtosis: 3 };
    const values = [1, 2, 5, 10, 100, 1_000].map((trials) => deflatedSharpe(best, trials, 0.002));
    expect([...values].sort((a, b) => b - a)).toEqual(values);
  });
});

/** The definition, written out: every half of the blocks as rows, ranks by counting. */
function overfittingByHand(trials: Matrix, blocks: number): number {
  const size = trials.rows / blocks;
  const sharpe = (trial: number, chosen: readonly number[]): number => {
    const values = chosen.flatMap((block) =>
      Array.from({ length: size }, (_, i) => cell(trials, block * size + i, trial)),
    );
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return centre / Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
  };
  const choose = (from: number, count: number): readonly (readonly number[])[] =>
    count === 0
      ? [[]]
      : Array.from({ length: blocks - from }, (_, i) => from + i).flatMap((block) =>
          choose(block + 1, count - 1).map((rest) => [block, ...rest]),
        );
  const splits = choose(0, blocks / 2);
  const lost = splits.filter((inside) => {
    const outside = Array.from({ length: blocks }, (_, block) => block).filter((block) => !inside.includes(block));
    const places = Array.from({ length: trials.columns }, (_, trial) => trial);
    const best = places.reduce((leader, trial) => (sharpe(trial, inside) > sharpe(leader, inside) ? trial : leader));
    const rank = places.filter((trial) => sharpe(trial, outside) <= sharpe(best, outside)).length;
    return rank / (trials.columns + 1) <= 0.5;
  });
  return lost.length / splits.length;
}

describe('the probability of overfitting', () => {
  it('is the definition written out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(2, 4, 6),
        fc.integer({ min: 2, max: 6 }),
        (seed, blocks, count) => {
          const random = new Sfc32(seed);
          const trials = fromColumns(Array.from({ length: count }, () => normals(blocks * 5, random)));
          const found = probabilityOfOverfitting(trials, blocks);
          expect(found.ok && found.value.probability).toBeCloseTo(overfittingByHand(trials, blocks), 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is one where every winner loses later, and zero where one trial is the best throughout', () => {
    const good = [0.02, 0.01, 0.02, 0.01];
    const bad = good.map((value) => -value);
    const swapped = fromColumns([Float64Array.from([...good, ...bad]), Float64Array.from([...bad, ...good])]);
    expect(probabilityOfOverfitting(swapped, 2)).toMatchObject({
      ok: true,
      value: { probability: 1, lossProbability: 1, splits: 2 },
    });
    const steady = fromColumns([Float64Array.from([...good, ...good]), Float64Array.from([...bad, ...bad])]);
    expect(probabilityOfOverfitting(steady, 2)).toMatchObject({
      ok: true,
      value: { probability: 0, lossProbability: 0 },
    });
  });

  it('tries every half of sixteen blocks, and refuses what it cannot cut', () => {
    const random = new Sfc32(7);
    const trials = fromColumns(Array.from({ length: 3 }, () => normals(70, random)));
    expect(probabilityOfOverfitting(trials)).toMatchObject({ ok: true, value: { splits: 12_870 } });
    expect(probabilityOfOverfitting(trials, 5)).toMatchObject({ ok: false });
    expect(probabilityOfOverfitting(fromColumns([normals(70, random)]), 4)).toMatchObject({ ok: false });
    expect(probabilityOfOverfitting(fromColumns([normals(5, random), normals(5, random)]), 4)).toMatchObject({
      ok: false,
    });
  });
});

describe('the stationary bootstrap', () => {
  const everyOne = Float64Array.from({ length: 1_000 }, (_, i) => i);

  it('draws runs of the mean length that go on from the end to the start', () => {
    const random = new Sfc32(1);
    let runs = 0;
    for (let i = 0; i < 50; i += 1) {
      const sample = resampled(everyOne, 10, random);
      sample.forEach((value, place) => {
        if (place > 0 && value !== ((sample[place - 1] ?? 0) + 1) % 1_000) runs += 1;
      });
    }
    expect(50_000 / runs).toBeGreaterThan(9.5);
    expect(50_000 / runs).toBeLessThan(10.5);
    expect(usualBlock(1_000)).toBe(10);
  });

  it('covers a mean about as often as it says, also with dependent returns', () => {
    const random = new Sfc32(2);
    let covered = 0;
    for (let i = 0; i < 100; i += 1) {
      let last = 0;
      const series = normals(150, random).map((shock) => (last = 0.3 * last + shock));
      const found = bootstrapInterval(series, mean, { resamples: 200, meanBlock: 8, confidence: 0.95 }, random);
      if (found !== null && found.low <= 0 && found.high >= 0) covered += 1;
    }
    expect(covered / 100).toBeGreaterThan(0.85);
    expect(covered / 100).toBeLessThanOrEqual(0.99);
  });

  it('is the same for the same seed, and nothing without a series', () => {
    const settings = { resamples: 50, meanBlock: 5, confidence: 0.9 };
    const run = () => bootstrapInterval(everyOne, mean, settings, new Sfc32(3));
    expect(run()).toEqual(run());
    expect(bootstrapInterval(new Float64Array(0), mean, settings, new Sfc32(3))).toBeNull();
  });
});

describe('the verdict on trials', () => {
  const settings = { ...VERDICT_DEFAULTS, blocks: 8, resamples: 20 };

  it('lets pure noise pass in at most 5 % of 200 searches, where the best alone looks good in most', () => {
    let [passed, naive] = [0, 0];
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = new Sfc32(seed);
      const trials = Array.from({ length: 20 }, () => normals(256, random));
      const verdict = judgeTrials(trials, random, settings);
      if (!verdict.ok) throw new Error(verdict.error);
      if (verdict.value.passes) passed += 1;
      const best = sharpeEstimate(trials[verdict.value.best] ?? new Float64Array(0));
      if (best !== null && probabilisticSharpe(best, 0) > 0.95) naive += 1;
    }
    expect(passed / 200).toBeLessThanOrEqual(0.05);
    expect(naive / 200).toBeGreaterThan(0.5);
  });

  it('finds one trial with an edge among nineteen without', () => {
    let passed = 0;
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = new Sfc32(seed);
      const trials = Array.from({ length: 20 }, (_, trial) => normals(512, random, trial === 7 ? 0.35 : 0));
      const verdict = judgeTrials(trials, random, settings);
      if (verdict.ok && verdict.value.passes && verdict.value.best === 7) passed += 1;
    }
    expect(passed).toBeGreaterThanOrEqual(45);
  });

  it('says why, and what it cannot judge', () => {
    const random = new Sfc32(5);
    const noise = Array.from({ length: 5 }, () => normals(64, random));
    const verdict = judgeTrials(noise, random, settings);
    expect(verdict).toMatchObject({ ok: true, value: { passes: false, trials: 5 } });
    if (verdict.ok) expect(verdict.value.reasons[0]).toMatch(/After 5 trials .* 95\.0 % are needed/);
    expect(judgeTrials([], random)).toMatchObject({ ok: false });
    expect(judgeTrials([new Float64Array(64)], random)).toMatchObject({
      ok: false,
      error: expect.stringContaining('Trial 1') as string,
    });
    expect(judgeTrials([normals(64, random), normals(63, random)], random)).toMatchObject({ ok: false });
    expect(judgeTrials([normals(64, random, 1)], random, settings)).toMatchObject({
      ok: true,
      value: { passes: true, overfitting: null, luck: 0 },
    });
  });
});
