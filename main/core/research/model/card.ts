import { Sfc32 } from '../../market/sim/sfc32.ts';
import { blockBootstrapMean, LEAST_BLOCKS, type MeanInterval } from '../../statistics/block-bootstrap.ts';
import { calibrationInterval } from '../../statistics/calibration-interval.ts';
import {
  accuracy,
  areaUnderCurve,
  brierScore,
  calibrationError,
  logLoss,
  logLossOf,
  reliabilityCurve,
  type ReliabilityBin,
} from '../../statistics/probability.ts';
import { attributionOf, type FittedModel } from './fitted-model.ts';
import { moments, pick, rowOf, type FeatureMatrix } from './matrix.ts';
import type { Samples } from './samples.ts';
import type { FoldResult, OutOfSample } from './train.ts';

/** A feature as the card shows it. */
export interface CardFeature {
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
  /** Mean size of its Shapley value, log odds; null where the model does not tell. */
  readonly importance: number | null;
}

/** Measures of what was said against what happened, of the model and of the base rate. */
export interface Measures {
  readonly logLoss: number;
  readonly brier: number;
  readonly accuracy: number;
}

export interface OutOfSampleCard {
  readonly cases: number;
  readonly from: number;
  readonly to: number;
  readonly model: Measures;
  /** The share of ups known before each fold, said of all its cases. */
  readonly baseRate: Measures;
  /** Null when only one of the outcomes happened. */
  readonly auc: number | null;
  /** Mean distance of said from happened over the bins, chance included. */
  readonly calibrationError: number;
  /** The same less what chance adds, with its 95 % interval; null with too few blocks of time. */
  readonly calibration: MeanInterval | null;
  readonly curve: readonly ReliabilityBin[];
  /** How much less log loss per case than the base rate, with its 95 % interval; null with too few blocks of time. */
  readonly gain: MeanInterval | null;
  /** Mean result after fees of the side the model named, in R. */
  readonly followedR: number;
  readonly folds: readonly FoldResult[];
}

/** Whether a model may count, and why. */
export interface Verdict {
  readonly mayWeigh: boolean;
  readonly reason: string;
}

export interface Assessment {
  readonly features: readonly CardFeature[];
  readonly outOfSample: OutOfSampleCard;
  readonly verdict: Verdict;
}

export interface AssessOptions {
  /** Length of a block of the bootstrap, ms: several times the horizon of a label. */
  readonly blockMs: number;
  /** Out-of-sample cases below which nothing is adopted. */
  readonly minCases: number;
  readonly seed: number;
}

/** What was said out of sample, and by which model; null for one that does not explain itself. */
export interface Assessed {
  readonly model: FittedModel | null;
  readonly outOfSample: OutOfSample;
}

/** What a model amounts to, measured on the folds it had not seen. */
export function assess(samples: Samples, trained: Assessed, options: AssessOptions): Assessment {
  const { cases, probability, baseRate, folds } = trained.outOfSample;
  const label = pick(samples.label, cases);
  const start = pick(samples.start, cases);
  const gains = Float64Array.from(
    label,
    (y, i) => logLossOf(baseRate[i] ?? NaN, y) - logLossOf(probability[i] ?? NaN, y),
  );
  const gain = blockBootstrapMean(gains, start, options.blockMs, new Sfc32(options.seed));
  const curve = reliabilityCurve(probability, label);
  const outOfSample: OutOfSampleCard = {
    cases: cases.length,
    from: start[0] ?? 0,
    to: start.at(-1) ?? 0,
    model: measures(probability, label),
    baseRate: measures(baseRate, label),
    auc: areaUnderCurve(probability, label),
    calibrationError: calibrationError(curve),
    calibration: calibrationInterval(probability, label, start, options.blockMs, new Sfc32(options.seed)),
    curve,
    gain,
    followedR: followed(samples, cases, probability),
    folds,
  };
  return {
    features: cardFeatures(trained.model, samples),
    outOfSample,
    verdict: judge(outOfSample, options.minCases),
  };
}

const measures = (p: Float64Array, label: Float64Array): Measures => ({
  logLoss: logLoss(p, label),
  brier: brierScore(p, label),
  accuracy: accuracy(p, label),
});

function followed(samples: Samples, cases: Uint32Array, p: Float64Array): number {
  let sum = 0;
  for (const [k, i] of cases.entries()) sum += ((p[k] ?? 0) >= 0.5 ? samples.long[i] : samples.short[i]) ?? NaN;
  return sum / cases.length;
}

/** Weight only for a gain over the base rate whose whole interval lies above 0, on enough cases. */
export function judge({ cases, gain }: Pick<OutOfSampleCard, 'cases' | 'gain'>, minCases: number): Verdict {
  const no = (reason: string): Verdict => ({ mayWeigh: false, reason });
  if (cases < minCases)
    return no(`Only ${String(cases)} cases out of sample are resolved; ${String(minCases)} are needed.`);
  if (gain === null)
    return no(`The cases span fewer than ${String(LEAST_BLOCKS)} blocks of time: no interval can be told.`);
  const range = `${millinats(gain.mean)} millinats per case (95 % interval ${millinats(gain.lower)} to ${millinats(gain.upper)})`;
  if (gain.lower <= 0)
    return no(
      gain.mean <= 0
        ? `Out of sample it is no better than the base rate: gain ${range}.`
        : `Its gain over the base rate may be chance: ${range}.`,
    );
  return { mayWeigh: true, reason: `It beats the base rate out of sample by ${range}.` };
}

const millinats = (nats: number): string => (nats * 1_000).toFixed(2).replace('-', '−');

/** Cases whose explanations make up the importance of a feature. */
const EXPLAINED = 500;

function cardFeatures(model: FittedModel | null, { matrix }: Samples): readonly CardFeature[] {
  const { mean, deviation } = moments(matrix);
  const importance = model === null ? null : importanceOf(model, matrix);
  return matrix.names.map((name, j) => ({
    name,
    mean: mean[j] ?? NaN,
    deviation: deviation[j] ?? NaN,
    importance: importance?.[j] ?? null,
  }));
}

function importanceOf(model: FittedModel, matrix: FeatureMatrix): Float64Array {
  const sizes = new Float64Array(matrix.names.length);
  const step = Math.max(1, Math.floor(matrix.rows / EXPLAINED));
  let counted = 0;
  for (let i = 0; i < matrix.rows; i += step, counted += 1) {
    const { values } = attributionOf(model, rowOf(matrix, i));
    for (let j = 0; j < sizes.length; j++) sizes[j] = (sizes[j] ?? 0) + Math.abs(values[j] ?? 0);
  }
  return sizes.map((size) => size / Math.max(1, counted));
}
