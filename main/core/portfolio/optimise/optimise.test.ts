import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, dot, matrix, times, type Matrix } from '../analytics/matrix.ts';
import type { Result } from '#shared/kernel/result.ts';
import {
  maximumReturnAt,
  maximumSharpe,
  minimumVariance,
  minimumVarianceAt,
  type FrontierSettings,
} from './frontier.ts';
import { hierarchicalRiskParity } from './hierarchical.ts';
import { leavesOf, optimalLeafOrder, singleLinkage, type Tree } from './linkage.ts';
import { optimizeWeights, WEIGHT_DEFAULTS, WEIGHT_METHODS, type WeightSettings } from './optimise-weights.ts';
import { KKT_TOLERANCE, solveQuadraticProgram } from './quadratic-program.ts';
import { equalRiskContribution, inverseVolatility, riskContributions } from './risk-parity.ts';

const valueOf = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const within = (count: number, floor: number, cap: number): FrontierSettings => ({
  bounds: Array.from({ length: count }, () => ({ floor, cap })),
  total: 1,
  ridge: 0,
});
const diagonal = (...values: readonly number[]): Matrix =>
  matrix(values.length, values.length, (i, j) => (i === j ? (values[i] ?? 0) : 0));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Positive definite: factors times their transpose, and something on the diagonal. */
const covariances = fc
  .integer({ min: 2, max: 8 })
  .chain((n) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }))
  .map((factors): Matrix => {
    const n = Math.sqrt(factors.length);
    const row = (i: number): readonly number[] => factors.slice(i * n, (i + 1) * n);
    return matrix(n, n, (i, j) => dot(row(i), row(j)) + (i === j ? 0.05 : 0));
  });

describe('the quadratic program', () => {
  it('finds a corner, an inner point and an equality by hand', () => {
    const program = (linear: readonly number[]) =>
      solveQuadraticProgram({
        hessian: diagonal(2, 2),
        linear: Float64Array.from(linear),
        equalities: [],
        inequalities: [
          { coefficients: Float64Array.of(1, 0), bound: 1 },
          { coefficients: Float64Array.of(0, -1), bound: 0 },
        ],
      });
    [...valueOf(program([-4, 2])).x].forEach((value, i) => expect(value).toBeCloseTo([1, 0][i] ?? 0, 10));
    [...valueOf(program([-1, -2])).x].forEach((value, i) => expect(value).toBeCloseTo([0.5, 1][i] ?? 0, 10));
  });

  it('says that it did not converge when the rows contradict each other', () => {
    const result = solveQuadraticProgram({
      hessian: diagonal(1),
      linear: Float64Array.of(0),
      equalities: [],
      inequalities: [
        { coefficients: Float64Array.of(1), bound: -1 },
        { coefficients: Float64Array.of(-1), bound: -1 },
      ],
    });
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('did not converge') as string });
  });
});

describe('minimum variance', () => {
  it('weighs uncorrelated symbols by the inverse of their variance', () => {
    const { weights } = valueOf(
      minimumVariance({ covariance: diagonal(1, 2, 4), expected: new Float64Array(3) }, within(3, 0, 1)),
    );
    [4 / 7, 2 / 7, 1 / 7].forEach((expected, i) => expect(weights[i]).toBeCloseTo(expected, 10));
  });

  it('is never beaten by other weights within the bounds, and moves with the symbols', () => {
    fc.assert(
      fc.property(
        covariances,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (covariance, slack, other) => {
          const n = covariance.rows;
          const cap = 1 / n + slack * (1 - 1 / n);
          const found = valueOf(minimumVariance({ covariance, expected: new Float64Array(n) }, within(n, 0, cap)));
          expect(found.kktResidual).toBeLessThan(KKT_TOLERANCE);
          expect(sum(found.weights)).toBeCloseTo(1, 9);
          expect(Math.min(...found.weights)).toBeGreaterThan(-1e-8);
          expect(Math.max(...found.weights)).toBeLessThan(cap + 1e-8);
          const variance = (weights: readonly number[]): number => dot(weights, times(covariance, weights));
          // A step from the solution towards any point within the bounds never helps.
          const shares = other.slice(0, n).map((value) => value + 1e-3);
          const random = shares.map((value) => value / sum(shares));
          if (Math.max(...random) <= cap) expect(variance(found.weights)).toBeLessThanOrEqual(variance(random) + 1e-9);
          const mirrored = matrix(n, n, (i, j) => cell(covariance, n - 1 - i, n - 1 - j));
          const back = valueOf(
            minimumVariance({ covariance: mirrored, expected: new Float64Array(n) }, within(n, 0, cap)),
          ).weights;
          expect(variance([...back].reverse())).toBeCloseTo(variance(found.weights), 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('other points of the frontier', () => {
  const market = { covariance: diagonal(0.01, 0.04, 0.09), expected: Float64Array.of(0.05, 0.1, 0.2) };

  it('maximum Sharpe is the tangency portfolio', () => {
    // Uncorrelated: weights in proportion to excess ÷ variance.
    const raw = [0.03 / 0.01, 0.08 / 0.04, 0.18 / 0.09];
    const { weights } = valueOf(maximumSharpe(market, within(3, 0, 1), 0.02));
    raw.forEach((value, i) => expect(weights[i]).toBeCloseTo(value / sum(raw), 9));
    const capped = valueOf(maximumSharpe(market, within(3, 0, 0.4), 0.02)).weights;
    expect(Math.max(...capped)).toBeCloseTo(0.4, 9);
    expect(maximumSharpe(market, within(3, 0, 1), 0.5)).toMatchObject({ ok: false });
  });

  it('targets are met, and those out of reach are refused', () => {
    const { weights } = valueOf(minimumVarianceAt(market, within(3, 0, 1), 0.15));
    expect(dot(weights, market.expected)).toBeCloseTo(0.15, 9);
    const risky = valueOf(maximumReturnAt(market, within(3, 0, 1), 0.2)).weights;
    expect(Math.sqrt(dot(risky, times(market.covariance, risky)))).toBeCloseTo(0.2, 6);
    expect(minimumVarianceAt(market, within(3, 0, 0.5), 0.16)).toMatchObject({
      ok: false,
      error: expect.stringContaining('the most is 0.15') as string,
    });
    expect(maximumReturnAt(market, within(3, 0, 1), 0.01)).toMatchObject({
      ok: false,
      error: expect.stringContaining('the least is') as string,
    });
  });
});

describe('weights by risk', () => {
  it('contribute equally, whatever the covariance and the order', () => {
    fc.assert(
      fc.property(covariances, (covariance) => {
        const n = covariance.rows;
        const { weights } = valueOf(equalRiskContribution(covariance));
        expect(sum(weights)).toBeCloseTo(1, 9);
        for (const share of riskContributions(covariance, weights)) expect(share).toBeCloseTo(1 / n, 9);
        const mirrored = matrix(n, n, (i, j) => cell(covariance, n - 1 - i, n - 1 - j));
        [...valueOf(equalRiskContribution(mirrored)).weights]
          .reverse()
          .forEach((weight, i) => expect(weight).toBeCloseTo(weights[i] ?? 0, 8));
      }),
      { numRuns: 60 },
    );
  });

  it('are inverse volatility for two symbols and for equal correlation', () => {
    const deviations = [0.1, 0.2, 0.4];
    const equal = matrix(3, 3, (i, j) => (deviations[i] ?? 0) * (deviations[j] ?? 0) * (i === j ? 1 : 0.3));
    const inverse = valueOf(inverseVolatility(equal));
    valueOf(equalRiskContribution(equal)).weights.forEach((weight, i) =>
      expect(weight).toBeCloseTo(inverse[i] ?? 0, 10),
    );
    expect(inverse).toEqual([4 / 7, 2 / 7, 1 / 7].map((value) => expect.closeTo(value, 12) as number));
    expect(equalRiskContribution(diagonal(1, 0))).toMatchObject({
      ok: false,
      error: expect.stringContaining('Symbol 2') as string,
    });
  });
});

describe('the hierarchy', () => {
  const everyOrder = (tree: Tree): readonly (readonly number[])[] => {
    if ('leaf' in tree) return [[tree.leaf]];
    const pairs = everyOrder(tree.left).flatMap((a) => everyOrder(tree.right).map((b) => [a, b] as const));
    return pairs.flatMap(([a, b]) => [
      [...a, ...b],
      [...b, ...a],
    ]);
  };

  it('joins the nearest first, and its optimal order is the best of all that swapping can reach', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 }),
        (n, cells) => {
          const distance = matrix(n, n, (i, j) => (i === j ? 0 : (cells[Math.min(i, j) * 6 + Math.max(i, j)] ?? 1)));
          const tree = singleLinkage(distance);
          const cost = (order: readonly number[]): number =>
            sum(order.slice(1).map((leaf, i) => cell(distance, order[i] ?? 0, leaf)));
          const best = Math.min(...everyOrder(tree).map(cost));
          expect(cost(optimalLeafOrder(tree, distance))).toBeCloseTo(best, 12);
          expect([...leavesOf(tree)].sort()).toEqual(Array.from({ length: n }, (_, i) => i));
        },
      ),
    );
  });

  it('halves uncorrelated symbols by their variances', () => {
    const weights = valueOf(hierarchicalRiskParity(diagonal(1, 2, 4, 8), 'joined'));
    expect(sum(weights)).toBeCloseTo(1, 12);
    const inverse = [1, 1 / 2, 1 / 4, 1 / 8];
    inverse.forEach((value, i) => expect(weights[i]).toBeCloseTo(value / sum(inverse), 12));
    expect(hierarchicalRiskParity(diagonal(1), 'optimal')).toEqual({ ok: true, value: [1] });
  });
});

describe('weights by any method', () => {
  const symbols = ['A', 'B', 'C', 'D', 'E'];
  const series = (k: number, shock: readonly number[]): Float64Array =>
    Float64Array.from(
      { length: 60 },
      (_, t) => 0.002 + 0.01 * (k + 1) * Math.sin(t * (1 + k * 0.31)) + 0.01 * (shock[(t * 7 + k) % shock.length] ?? 0),
    );
  const settings: WeightSettings = { ...WEIGHT_DEFAULTS, target: 0.4, bounds: { floor: 0.02, cap: 0.5 } };

  it('add up to one within the bounds, and stay with their symbols in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
        (shock, order) => {
          for (const method of WEIGHT_METHODS) {
            const input = (places: readonly number[]) => ({
              symbols: places.map((place) => symbols[place] ?? ''),
              returns: places.map((place) => series(place, shock)),
              kind: 'simple' as const,
              scores: places.map((place) => 50 + 10 * place),
            });
            const found = optimizeWeights(method, input([0, 1, 2, 3, 4]), settings);
            const shuffled = optimizeWeights(method, input(order), settings);
            expect(shuffled.ok).toBe(found.ok);
            if (!found.ok || !shuffled.ok) continue;
            expect(sum(found.value.weights)).toBeCloseTo(1, 8);
            for (const weight of found.value.weights) {
              expect(weight).toBeGreaterThanOrEqual(0.02 - 1e-8);
              expect(weight).toBeLessThanOrEqual(0.5 + 1e-8);
            }
            // The row of the hierarchy may be read from either end, so its halves differ.
            if (method === 'hrp') continue;
            order.forEach((place, i) =>
              expect(shuffled.value.weights[i]).toBeCloseTo(found.value.weights[place] ?? 0, 4),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('refuse what they cannot weigh, in one sentence', () => {
    const returns = [series(0, [1]), series(1, [1])];
    const input = { symbols: ['A', 'B'], returns, kind: 'simple' as const, scores: null };
    const refused = (
      method: (typeof WEIGHT_METHODS)[number],
      change: object = {},
      other: Partial<WeightSettings> = {},
    ): string => {
      const result = optimizeWeights(method, { ...input, ...change }, { ...WEIGHT_DEFAULTS, ...other });
      return result.ok ? '' : result.error;
    };
    expect(refused('score')).toMatch(/one score per symbol/);
    expect(refused('target-return')).toMatch(/needs the target/);
    expect(refused('erc', {}, { bounds: { floor: 0, cap: 0.4 } })).toMatch(/raise the cap/);
    expect(refused('erc', { returns: [returns[0], returns[1]?.slice(1)] })).toMatch(/B has 59 periods, A has 60/);
    expect(refused('erc', { returns: [] })).toMatch(/2 symbols and 0 series/);
    expect(refused('hrp', { returns: returns.map((each) => each.slice(0, 5)) })).toMatch(/A has 5 returns; 20/);
    expect(refused('erc', { returns: [new Float64Array(60), returns[1]] })).toMatch(/no variance/);
    expect(optimizeWeights('score', { ...input, returns: [], scores: [1, 3] })).toMatchObject({
      ok: true,
      value: { weights: [0.25, 0.75], volatility: null, riskContributions: null, bounded: false },
    });
  });
});
