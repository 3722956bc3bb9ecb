import { cell, columnsOf, dot, symmetric, type Matrix } from './matrix.ts';
import { at, mean } from './moments.ts';

/** Covariance of one period of every pair of columns, over the rows where both have a return, divided by n − 1. */
export function sampleCovariance(returns: Matrix): Matrix {
  const columns = columnsOf(returns);
  if (returns.rows < 2 || returns.values.some(Number.isNaN)) {
    return symmetric(columns.length, (i, j) => pairMoments(columns[i] ?? NONE, columns[j] ?? NONE).covariance);
  }
  // Without gaps every pair has the same rows: one mean per column will do.
  const centred = columns.map((column) => {
    const centre = mean(column);
    return column.map((value) => value - centre);
  });
  return symmetric(columns.length, (i, j) => dot(centred[i] ?? NONE, centred[j] ?? NONE) / (returns.rows - 1));
}

/** Pearson correlation of every pair of columns, over the rows where both have a return. From −1 to 1. */
export function sampleCorrelation(returns: Matrix): Matrix {
  const columns = columnsOf(returns);
  return symmetric(columns.length, (i, j) => {
    if (i === j) return 1;
    const { covariance, varianceA, varianceB } = pairMoments(columns[i] ?? NONE, columns[j] ?? NONE);
    return Math.max(-1, Math.min(1, covariance / Math.sqrt(varianceA * varianceB)));
  });
}

const NONE = new Float64Array(0);

interface PairMoments {
  readonly covariance: number;
  readonly varianceA: number;
  readonly varianceB: number;
}

/** NaN with fewer than two common rows. */
function pairMoments(a: Float64Array, b: Float64Array): PairMoments {
  let [n, sumA, sumB] = [0, 0, 0];
  const both = (i: number): boolean => !Number.isNaN(at(a, i)) && !Number.isNaN(at(b, i));
  for (let i = 0; i < a.length; i += 1) {
    if (!both(i)) continue;
    n += 1;
    sumA += at(a, i);
    sumB += at(b, i);
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    if (!both(i)) continue;
    const x = at(a, i) - sumA / n;
    const y = at(b, i) - sumB / n;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  const divisor = n < 2 ? Number.NaN : n - 1;
  return { covariance: ab / divisor, varianceA: aa / divisor, varianceB: bb / divisor };
}

/**
 * Covariance of one period that weights recent rows more: the mean of the products of deviations under weights
 * (1 − 2/(span + 1))^age. Rows where either is missing are left out. Source: RiskMetrics Technical Document (1996).
 */
export function exponentialCovariance(returns: Matrix, span: number): Matrix {
  const decay = 1 - 2 / (span + 1);
  const columns = columnsOf(returns).map((column) => {
    const present = column.filter((value) => !Number.isNaN(value));
    const centre = present.reduce((sum, value) => sum + value, 0) / present.length;
    return column.map((value) => value - centre);
  });
  return symmetric(columns.length, (i, j) => {
    const [a = NONE, b = NONE] = [columns[i], columns[j]];
    let [total, weights, weight] = [0, 0, 1];
    for (let row = returns.rows - 1; row >= 0; row -= 1) {
      const product = at(a, row) * at(b, row);
      if (!Number.isNaN(product)) [total, weights] = [total + weight * product, weights + weight];
      weight *= decay;
    }
    return total / weights;
  });
}

/**
 * Semicovariance of one period: mean(min(rᵢ − threshold, 0) · min(rⱼ − threshold, 0)) over all rows; a missing return
 * counts as no shortfall. Source: Estrada, Frontiers in Finance and Economics 3 (2006).
 */
export function semiCovariance(returns: Matrix, threshold: number): Matrix {
  const falls = columnsOf(returns).map((column) =>
    column.map((value) => (Number.isNaN(value) ? 0 : Math.min(value - threshold, 0))),
  );
  return symmetric(falls.length, (i, j) => {
    const [a = NONE, b = NONE] = [falls[i], falls[j]];
    let total = 0;
    for (let row = 0; row < returns.rows; row += 1) total += at(a, row) * at(b, row);
    return total / returns.rows;
  });
}

/** Correlations of a covariance; the diagonal is 1. NaN beside a column without variance. */
export function correlationOf(covariance: Matrix): Matrix {
  return symmetric(covariance.rows, (i, j) =>
    i === j ? 1 : cell(covariance, i, j) / Math.sqrt(cell(covariance, i, i) * cell(covariance, j, j)),
  );
}
