import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sfc32 } from '../market/sim/sfc32.ts';
import { automaticBlock, blockBootstrapMean } from './block-bootstrap.ts';
import { factorise, inverseDiagonal, solveFactorised } from './linear-algebra.ts';
import {
  accuracy,
  areaUnderCurve,
  brierScore,
  calibrationError,
  logLoss,
  logit,
  reliabilityCurve,
  sigmoid,
  softplus,
} from './probability.ts';

const said = [0.1, 0.4, 0.35, 0.8];
const happened = [0, 0, 1, 1];

describe('measures of probabilities', () => {
  it('are those of the textbooks', () => {
    // The example of scikit-learn's documentation of roc_auc_score.
    expect(areaUnderCurve(said, happened)).toBe(0.75);
    expect(brierScore(said, happened)).toBeCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, 12);
    expect(logLoss(said, happened)).toBeCloseTo(-(Math.log(0.9 * 0.6 * 0.35 * 0.8) / 4), 12);
    expect(accuracy(said, happened)).toBe(0.75);
    expect(areaUnderCurve([0.5, 0.5], [0, 1])).toBe(0.5);
    expect(areaUnderCurve(said, [1, 1, 1, 1])).toBeNull();
    expect(logLoss([0], [1])).toBeLessThan(25);
  });

  it('fill bins of equal count', () => {
    const curve = reliabilityCurve(said, happened, 2);
    expect(curve.map(({ n }) => n)).toEqual([2, 2]);
    expect(curve[0]?.said).toBeCloseTo(0.225, 12);
    expect(calibrationError(curve)).toBeCloseTo((Math.abs(0.225 - 0.5) + Math.abs(0.6 - 0.5)) / 2, 12);
  });

  it('the curves keep their limits', () => {
    expect([sigmoid(-800), sigmoid(800), softplus(800), softplus(-800)]).toEqual([0, 1, 800, 0]);
    expect(sigmoid(logit(0.3))).toBeCloseTo(0.3, 12);
  });
});

describe('a factorised matrix', () => {
  it('solves what it was made of', () => {
    const side = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(side, fc.integer(), (n, seed) => {
        const random = new Sfc32(seed);
        const a = Float64Array.from({ length: n * n }, () => random.next() - 0.5);
        const matrix = Float64Array.from({ length: n * n }, (_, k) => {
          const [i, j] = [Math.floor(k / n), k % n];
          let sum = i === j ? 0.1 : 0;
          for (let m = 0; m < n; m++) sum += (a[i * n + m] ?? 0) * (a[j * n + m] ?? 0);
          return sum;
        });
        const wanted = Array.from({ length: n }, () => random.next());
        const b = wanted.map((_, i) => wanted.reduce((sum, x, j) => sum + (matrix[i * n + j] ?? 0) * x, 0));
        const factor = matrix.slice();
        expect(factorise(factor, n)).toBe(true);
        for (const [i, x] of solveFactorised(factor, b, n).entries()) expect(x).toBeCloseTo(wanted[i] ?? NaN, 8);
        for (const value of inverseDiagonal(factor, n)) expect(value).toBeGreaterThan(0);
      }),
    );
    expect(factorise(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
  });
});

describe('the interval of a mean by blocks', () => {
  const HOUR = 3_600_000;
  const TRIALS = 100;

  /** The share of samples of a dependent series of mean 0 whose interval holds 0. */
  function coverage(blockHours: number): number {
    let held = 0;
    for (let seed = 1; seed <= TRIALS; seed++) {
      const random = new Sfc32(seed);
      let state = 0;
      const values = Array.from({ length: 1_000 }, () => (state = 0.9 * state + (random.next() - 0.5)));
      const times = values.map((_, i) => i * HOUR);
      const interval = blockBootstrapMean(values, times, blockHours * HOUR, new Sfc32(seed + 1_000), { draws: 200 });
      if (interval !== null && interval.lower <= 0 && interval.upper >= 0) held += 1;
    }
    return held / TRIALS;
  }

  it('holds the truth as often as it says when blocks outlast the dependence, and not when they do not', () => {
    expect(coverage(50)).toBeGreaterThanOrEqual(0.9);
    expect(coverage(1)).toBeLessThan(0.85);
  });

  it('finds how long values hang together: about as the formula has it for a first-order series', () => {
    const random = new Sfc32(4);
    const apart = Float64Array.from({ length: 2_000 }, () => random.next() - 0.5);
    let state = 0;
    const together = apart.map((shock) => (state = 0.9 * state + shock));
    expect(automaticBlock(apart)).toBeLessThan(6);
    // (2 (9.47)² ÷ (4 ÷ 3))^(1/3) × 2000^(1/3) = 64.
    expect(automaticBlock(together)).toBeGreaterThan(40);
    expect(automaticBlock(together)).toBeLessThan(90);
    expect(automaticBlock(new Float64Array(50))).toBe(1);
  });

  it('is not told of fewer than ten blocks', () => {
    expect(blockBootstrapMean([1, 2, 3], [0, HOUR, 2 * HOUR], HOUR, new Sfc32(1))).toBeNull();
  });
});
