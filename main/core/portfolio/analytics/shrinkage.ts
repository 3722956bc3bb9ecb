import { correlationOf, sampleCovariance } from './covariance.ts';
import { cell, columnsOf, matrix, symmetric, type Matrix } from './matrix.ts';
import { at, mean } from './moments.ts';

/** What a covariance is drawn towards. */
export type ShrinkageTarget = 'constant-variance' | 'constant-correlation' | 'single-factor';

/** A covariance of one period, drawn towards a target by a share from 0 to 1. */
export interface Shrunk {
  readonly covariance: Matrix;
  readonly shrinkage: number;
}

/**
 * Covariance after Ledoit and Wolf. Targets: mean variance on the diagonal ("A well-conditioned estimator for
 * large-dimensional covariance matrices", J. Multivariate Analysis 88, 2004), equal correlation ("Honey, I shrunk the
 * sample covariance matrix", J. Portfolio Management 30, 2004), one market factor ("Improved estimation of the covariance
 * matrix of stock returns", J. Empirical Finance 10, 2003).
 * A missing return counts as 0. The sample is divided by n, except for the equal correlation, whose reference uses n − 1.
 */
export function ledoitWolf(returns: Matrix, target: ShrinkageTarget): Shrunk {
  const deviations = columnsOf(returns).map((column) => {
    const filled = column.map((value) => (Number.isNaN(value) ? 0 : value));
    const centre = mean(filled);
    return filled.map((value) => value - centre);
  });
  switch (target) {
    case 'constant-variance':
      return towardsConstantVariance(deviations, returns.rows);
    case 'constant-correlation':
      return towardsConstantCorrelation(deviations, returns.rows, sampleCovariance(returns));
    case 'single-factor':
      return towardsSingleFactor(deviations, returns.rows);
  }
}

/** Correlations of the covariance drawn towards equal correlation, and by how much. */
export function shrunkCorrelation(returns: Matrix): { readonly correlation: Matrix; readonly shrinkage: number } {
  const { covariance, shrinkage } = ledoitWolf(returns, 'constant-correlation');
  return { correlation: correlationOf(covariance), shrinkage };
}

const NONE = new Float64Array(0);

/** mean(a·b) over the rows. */
function crossMean(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let row = 0; row < a.length; row += 1) total += (a[row] ?? 0) * (b[row] ?? 0);
  return total / a.length;
}

/** crossMean of every pair out of two lists of columns, as a function of their places. */
const crossed =
  (a: readonly Float64Array[], b: readonly Float64Array[]) =>
  (i: number, j: number): number =>
    crossMean(a[i] ?? NONE, b[j] ?? NONE);

function blended(sample: Matrix, target: Matrix, kappa: number, rows: number): Shrunk {
  const shrinkage = Number.isFinite(kappa) ? Math.max(0, Math.min(1, kappa / rows)) : 0;
  const covariance = symmetric(
    sample.rows,
    (i, j) => shrinkage * cell(target, i, j) + (1 - shrinkage) * cell(sample, i, j),
  );
  return { covariance, shrinkage };
}

const sumOver = (size: number, value: (i: number, j: number) => number): number => {
  let total = 0;
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) total += value(i, j);
  return total;
};

function towardsConstantVariance(x: readonly Float64Array[], rows: number): Shrunk {
  const size = x.length;
  const squared = x.map((column) => column.map((value) => value ** 2));
  const sample = symmetric(size, crossed(x, x));
  const squares = symmetric(size, crossed(squared, squared));
  let trace = 0;
  for (let i = 0; i < size; i += 1) trace += cell(sample, i, i);
  const level = trace / size;
  const target = symmetric(size, (i, j) => (i === j ? level : 0));
  const noise = sumOver(size, (i, j) => cell(squares, i, j) - cell(sample, i, j) ** 2);
  const distance = sumOver(size, (i, j) => (cell(sample, i, j) - cell(target, i, j)) ** 2);
  return blended(sample, target, noise / distance, rows);
}

function towardsConstantCorrelation(x: readonly Float64Array[], rows: number, sample: Matrix): Shrunk {
  const size = x.length;
  const squared = x.map((column) => column.map((value) => value ** 2));
  const cubed = x.map((column) => column.map((value) => value ** 3));
  const deviation = Float64Array.from({ length: size }, (_, i) => Math.sqrt(cell(sample, i, i)));
  const both = (i: number, j: number): number => at(deviation, i) * at(deviation, j);
  const correlations = sumOver(size, (i, j) => cell(sample, i, j) / both(i, j)) - size;
  const level = correlations / Math.max(1, size * (size - 1));
  const target = symmetric(size, (i, j) => (i === j ? cell(sample, i, i) : level * both(i, j)));
  const plain = symmetric(size, crossed(x, x));
  const squares = symmetric(size, crossed(squared, squared));
  const cubes = matrix(size, size, crossed(cubed, x));
  const noise = (i: number, j: number): number =>
    cell(squares, i, j) - 2 * cell(plain, i, j) * cell(sample, i, j) + cell(sample, i, j) ** 2;
  // ϑ of the source: the covariance of a variance with a covariance.
  const theta = (i: number, j: number): number =>
    cell(cubes, i, j) -
    cell(plain, i, i) * cell(sample, i, j) -
    cell(plain, i, j) * cell(sample, i, i) +
    cell(sample, i, i) * cell(sample, i, j);
  const pi = sumOver(size, noise);
  const rho = sumOver(size, (i, j) =>
    i === j ? noise(i, i) : (level * at(deviation, j) * theta(i, j)) / at(deviation, i),
  );
  const gamma = sumOver(size, (i, j) => (cell(sample, i, j) - cell(target, i, j)) ** 2);
  return blended(sample, target, (pi - rho) / gamma, rows);
}

function towardsSingleFactor(x: readonly Float64Array[], rows: number): Shrunk {
  const size = x.length;
  // The market is the mean of all symbols; of deviations it is a deviation itself.
  const market = Float64Array.from({ length: rows }, (_, t) => x.reduce((sum, each) => sum + at(each, t), 0) / size);
  const squared = x.map((column) => column.map((value) => value ** 2));
  const withMarket = x.map((column) => column.map((value, t) => value * at(market, t)));
  const sample = symmetric(size, crossed(x, x));
  const squares = symmetric(size, crossed(squared, squared));
  const beta = Float64Array.from(x, (column) => crossMean(column, market));
  const variance = crossMean(market, market);
  const target = symmetric(size, (i, j) => (i === j ? cell(sample, i, i) : (at(beta, i) * at(beta, j)) / variance));
  const noise = (i: number, j: number): number => cell(squares, i, j) - cell(sample, i, j) ** 2;
  const first = crossed(squared, withMarket);
  const third = crossed(withMarket, withMarket);
  const rho = sumOver(size, (i, j) => {
    if (i === j) return noise(i, i);
    const one = first(i, j) - at(beta, i) * cell(sample, i, j);
    const two = third(i, j) - variance * cell(sample, i, j);
    return (2 * one * at(beta, j)) / variance - (two * at(beta, i) * at(beta, j)) / variance ** 2;
  });
  const gamma = sumOver(size, (i, j) => (cell(sample, i, j) - cell(target, i, j)) ** 2);
  return blended(sample, target, (sumOver(size, noise) - rho) / gamma, rows);
}
