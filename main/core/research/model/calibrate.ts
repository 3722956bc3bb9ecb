import { fitIsotonic, isotonicAt } from '../../statistics/isotonic.ts';
import { logLossOf, sigmoid } from '../../statistics/probability.ts';
import { fitLogistic } from './logistic.ts';
import { matrixOfRows, pick } from './matrix.ts';

/** What turns log odds into a probability that happens as often as it says. */
export type Calibrator =
  | { readonly kind: 'platt'; readonly slope: number; readonly offset: number }
  | { readonly kind: 'isotonic'; readonly x: readonly number[]; readonly y: readonly number[] };

/**
 * Below so many cases, counted without their overlap, an isotonic fit follows chance; then Platt's two parameters are used
 * (Niculescu-Mizil and Caruana 2005).
 */
export const ISOTONIC_FROM = 1_000;

const onesLike = (values: ArrayLike<number>): Float64Array => new Float64Array(values.length).fill(1);
const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

/**
 * Fits the kind that tells blocks of time it was not fitted on with the lesser log loss: Platt's curve where chances rise
 * evenly, isotonic regression where they rise in steps. Ties and few cases go to Platt's.
 * @param weight how much each case counts: its uniqueness. @param block which block of time each case is of.
 */
export function fitCalibrator(
  margin: ArrayLike<number>,
  label: ArrayLike<number>,
  weight: ArrayLike<number> = onesLike(margin),
  block: ArrayLike<number> = onesLike(margin),
): Calibrator {
  const cases = { margin, label, weight, block };
  const stepped =
    sumOf(weight) >= ISOTONIC_FROM && lossAcross(cases, fitIsotonicCalibrator) < lossAcross(cases, fitPlatt);
  return stepped ? fitIsotonicCalibrator(margin, label, weight) : fitPlatt(margin, label, weight);
}

interface CalibrationCases {
  readonly margin: ArrayLike<number>;
  readonly label: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
  readonly block: ArrayLike<number>;
}

/** Log loss of each block under the curve of the others; infinite with a single block. */
function lossAcross({ margin, label, weight, block }: CalibrationCases, fit: typeof fitPlatt): number {
  const places = Array.from({ length: margin.length }, (_, i) => i);
  const blocks = new Set(Array.from(block));
  if (blocks.size < 2) return Infinity;
  let sum = 0;
  for (const one of blocks) {
    const others = places.filter((i) => block[i] !== one);
    const labels = pick(label, others);
    if (!labels.includes(0) || !labels.includes(1)) return Infinity;
    const calibrator = fit(pick(margin, others), labels, pick(weight, others));
    for (const i of places)
      if (block[i] === one)
        sum += (weight[i] ?? NaN) * logLossOf(calibrated(calibrator, margin[i] ?? NaN), label[i] ?? NaN);
  }
  return sum;
}

/**
 * Platt (1999): a logistic curve on the margin, with his smoothed targets, so that few cases are never certain. A curve
 * that would turn the model around is flattened instead: a model that is wrong is not trusted in reverse.
 */
export function fitPlatt(
  margin: ArrayLike<number>,
  label: ArrayLike<number>,
  weight: ArrayLike<number> = onesLike(margin),
): Calibrator {
  let ones = 0;
  for (let i = 0; i < label.length; i++) ones += (weight[i] ?? NaN) * (label[i] ?? 0);
  const all = sumOf(weight);
  const zeros = all - ones;
  const [high, low] = [(ones + 1) / (ones + 2), 1 / (zeros + 2)];
  const targets = Float64Array.from(label, (value) => (value > 0 ? high : low));
  const rows = Array.from({ length: margin.length }, (_, i) => [margin[i] ?? NaN]);
  const { model } = fitLogistic(matrixOfRows(['margin'], rows), targets, { l2: 0, weight });
  const slope = model.weights[0] ?? 0;
  if (slope > 0) return { kind: 'platt', slope, offset: model.intercept };
  const mean = (ones * high + zeros * low) / all;
  return { kind: 'platt', slope: 0, offset: Math.log(mean / (1 - mean)) };
}

/** Isotonic regression of what happened on the margin, kept away from 0 and 1 by one case. */
export function fitIsotonicCalibrator(
  margin: ArrayLike<number>,
  label: ArrayLike<number>,
  weight: ArrayLike<number> = onesLike(margin),
): Calibrator {
  const { x, y } = fitIsotonic(margin, label, weight);
  const least = 1 / (sumOf(weight) + 2);
  return { kind: 'isotonic', x, y: y.map((value) => Math.min(1 - least, Math.max(least, value))) };
}

/** The calibrated probability of log odds. */
export const calibrated = (calibrator: Calibrator, margin: number): number =>
  calibrator.kind === 'platt' ? sigmoid(calibrator.slope * margin + calibrator.offset) : isotonicAt(calibrator, margin);
