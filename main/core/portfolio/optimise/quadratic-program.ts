import { err, ok, type Result } from '#shared/kernel/result.ts';
import { dot, times, type Matrix } from '../analytics/matrix.ts';
import { at } from '../analytics/moments.ts';
import { linearSolve } from './linear-solve.ts';

/** One linear row: coefficients · x compared with a bound. */
export interface Row {
  readonly coefficients: Float64Array;
  readonly bound: number;
}

/** Minimise ½·x'Px + q'x subject to equalities (= bound) and inequalities (≤ bound); P is positive semidefinite. */
export interface QuadraticProgram {
  readonly hessian: Matrix;
  readonly linear: Float64Array;
  readonly equalities: readonly Row[];
  readonly inequalities: readonly Row[];
}

/** A solution with the proof that it is one. */
export interface QuadraticSolution {
  readonly x: Float64Array;
  /**
   * Largest breach of the Karush-Kuhn-Tucker conditions: stationarity (relative to the largest coefficient of the
   * objective), both feasibilities and complementarity.
   */
  readonly kktResidual: number;
  readonly iterations: number;
}

/** Breach of the optimality conditions up to which a solution counts as one. */
export const KKT_TOLERANCE = 1e-8;
const MOST_ITERATIONS = 100;
const AIM = 1e-13;

interface Point {
  readonly x: Float64Array;
  /** Multipliers of the equalities and of the inequalities; slack of the inequalities. */
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly s: Float64Array;
}

interface Residuals {
  readonly dual: Float64Array;
  readonly equal: Float64Array;
  readonly slack: Float64Array;
  readonly gap: number;
  readonly worst: number;
}

/**
 * Solves a convex quadratic program with a primal-dual interior-point method with predictor and corrector, then tries
 * the exact solution on the constraints found active, and keeps whichever meets the optimality conditions better.
 * Source: Mehrotra, SIAM J. Optimization 2 (1992); Nocedal and Wright, Numerical Optimization (2006), chapter 16.6.
 * @returns the solution, or why none was found; never one whose residual is above {@link KKT_TOLERANCE}.
 */
export function solveQuadraticProgram(raw: QuadraticProgram): Result<QuadraticSolution, string> {
  const program = normalised(raw);
  let point = startOf(program);
  let best = point;
  let least = residualsOf(program, point).worst;
  let iterations = 0;
  for (; iterations < MOST_ITERATIONS && least > AIM; iterations += 1) {
    const next = stepped(program, point);
    if (next === null) break;
    point = next;
    const { worst } = residualsOf(program, point);
    if (!(worst < 1e12)) break;
    if (worst < least) [best, least] = [point, worst];
    else if (least < 1e-9) break;
  }
  const exact = least < 1e-4 ? polished(program, best) : null;
  if (exact !== null) {
    const { worst } = residualsOf(program, exact);
    if (worst <= least) [best, least] = [exact, worst];
  }
  if (!(least <= KKT_TOLERANCE)) {
    return err(
      `The solver did not converge: after ${iterations} iterations the optimality conditions are missed by ${least.toExponential(1)}. The bounds and targets may contradict each other.`,
    );
  }
  return ok({ x: best.x, kktResidual: least, iterations });
}

/** The objective scaled so that its largest coefficient is 1: residuals are then relative. */
function normalised(program: QuadraticProgram): QuadraticProgram {
  let largest = 0;
  for (const value of program.hessian.values) largest = Math.max(largest, Math.abs(value));
  for (const value of program.linear) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return program;
  const values = program.hessian.values.map((value) => value / largest);
  return {
    ...program,
    hessian: { ...program.hessian, values },
    linear: program.linear.map((value) => value / largest),
  };
}

function startOf({ linear, equalities, inequalities }: QuadraticProgram): Point {
  const x = new Float64Array(linear.length);
  return {
    x,
    y: new Float64Array(equalities.length),
    z: new Float64Array(inequalities.length).fill(1),
    s: Float64Array.from(inequalities, ({ coefficients, bound }) => Math.max(1, bound - dot(coefficients, x))),
  };
}

function residualsOf(program: QuadraticProgram, { x, y, z, s }: Point): Residuals {
  const dual = times(program.hessian, x).map((value, i) => value + (program.linear[i] ?? 0));
  addRows(dual, program.equalities, y);
  addRows(dual, program.inequalities, z);
  const equal = Float64Array.from(program.equalities, ({ coefficients, bound }) => dot(coefficients, x) - bound);
  const slack = Float64Array.from(
    program.inequalities,
    ({ coefficients, bound }, i) => dot(coefficients, x) + (s[i] ?? 0) - bound,
  );
  let complementarity = 0;
  for (let i = 0; i < z.length; i += 1)
    complementarity = Math.max(complementarity, Math.abs((z[i] ?? 0) * (s[i] ?? 0)));
  const worst = Math.max(largestOf(dual), largestOf(equal), largestOf(slack), complementarity);
  return { dual, equal, slack, gap: z.length === 0 ? 0 : dot(z, s) / z.length, worst };
}

function addRows(to: Float64Array, rows: readonly Row[], factors: Float64Array): void {
  rows.forEach(({ coefficients }, r) => {
    const factor = factors[r] ?? 0;
    if (factor === 0) return;
    for (let i = 0; i < to.length; i += 1) to[i] = (to[i] ?? 0) + factor * (coefficients[i] ?? 0);
  });
}

const largestOf = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Predictor, corrector, and a step that stays inside. */
function stepped(program: QuadraticProgram, point: Point): Point | null {
  const residuals = residualsOf(program, point);
  const { z, s } = point;
  const affine = direction(
    program,
    point,
    residuals,
    z.map((value, i) => value * (s[i] ?? 0)),
  );
  if (affine === null) return null;
  const reach = longest(point, affine);
  let ahead = 0;
  for (let i = 0; i < z.length; i += 1) {
    ahead += ((z[i] ?? 0) + reach * (affine.z[i] ?? 0)) * ((s[i] ?? 0) + reach * (affine.s[i] ?? 0));
  }
  const centring = z.length === 0 || residuals.gap === 0 ? 0 : (ahead / z.length / residuals.gap) ** 3;
  const target = z.map(
    (value, i) => value * (s[i] ?? 0) + (affine.z[i] ?? 0) * (affine.s[i] ?? 0) - centring * residuals.gap,
  );
  const corrected = direction(program, point, residuals, target);
  if (corrected === null) return null;
  const step = Math.min(1, 0.995 * longest(point, corrected, Infinity));
  const moved = (from: Float64Array, by: Float64Array): Float64Array =>
    from.map((value, i) => value + step * (by[i] ?? 0));
  return {
    x: moved(point.x, corrected.x),
    y: moved(point.y, corrected.y),
    z: moved(z, corrected.z),
    s: moved(s, corrected.s),
  };
}

/** Longest step along which multipliers and slacks stay positive. */
function longest({ z, s }: Point, along: Point, most = 1): number {
  let step = most;
  for (const [from, by] of [
    [z, along.z],
    [s, along.s],
  ] as const) {
    by.forEach((change, i) => {
      if (change < 0) step = Math.min(step, -(from[i] ?? 0) / change);
    });
  }
  return step;
}

/** The Newton direction towards z·s = z·s − `products`, with the slacks eliminated. */
function direction(
  program: QuadraticProgram,
  { z, s }: Point,
  residuals: Residuals,
  products: Float64Array,
): Point | null {
  const { equalities, inequalities } = program;
  const n = program.hessian.rows;
  const system = bordered(program.hessian, equalities);
  const size = n + equalities.length;
  const right = new Float64Array(size);
  for (let i = 0; i < n; i += 1) right[i] = -at(residuals.dual, i);
  inequalities.forEach(({ coefficients }, r) => {
    const pull = (at(products, r) - at(z, r) * at(residuals.slack, r)) / at(s, r);
    addBarrier(system, size, coefficients, at(z, r) / at(s, r));
    for (let i = 0; i < n; i += 1) right[i] = at(right, i) + at(coefficients, i) * pull;
  });
  equalities.forEach((_, r) => (right[n + r] = -at(residuals.equal, r)));
  const solved = linearSolve(system, right);
  if (solved === null) return null;
  const x = solved.subarray(0, n);
  const slack = Float64Array.from(
    inequalities,
    ({ coefficients }, r) => -at(residuals.slack, r) - dot(coefficients, x),
  );
  const multiplier = slack.map((change, r) => -(at(products, r) + at(z, r) * change) / at(s, r));
  return { x, y: solved.subarray(n), z: multiplier, s: slack };
}

/** Adds weight·c·c' to the upper left of the system. */
function addBarrier(system: Float64Array, size: number, c: Float64Array, weight: number): void {
  for (let i = 0; i < c.length; i += 1) {
    const row = weight * at(c, i);
    if (row === 0) continue;
    for (let j = 0; j < c.length; j += 1) system[i * size + j] = at(system, i * size + j) + row * at(c, j);
  }
}

/** The Hessian with the rows below it and beside it. */
function bordered(hessian: Matrix, rows: readonly Row[]): Float64Array {
  const n = hessian.rows;
  const size = n + rows.length;
  const system = new Float64Array(size * size);
  for (let i = 0; i < n; i += 1) system.set(hessian.values.subarray(i * n, (i + 1) * n), i * size);
  rows.forEach(({ coefficients }, r) => {
    for (let i = 0; i < n; i += 1) {
      system[(n + r) * size + i] = at(coefficients, i);
      system[i * size + n + r] = at(coefficients, i);
    }
  });
  return system;
}

/** The exact solution with the constraints that look active taken as equalities; null when it breaks another one. */
function polished(program: QuadraticProgram, { z, s }: Point): Point | null {
  const { hessian, linear, equalities, inequalities } = program;
  const active = inequalities.map((_, i) => i).filter((i) => (z[i] ?? 0) > (s[i] ?? 0));
  const rows = [...equalities, ...active.map((i) => inequalities[i]).filter((row) => row !== undefined)];
  const n = hessian.rows;
  const size = n + rows.length;
  const right = Float64Array.from({ length: size }, (_, i) => (i < n ? -(linear[i] ?? 0) : (rows[i - n]?.bound ?? 0)));
  const solved = linearSolve(bordered(hessian, rows), right);
  if (solved === null) return null;
  const x = solved.subarray(0, n);
  const multipliers = new Float64Array(inequalities.length);
  active.forEach((i, place) => (multipliers[i] = solved[n + equalities.length + place] ?? 0));
  const slack = Float64Array.from(inequalities, ({ coefficients, bound }) => bound - dot(coefficients, x));
  active.forEach((i) => (slack[i] = 0));
  if (multipliers.some((value) => value < -1e-12) || slack.some((value) => value < -1e-12)) return null;
  return { x, y: solved.subarray(n, n + equalities.length), z: multipliers, s: slack };
}
