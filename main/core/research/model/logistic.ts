import { factorise, inverseDiagonal, solveFactorised } from '../../statistics/linear-algebra.ts';
import { sigmoid, softplus } from '../../statistics/probability.ts';
import { moments, valueAt, type FeatureMatrix } from './matrix.ts';

export interface LogisticOptions {
  /** Weight of ½ Σ wⱼ² on features of unit deviation, against the sum of log losses; the intercept is free. */
  readonly l2: number;
  /** The fit ends when no component of the gradient per case is larger. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** How much each case counts; all 1 when null. */
  readonly weight: ArrayLike<number> | null;
}

export const LOGISTIC_DEFAULTS: LogisticOptions = { l2: 1, tolerance: 1e-10, maxIterations: 60, weight: null };

/** A linear model of the log odds, in the features' own units. */
export interface LogisticModel {
  readonly kind: 'logistic';
  readonly intercept: number;
  readonly weights: readonly number[];
  /** Means of the features in the data it was fitted on: the baseline of its explanations. */
  readonly means: readonly number[];
}

export interface LogisticFit {
  readonly model: LogisticModel;
  /** Of the weights, then of the intercept; from the inverse of the (penalised) information. */
  readonly standardErrors: readonly number[];
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** The certificate: the largest component of the gradient per case at the end. The loss is convex, so 0 is the optimum. */
  readonly gradient: number;
  /** Why it did not converge, a sentence; empty when it did. */
  readonly problem: string;
}

/**
 * Maximum (penalised) likelihood by Newton's method with step halving, on standardised features. A feature that never
 * changes gets weight 0.
 * @param label 0 or 1 per case.
 * @throws RangeError when labels and cases differ in number or there is only one class.
 */
export function fitLogistic(
  matrix: FeatureMatrix,
  label: ArrayLike<number>,
  options: Partial<LogisticOptions> = {},
): LogisticFit {
  const { l2, tolerance, maxIterations, weight } = { ...LOGISTIC_DEFAULTS, ...options };
  checkLabels(matrix, label);
  const { mean, deviation } = moments(matrix);
  const scale = deviation.map((value, j) => (value > 1e-12 * Math.max(1, Math.abs(mean[j] ?? 0)) ? value : 0));
  const problem = new Newton(standardised(matrix, mean, scale), label, l2, weight);
  let iterations = 0;
  let stopped = '';
  while (problem.gradientSize() > tolerance && stopped === '') {
    if (iterations >= maxIterations)
      stopped = `no optimum after ${String(maxIterations)} steps; the classes may be separable`;
    else if (!problem.step()) stopped = 'no further descent in double precision';
    else iterations += 1;
  }
  const gradient = problem.gradientSize();
  const converged = gradient <= Math.max(tolerance, 1e-9) && problem.definite;
  return {
    ...problem.inOwnUnits(mean, scale),
    logLikelihood: -problem.loss(),
    iterations,
    converged,
    gradient,
    problem: converged ? '' : stopped || 'the information matrix is singular: features depend on each other',
  };
}

/** Log odds of a case. */
export function logisticMargin(model: LogisticModel, row: ArrayLike<number>): number {
  let sum = model.intercept;
  for (let j = 0; j < model.weights.length; j++) sum += (model.weights[j] ?? NaN) * (row[j] ?? NaN);
  return sum;
}

function checkLabels(matrix: FeatureMatrix, label: ArrayLike<number>): void {
  if (label.length !== matrix.rows)
    throw new RangeError(`${String(matrix.rows)} cases have ${String(label.length)} labels`);
  let ones = 0;
  for (let i = 0; i < label.length; i++) ones += label[i] ?? 0;
  if (ones === 0 || ones === label.length)
    throw new RangeError('All cases are of one class: there is nothing to tell apart');
}

function standardised(matrix: FeatureMatrix, mean: Float64Array, scale: Float64Array): FeatureMatrix {
  const values = new Float64Array(matrix.values.length);
  for (let j = 0; j < matrix.names.length; j++) {
    const by = scale[j] ?? 0;
    for (let i = 0; i < matrix.rows; i++)
      values[j * matrix.rows + i] = by > 0 ? (valueAt(matrix, i, j) - (mean[j] ?? 0)) / by : 0;
  }
  return { names: matrix.names, rows: matrix.rows, values };
}

/** The state of the descent; the last coefficient is the intercept. */
class Newton {
  /** The features and a column of ones for the intercept. */
  readonly #columns: readonly Float64Array[];
  readonly #rows: number;
  readonly #label: ArrayLike<number>;
  readonly #l2: number;
  readonly #weight: ArrayLike<number> | null;
  readonly #n: number;
  readonly #beta: Float64Array;
  readonly #gradient: Float64Array;
  readonly #hessian: Float64Array;
  readonly #margin: Float64Array;
  definite = true;

  constructor(x: FeatureMatrix, label: ArrayLike<number>, l2: number, weight: ArrayLike<number> | null) {
    const { rows, values } = x;
    this.#columns = [
      ...x.names.map((_, j) => values.subarray(j * rows, (j + 1) * rows)),
      new Float64Array(rows).fill(1),
    ];
    this.#rows = rows;
    this.#label = label;
    this.#l2 = l2;
    this.#weight = weight;
    this.#n = x.names.length + 1;
    this.#beta = new Float64Array(this.#n);
    this.#gradient = new Float64Array(this.#n);
    this.#hessian = new Float64Array(this.#n * this.#n);
    this.#margin = new Float64Array(x.rows);
    this.#measure();
  }

  gradientSize(): number {
    return this.#gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / this.#rows;
  }

  /** Sum of log losses without the penalty. */
  loss(): number {
    let sum = 0;
    for (let i = 0; i < this.#rows; i++)
      sum +=
        this.#weightOf(i) * (softplus(this.#margin[i] ?? NaN) - (this.#label[i] ?? NaN) * (this.#margin[i] ?? NaN));
    return sum;
  }

  /** One Newton step, halved until the loss falls; false when no step lowers it. */
  step(): boolean {
    const factor = this.#factor();
    const move = solveFactorised(factor, this.#gradient, this.#n);
    const before = this.#objective();
    const from = this.#beta.slice();
    for (let share = 1; share > 1e-9; share /= 2) {
      for (let k = 0; k < this.#n; k++) this.#beta[k] = (from[k] ?? NaN) - share * (move[k] ?? NaN);
      this.#measure();
      if (this.#objective() < before) return true;
    }
    this.#beta.set(from);
    this.#measure();
    return false;
  }

  inOwnUnits(
    mean: Float64Array,
    scale: Float64Array,
  ): { readonly model: LogisticModel; readonly standardErrors: readonly number[] } {
    const p = this.#n - 1;
    const weights = Array.from({ length: p }, (_, j) =>
      (scale[j] ?? 0) > 0 ? (this.#beta[j] ?? 0) / (scale[j] ?? 1) : 0,
    );
    let intercept = this.#beta[p] ?? NaN;
    for (let j = 0; j < p; j++) intercept -= (weights[j] ?? 0) * (mean[j] ?? 0);
    const factor = this.#factor();
    const variances = inverseDiagonal(factor, this.#n);
    const standardErrors = weights.map((_, j) =>
      (scale[j] ?? 0) > 0 ? Math.sqrt(variances[j] ?? NaN) / (scale[j] ?? 1) : 0,
    );
    // The intercept in own units is a sum of coefficients: its variance is that of the sum.
    const sum = Float64Array.from({ length: this.#n }, (_, j) =>
      j === p ? 1 : (scale[j] ?? 0) > 0 ? -(mean[j] ?? 0) / (scale[j] ?? 1) : 0,
    );
    const solved = solveFactorised(factor, sum, this.#n);
    const variance = sum.reduce((total, value, k) => total + value * (solved[k] ?? NaN), 0);
    return {
      model: { kind: 'logistic', intercept, weights, means: [...mean] },
      standardErrors: [...standardErrors, Math.sqrt(variance)],
    };
  }

  #objective(): number {
    let penalty = 0;
    for (let j = 0; j < this.#n - 1; j++) penalty += (this.#beta[j] ?? 0) ** 2;
    return this.loss() + (this.#l2 / 2) * penalty;
  }

  /** The factor of the Hessian; a ridge grows on it until it is definite. */
  #factor(): Float64Array {
    for (let ridge = 0; ; ridge = ridge === 0 ? 1e-10 * this.#rows : ridge * 100) {
      const factor = this.#hessian.slice();
      for (let k = 0; k < this.#n; k++) factor[k * this.#n + k] = (factor[k * this.#n + k] ?? 0) + ridge;
      this.definite = ridge <= 1e-6 * this.#rows;
      if (factorise(factor, this.#n) || ridge > 1e12) return factor;
    }
  }

  /** Margins, gradient and Hessian at the present coefficients. */
  #measure(): void {
    const columns = this.#columns;
    this.#margin.fill(0);
    for (const [j, column] of columns.entries()) {
      const weight = this.#beta[j] ?? NaN;
      for (const [i, x] of column.entries()) this.#margin[i] = (this.#margin[i] ?? NaN) + weight * x;
    }
    const chance = this.#margin.map(sigmoid);
    const residual = chance.map((q, i) => this.#weightOf(i) * (q - (this.#label[i] ?? NaN)));
    const curvature = chance.map((q, i) => this.#weightOf(i) * q * (1 - q));
    for (const [j, column] of columns.entries()) {
      const penalty = j < this.#n - 1 ? this.#l2 : 0;
      this.#gradient[j] = dot(column, residual) + penalty * (this.#beta[j] ?? NaN);
      const curved = column.map((x, i) => x * (curvature[i] ?? NaN));
      for (let k = 0; k <= j; k++) {
        const own = dot(curved, columns[k] ?? curved);
        // A constant feature has an empty row; its coefficient stays 0.
        this.#setCurvature(j, k, k === j ? own + penalty || 1 : own);
      }
    }
  }

  #weightOf(i: number): number {
    return this.#weight === null ? 1 : (this.#weight[i] ?? NaN);
  }

  #setCurvature(j: number, k: number, value: number): void {
    this.#hessian[j * this.#n + k] = value;
    this.#hessian[k * this.#n + j] = value;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? NaN) * (b[i] ?? NaN);
  return sum;
}
