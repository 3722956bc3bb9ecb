import { err, ok, type Result } from '#shared/kernel/result.ts';
import { exponentialCovariance, sampleCovariance } from '../analytics/covariance.ts';
import { columnOf, dot, fromColumns, scaled, times, type Matrix } from '../analytics/matrix.ts';
import { mean, present } from '../analytics/moments.ts';
import { annualReturn } from '../analytics/returns.ts';
import { ledoitWolf } from '../analytics/shrinkage.ts';
import { capWeights, infeasible, type WeightBounds } from './cap-weights.ts';
import {
  maximumReturnAt,
  maximumSharpe,
  minimumVariance,
  minimumVarianceAt,
  type FrontierSettings,
  type Market,
  type OptimalWeights,
} from './frontier.ts';
import { hierarchicalRiskParity, type LeafOrder } from './hierarchical.ts';
import { equalRiskContribution, inverseVolatility, riskContributions } from './risk-parity.ts';

/** Ways to share the whole among symbols. */
export const WEIGHT_METHODS = [
  'score',
  'inverse-volatility',
  'min-variance',
  'erc',
  'hrp',
  'max-sharpe',
  'target-return',
  'target-volatility',
] as const;
export type WeightMethod = (typeof WEIGHT_METHODS)[number];

/** Ways to estimate a covariance from returns. */
export const COVARIANCE_ESTIMATORS = ['sample', 'ledoit-wolf', 'exponential'] as const;
export type CovarianceEstimator = (typeof COVARIANCE_ESTIMATORS)[number];

/** What the weights are computed from, per symbol in one order. */
export interface WeightInput {
  readonly symbols: readonly string[];
  /** Returns of equal periods, one series per symbol; NaN where a period has none. Empty will do for `score`. */
  readonly returns: readonly Float64Array[];
  /** Whether the returns are p₁/p₀ − 1 or ln(p₁/p₀). */
  readonly kind: 'simple' | 'log';
  /** Scores from 0, any unit; needed by `score` only. */
  readonly scores: readonly number[] | null;
}

/** How weights are computed. */
export interface WeightSettings {
  readonly bounds: WeightBounds;
  readonly covariance: CovarianceEstimator;
  /** Span of the exponential covariance in periods. */
  readonly span: number;
  /** Periods in a year. */
  readonly periods: number;
  /** Riskless return of a year. */
  readonly riskless: number;
  /** Return or volatility of a year to reach; needed by the two methods named after it. */
  readonly target: number | null;
  readonly leafOrder: LeafOrder;
  /** Returns that every symbol must have. */
  readonly leastReturns: number;
}

export const WEIGHT_DEFAULTS: WeightSettings = {
  bounds: { floor: 0, cap: 1 },
  covariance: 'ledoit-wolf',
  span: 180,
  periods: 365,
  riskless: 0,
  target: null,
  leafOrder: 'optimal',
  leastReturns: 20,
};

/** Weights with what they mean; figures of a year are null where no returns were needed. */
export interface WeightResult {
  readonly method: WeightMethod;
  readonly symbols: readonly string[];
  /** Shares of the whole, adding up to 1, in the order of the symbols. */
  readonly weights: readonly number[];
  /** Compounded historical return of a year: what was, not a forecast. */
  readonly expectedReturn: number | null;
  readonly volatility: number | null;
  readonly sharpe: number | null;
  /** Share of each symbol in the variance. */
  readonly riskContributions: readonly number[] | null;
  /** Breach of the optimality conditions, for methods that solve a problem. */
  readonly kktResidual: number | null;
  /** True when the bounds changed what the method alone would give. */
  readonly bounded: boolean;
  /** How strongly the covariance was drawn to its target; null without shrinkage. */
  readonly shrinkage: number | null;
}

/** @returns weights of the symbols by a method, or one sentence why there are none. */
export function optimizeWeights(
  method: WeightMethod,
  input: WeightInput,
  settings: WeightSettings = WEIGHT_DEFAULTS,
): Result<WeightResult, string> {
  const refusal = refusalOf(method, input, settings);
  if (refusal !== null) return err(refusal);
  const estimate = input.returns.length === 0 ? null : estimateOf(input, settings);
  const solved = method === 'score' ? byScore(input, settings) : byRisk(method, estimate, settings);
  if (!solved.ok) return solved;
  return ok({
    method,
    symbols: input.symbols,
    ...solved.value,
    ...figuresOf(solved.value.weights, estimate, settings),
  });
}

function refusalOf(method: WeightMethod, input: WeightInput, settings: WeightSettings): string | null {
  const { symbols, returns, scores } = input;
  const impossible = infeasible(symbols.length, settings.bounds);
  if (impossible !== null) return impossible;
  if (settings.bounds.floor < 0) return `The floor ${settings.bounds.floor} is negative: weights are long only.`;
  if (method.startsWith('target') && settings.target === null) return `${method} needs the target to reach.`;
  if (method === 'score' && scores?.length !== symbols.length) return 'Weights by score need one score per symbol.';
  return method === 'score' && returns.length === 0 ? null : shortHistory(input, settings.leastReturns);
}

/** Why the returns cannot be weighed. */
function shortHistory({ symbols, returns }: WeightInput, leastReturns: number): string | null {
  if (returns.length !== symbols.length) {
    return `There are ${symbols.length} symbols and ${returns.length} series of returns.`;
  }
  const length = returns[0]?.length ?? 0;
  for (const [i, series] of returns.entries()) {
    const name = symbols[i] ?? '';
    if (series.length !== length) return `${name} has ${series.length} periods, ${symbols[0] ?? ''} has ${length}.`;
    const count = present(series).length;
    if (count < leastReturns) return `${name} has ${count} returns; ${leastReturns} are needed.`;
  }
  return null;
}

interface Estimate extends Market {
  readonly shrinkage: number | null;
}

function estimateOf({ returns, kind }: WeightInput, { covariance, span, periods }: WeightSettings): Estimate {
  const table = fromColumns(returns);
  const expected = Float64Array.from(returns, (_, i) => {
    const values = present(columnOf(table, i));
    if (kind === 'log') return Math.expm1(mean(values) * periods);
    return annualReturn(values, periods).value ?? -1;
  });
  switch (covariance) {
    case 'sample':
      return { covariance: scaled(sampleCovariance(table), periods), expected, shrinkage: null };
    case 'exponential':
      return { covariance: scaled(exponentialCovariance(table, span), periods), expected, shrinkage: null };
    case 'ledoit-wolf': {
      const shrunk = ledoitWolf(table, 'constant-correlation');
      return { covariance: scaled(shrunk.covariance, periods), expected, shrinkage: shrunk.shrinkage };
    }
  }
}

interface Solved {
  readonly weights: readonly number[];
  readonly kktResidual: number | null;
  readonly bounded: boolean;
}

function byScore({ scores }: WeightInput, { bounds }: WeightSettings): Result<Solved, string> {
  return withinBounds(scores ?? [], bounds, null);
}

function byRisk(
  method: Exclude<WeightMethod, 'score'>,
  estimate: Estimate | null,
  settings: WeightSettings,
): Result<Solved, string> {
  if (estimate === null) return err('There are no returns to weigh by.');
  const { covariance } = estimate;
  const frontier: FrontierSettings = {
    bounds: Array.from({ length: covariance.rows }, () => settings.bounds),
    total: 1,
    ridge: 0,
  };
  switch (method) {
    case 'inverse-volatility':
      return heuristic(inverseVolatility(covariance), settings.bounds);
    case 'hrp':
      return heuristic(hierarchicalRiskParity(covariance, settings.leafOrder), settings.bounds);
    case 'erc': {
      const solved = equalRiskContribution(covariance);
      return solved.ok ? withinBounds(solved.value.weights, settings.bounds, solved.value.kktResidual) : solved;
    }
    case 'min-variance':
      return exact(minimumVariance(estimate, frontier));
    case 'max-sharpe':
      return exact(maximumSharpe(estimate, frontier, settings.riskless));
    case 'target-return':
      return exact(minimumVarianceAt(estimate, frontier, settings.target ?? 0));
    case 'target-volatility':
      return exact(maximumReturnAt(estimate, frontier, settings.target ?? 0));
  }
}

const heuristic = (weights: Result<readonly number[], string>, bounds: WeightBounds): Result<Solved, string> =>
  weights.ok ? withinBounds(weights.value, bounds, null) : weights;

/** Solvers know the bounds themselves; what rounding leaves outside is put back. */
function exact(solved: Result<OptimalWeights, string>): Result<Solved, string> {
  if (!solved.ok) return solved;
  const { weights, kktResidual } = solved.value;
  const clean = weights.map((weight) => (Math.abs(weight) < 1e-12 ? 0 : weight));
  return ok({ weights: clean, kktResidual, bounded: false });
}

/** Methods that know no bounds are capped in proportion. */
function withinBounds(
  raw: readonly number[],
  bounds: WeightBounds,
  kktResidual: number | null,
): Result<Solved, string> {
  const capped = capWeights(raw, bounds);
  if (!capped.ok) return capped;
  const total = raw.reduce((sum, value) => sum + value, 0);
  const bounded = total > 0 && capped.value.some((weight, i) => Math.abs(weight - (raw[i] ?? 0) / total) > 1e-9);
  return ok({ weights: capped.value, kktResidual, bounded });
}

type Figures = Pick<WeightResult, 'expectedReturn' | 'volatility' | 'sharpe' | 'riskContributions' | 'shrinkage'>;

function figuresOf(weights: readonly number[], estimate: Estimate | null, { riskless }: WeightSettings): Figures {
  if (estimate === null) {
    return { expectedReturn: null, volatility: null, sharpe: null, riskContributions: null, shrinkage: null };
  }
  const { covariance, expected, shrinkage } = estimate;
  const expectedReturn = dot(weights, expected);
  const variance = varianceOf(covariance, weights);
  const volatility = Math.sqrt(variance);
  return {
    expectedReturn,
    volatility,
    sharpe: variance > 0 ? (expectedReturn - riskless) / volatility : null,
    riskContributions: variance > 0 ? riskContributions(covariance, weights) : null,
    shrinkage,
  };
}

const varianceOf = (covariance: Matrix, weights: readonly number[]): number => dot(weights, times(covariance, weights));
