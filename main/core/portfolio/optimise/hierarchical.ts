import { err, ok, type Result } from '#shared/kernel/result.ts';
import { correlationOf } from '../analytics/covariance.ts';
import { cell, type Matrix } from '../analytics/matrix.ts';
import { correlationDistance, leavesOf, optimalLeafOrder, singleLinkage } from './linkage.ts';
import { unusableCovariance } from './risk-parity.ts';

/** How the tree's leaves stand in a row: as they were joined, or with the nearest beside each other. */
export type LeafOrder = 'joined' | 'optimal';

/**
 * Weights by hierarchical risk parity: single linkage on √((1 − ρ)/2), leaves in a row, the row halved again and again,
 * each half weighted by the inverse of its variance under inverse-variance weights.
 * @param correlation what the tree is made of: the covariance's own, or the pairs' when histories differ in length.
 * Source: López de Prado, "Building diversified portfolios that outperform out of sample", J. Portfolio Management 42 (2016).
 */
export function hierarchicalRiskParity(
  covariance: Matrix,
  leafOrder: LeafOrder,
  correlation: Matrix = correlationOf(covariance),
): Result<readonly number[], string> {
  const unusable = unusableCovariance(covariance);
  if (unusable !== null) return err(unusable);
  if (covariance.rows === 1) return ok([1]);
  const distance = correlationDistance(correlation);
  const tree = singleLinkage(distance);
  const weights = new Array<number>(covariance.rows).fill(1);
  halve(covariance, leafOrder === 'optimal' ? optimalLeafOrder(tree, distance) : leavesOf(tree), weights);
  return ok(weights);
}

function halve(covariance: Matrix, row: readonly number[], weights: number[]): void {
  if (row.length < 2) return;
  const middle = Math.floor(row.length / 2);
  const [left, right] = [row.slice(0, middle), row.slice(middle)];
  const [a, b] = [clusterVariance(covariance, left), clusterVariance(covariance, right)];
  const share = 1 - a / (a + b);
  for (const i of left) weights[i] = (weights[i] ?? 0) * share;
  for (const i of right) weights[i] = (weights[i] ?? 0) * (1 - share);
  halve(covariance, left, weights);
  halve(covariance, right, weights);
}

/** Variance of a cluster under weights in inverse proportion to variance. */
function clusterVariance(covariance: Matrix, members: readonly number[]): number {
  const inverse = members.map((i) => 1 / cell(covariance, i, i));
  const total = inverse.reduce((sum, value) => sum + value, 0);
  let variance = 0;
  members.forEach((i, a) => {
    members.forEach((j, b) => {
      variance += ((inverse[a] ?? 0) * (inverse[b] ?? 0) * cell(covariance, i, j)) / total ** 2;
    });
  });
  return variance;
}
