import { err, ok, type Result } from '#shared/kernel/result.ts';
import { cell, dot, matrix, times, type Matrix } from '../analytics/matrix.ts';
import { at } from '../analytics/moments.ts';
import { solveQuadraticProgram, type Row } from './quadratic-program.ts';

/** What is known of the symbols, in their order. */
export interface Market {
  readonly covariance: Matrix;
  /** Expected returns over the same time as the covariance, as fractions; needed where an objective asks for return. */
  readonly expected: Float64Array;
}

/** What the weights must keep. */
export interface FrontierSettings {
  /** Least and most of each weight; infinite where a side is free. */
  readonly bounds: readonly { readonly floor: number; readonly cap: number }[];
  /** Sum of the weights: 1, or 0 for as much short as long. */
  readonly total: number;
  /** γ of a penalty γ·Σw², which draws towards equal weights; 0 for none. */
  readonly ridge: number;
}

/** Weights with the proof that they are optimal. */
export interface OptimalWeights {
  readonly weights: readonly number[];
  /** See `QuadraticSolution`. */
  readonly kktResidual: number;
}

const ones = (length: number): Float64Array => new Float64Array(length).fill(1);

function boundRows(bounds: FrontierSettings['bounds']): readonly Row[] {
  const unit = (i: number, sign: number): Float64Array => {
    const coefficients = new Float64Array(bounds.length);
    coefficients[i] = sign;
    return coefficients;
  };
  return bounds.flatMap(({ floor, cap }, i) => [
    ...(Number.isFinite(floor) ? [{ coefficients: unit(i, -1), bound: -floor }] : []),
    ...(Number.isFinite(cap) ? [{ coefficients: unit(i, 1), bound: cap }] : []),
  ]);
}

/** The Hessian of `risk`·w'Σw + γ·w'w. */
const hessianOf = (covariance: Matrix, risk: number, ridge: number): Matrix =>
  matrix(covariance.rows, covariance.columns, (i, j) => 2 * (risk * cell(covariance, i, j) + (i === j ? ridge : 0)));

/** w = base + step·u with Σu = 1: what is left to share out, so that narrow bounds are as easy as wide ones. */
interface Frame {
  readonly base: readonly number[];
  readonly step: number;
}

/** The frame from the side of the bounds that leaves less to share out; w itself when the bounds are open. */
function frameOf({ bounds, total }: FrontierSettings): Frame {
  const sumOf = (side: 'floor' | 'cap'): number => bounds.reduce((sum, bound) => sum + bound[side], 0);
  const [above, below] = [total - sumOf('floor'), sumOf('cap') - total];
  if (!Number.isFinite(above) || !Number.isFinite(below)) return { base: bounds.map(() => 0), step: 1 };
  return above <= below
    ? { base: bounds.map(({ floor }) => floor), step: above }
    : { base: bounds.map(({ cap }) => cap), step: -below };
}

/** The bounds of u. Where none is below 0, none can be above 1, and a cap there says nothing. */
function framedBounds(bounds: FrontierSettings['bounds'], { base, step }: Frame): FrontierSettings['bounds'] {
  const framed = bounds.map(({ floor, cap }, i) => {
    const sides = [(floor - (base[i] ?? 0)) / step, (cap - (base[i] ?? 0)) / step];
    return { floor: Math.min(...sides), cap: Math.max(...sides) };
  });
  const positive = framed.every(({ floor }) => floor >= 0);
  return framed.map(({ floor, cap }) => ({ floor, cap: positive && cap >= 1 ? Infinity : cap }));
}

/** What is left to share out below which the bounds leave one set of weights only. */
const NOTHING = 1e-12;

/** Minimises `risk`·w'Σw − `reward`·μ'w + γ·w'w, with a least expected return where one is given. */
function solveFrontier(
  { covariance, expected }: Market,
  settings: FrontierSettings,
  aim: { readonly risk: number; readonly reward: number; readonly leastReturn?: number },
): Result<OptimalWeights, string> {
  const { bounds, total, ridge } = settings;
  const frame = frameOf(settings);
  const { base, step } = frame;
  if (Math.abs(step) < NOTHING) return ok({ weights: base, kktResidual: Math.abs(step) });
  const hessian = hessianOf(covariance, aim.risk, ridge);
  const least: readonly Row[] =
    aim.leastReturn === undefined
      ? []
      : [
          {
            coefficients: expected.map((value) => -value * Math.sign(step)),
            bound: (dot(base, expected) - aim.leastReturn) / Math.abs(step),
          },
        ];
  const solved = solveQuadraticProgram({
    hessian: { ...hessian, values: hessian.values.map((value) => value * step * step) },
    linear: times(hessian, base).map((value, i) => step * (value - aim.reward * at(expected, i))),
    equalities: [
      { coefficients: ones(bounds.length), bound: (total - base.reduce((sum, weight) => sum + weight, 0)) / step },
    ],
    inequalities: [...boundRows(framedBounds(bounds, frame)), ...least],
  });
  if (!solved.ok) return solved;
  const { x, kktResidual } = solved.value;
  return ok({ weights: base.map((weight, i) => weight + step * at(x, i)), kktResidual });
}

/** Weights of least variance. Source: Markowitz, J. of Finance 7 (1952). */
export const minimumVariance = (market: Market, settings: FrontierSettings): Result<OptimalWeights, string> =>
  solveFrontier(market, settings, { risk: 1, reward: 0 });

/** Weights of least variance among those whose expected return is at least `target`. */
export function minimumVarianceAt(
  market: Market,
  settings: FrontierSettings,
  target: number,
): Result<OptimalWeights, string> {
  const most = mostReturn(market.expected, settings);
  if (target > most + 1e-12) {
    return err(`No weights within the bounds have an expected return of ${target}: the most is ${most}.`);
  }
  return solveFrontier(market, settings, { risk: 1, reward: 0, leastReturn: target });
}

/** Greatest expected return within the bounds: all at the floor, the rest poured over the best first. */
function mostReturn(expected: Float64Array, { bounds, total }: FrontierSettings): number {
  if (bounds.some(({ floor, cap }) => !Number.isFinite(floor) || !Number.isFinite(cap))) return Infinity;
  const order = bounds.map((bound, i) => ({ ...bound, reward: at(expected, i) })).sort((a, b) => b.reward - a.reward);
  let left = total - order.reduce((sum, { floor }) => sum + floor, 0);
  let most = 0;
  for (const { floor, cap, reward } of order) {
    const poured = Math.min(left, cap - floor);
    most += (floor + poured) * reward;
    left -= poured;
  }
  return most;
}

/** Weights of greatest utility μ'w − ½·`aversion`·w'Σw. */
export const maximumUtility = (
  market: Market,
  settings: FrontierSettings,
  aversion: number,
): Result<OptimalWeights, string> => solveFrontier(market, settings, { risk: aversion / 2, reward: 1 });

/** Weights of greatest expected return with a volatility of at most `target`: utility whose aversion is searched for. */
export function maximumReturnAt(
  market: Market,
  settings: FrontierSettings,
  target: number,
): Result<OptimalWeights, string> {
  const riskOf = ({ weights }: OptimalWeights): number => Math.sqrt(dot(weights, times(market.covariance, weights)));
  const least = minimumVariance(market, { ...settings, ridge: 0 });
  if (!least.ok) return least;
  if (riskOf(least.value) > target * (1 + 1e-9)) {
    return err(`No weights within the bounds have a volatility of ${target}: the least is ${riskOf(least.value)}.`);
  }
  const free = maximumUtility(market, settings, 0);
  if (free.ok && riskOf(free.value) <= target) return free;
  let [low, high] = [1e-6, 1e6];
  let found = maximumUtility(market, settings, high);
  for (let i = 0; i < 60 && high / low > 1 + 1e-12; i += 1) {
    const aversion = Math.sqrt(low * high);
    const tried = maximumUtility(market, settings, aversion);
    if (!tried.ok) return tried;
    if (riskOf(tried.value) > target) low = aversion;
    else [high, found] = [aversion, tried];
  }
  return found;
}

const NO_EXCESS = 'No weights within the bounds have an expected return above the riskless return.';

/**
 * Weights of the greatest Sharpe ratio (μ − rf)'w ÷ √(w'Σw), made convex by y = κ·w with (μ − rf)'y = 1.
 * Source: Cornuejols and Tütüncü, Optimization Methods in Finance (2006), chapter 8.2.
 * @param riskless riskless return over the same time as the expected returns.
 */
export function maximumSharpe(
  { covariance, expected }: Market,
  settings: FrontierSettings,
  riskless: number,
): Result<OptimalWeights, string> {
  const { bounds, ridge } = settings;
  const excess = expected.map((value) => value - riskless);
  const most = mostReturn(excess, settings);
  if (!(most > 0)) return err(NO_EXCESS);
  const frame = frameOf(settings);
  if (Math.abs(frame.step) < NOTHING) return ok({ weights: frame.base, kktResidual: Math.abs(frame.step) });
  const count = bounds.length;
  // A bound of w is a line through the origin of y: yᵢ ≤ cap·Σy.
  const rows = boundRows(bounds).map(({ coefficients, bound }) => ({
    coefficients: coefficients.map((value) => value - bound),
    bound: 0,
  }));
  const scale = excess.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const solved = solveQuadraticProgram({
    hessian: hessianOf(covariance, 1, ridge),
    linear: new Float64Array(count),
    equalities: [{ coefficients: excess.map((value) => value / scale), bound: 1 }],
    inequalities: [...rows, { coefficients: ones(count).map((value) => -value), bound: 0 }],
  });
  if (!solved.ok) return solved;
  const sum = solved.value.x.reduce((total, value) => total + value, 0);
  if (!(sum > 1e-9)) return err(NO_EXCESS);
  return ok({ weights: [...solved.value.x].map((value) => value / sum), kktResidual: solved.value.kktResidual });
}
