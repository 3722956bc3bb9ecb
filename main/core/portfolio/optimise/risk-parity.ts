import { err, ok, type Result } from '#shared/kernel/result.ts';
import { cell, dot, times, type Matrix } from '../analytics/matrix.ts';
import { at } from '../analytics/moments.ts';
import { linearSolve } from './linear-solve.ts';
import type { OptimalWeights } from './frontier.ts';

/** Why a covariance cannot be used for weights by risk; null when it can. */
export function unusableCovariance(covariance: Matrix): string | null {
  for (let i = 0; i < covariance.rows; i += 1) {
    if (!(cell(covariance, i, i) > 0)) return `Symbol ${i + 1} has no variance: its risk cannot be weighed.`;
  }
  return covariance.values.every(Number.isFinite) ? null : 'Two symbols have too few periods in common.';
}

/** Weights in inverse proportion to volatility, adding up to 1. */
export function inverseVolatility(covariance: Matrix): Result<readonly number[], string> {
  const unusable = unusableCovariance(covariance);
  if (unusable !== null) return err(unusable);
  const inverse = Array.from({ length: covariance.rows }, (_, i) => 1 / Math.sqrt(cell(covariance, i, i)));
  const total = inverse.reduce((sum, value) => sum + value, 0);
  return ok(inverse.map((value) => value / total));
}

/** Share of each symbol in the variance: wᵢ·(Σw)ᵢ ÷ w'Σw; they add up to 1. */
export function riskContributions(covariance: Matrix, weights: readonly number[]): readonly number[] {
  const marginal = times(covariance, weights);
  const variance = dot(weights, marginal);
  return weights.map((weight, i) => (weight * at(marginal, i)) / variance);
}

/** Breach of equal contributions up to which weights count as equal in risk. */
const TOLERANCE = 1e-10;

/**
 * Long-only weights whose contributions to the variance are all equal: Newton's method on ½·x'Σx − Σ ln(xᵢ)/n with
 * damped steps, which converges from any start. Sources: Maillard, Roncalli and Teïletche, J. Portfolio Management 36
 * (2010); Spinu, "An algorithm for computing risk parity weights" (2013).
 * @returns the weights, with the largest distance of a contribution from 1/n as residual.
 */
export function equalRiskContribution(covariance: Matrix): Result<OptimalWeights, string> {
  const unusable = unusableCovariance(covariance);
  if (unusable !== null) return err(unusable);
  const n = covariance.rows;
  // Solved for correlations: the scales of the symbols drop out.
  const deviation = Float64Array.from({ length: n }, (_, i) => Math.sqrt(cell(covariance, i, i)));
  const scaled: Matrix = {
    ...covariance,
    values: covariance.values.map((value, k) => value / (at(deviation, Math.floor(k / n)) * at(deviation, k % n))),
  };
  let x = new Float64Array(n).fill(1 / Math.sqrt(n));
  let residual = Infinity;
  for (let i = 0; i < 200 && residual > TOLERANCE / 100; i += 1) {
    const next = newtonStep(scaled, x);
    if (next === null) break;
    x = next;
    const before = residual;
    residual = distanceFromEqual(scaled, x);
    if (residual < TOLERANCE && residual >= before) break;
  }
  if (!(residual <= TOLERANCE))
    return err(`Equal risk contributions were not reached: one is off by ${residual.toExponential(1)}.`);
  const unscaled = x.map((value, i) => value / at(deviation, i));
  const total = unscaled.reduce((sum, value) => sum + value, 0);
  return ok({ weights: [...unscaled].map((value) => value / total), kktResidual: residual });
}

const distanceFromEqual = (covariance: Matrix, x: Float64Array): number =>
  riskContributions(covariance, [...x]).reduce((most, share) => Math.max(most, Math.abs(share - 1 / x.length)), 0);

function newtonStep(covariance: Matrix, x: Float64Array): Float64Array<ArrayBuffer> | null {
  const n = x.length;
  const gradient = times(covariance, x).map((value, i) => value - 1 / (n * at(x, i)));
  const hessian = covariance.values.slice();
  for (let i = 0; i < n; i += 1) hessian[i * n + i] = (hessian[i * n + i] ?? 0) + 1 / (n * at(x, i) ** 2);
  const direction = linearSolve(hessian, gradient);
  if (direction === null) return null;
  // The decrement of a self-concordant function tells how far its model holds.
  const decrement = Math.sqrt(Math.max(0, dot(gradient, direction)) * n);
  let step = decrement > 0.38 ? 1 / (1 + decrement) : 1;
  while (x.some((value, i) => value - step * at(direction, i) <= 0)) step /= 2;
  return Float64Array.from(x, (value, i) => value - step * at(direction, i));
}
