import type { Evidence, Opinion } from '#shared/domain/agent.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import { abstain, apportion } from './composite.ts';
import { MODEL_FEATURE_UNITS, MODEL_FEATURES, modelFeatures } from './model-features.ts';
import { opinionOfEvidence } from './technical-agent.ts';
import type { TechnicalReading } from './reading.ts';

/** A trained model as the agent asks it. */
export interface ModelJudge {
  readonly id: string;
  /** Chance of an up by the triple barrier, 0…1, of the features of {@link modelFeatures}. */
  probability(row: Float64Array): number;
  /** Exact Shapley values of the log odds and what they are counted from. */
  attribution(row: Float64Array): { readonly baseline: number; readonly values: Float64Array };
  /** What the share is called that no feature is named for; `base rate` unless told. */
  readonly rest?: string;
  /** Share of the cases out of sample in which its side was right, 0…1: how sure it may be. */
  readonly accuracy: number;
}

/** The model that may speak on a timeframe, or why none does. */
export type ModelStanding =
  | { readonly kind: 'adopted'; readonly judge: ModelJudge }
  | { readonly kind: 'own'; readonly model: OwnVoice }
  | { readonly kind: 'none'; readonly reason: string };

/** A model that answers later: one of a person's own. */
export interface OwnVoice {
  readonly id: string;
  readonly accuracy: number;
  /** @throws Error with a sentence when it gives no probability. */
  ask(row: Float32Array): Promise<number>;
}

export type ModelsOf = (timeframe: Timeframe) => ModelStanding;

/** A probability is not trusted beyond this: no training set tells a chance of one in a hundred. */
const LEAST = 0.1;
/** Features shown each on its own; the others are told together. */
const SHOWN = 7;
const WEIGHT_STEPS = 10_000;
/** All contributions together, each counted positive, cannot be more: an input ends at ±100. */
const MOST_POINTS = 100;

/**
 * The model's opinion: 200 × (p − ½). Its evidence are the exact Shapley values of the log odds, brought to points in the
 * one proportion in which the log odds became the opinion. A point is input × weight, and an input says by its size how
 * much was said in all and by its sign for which side: weight = share of the point, input = ± the sum of all sizes. What
 * rounding to whole steps changes is less than 0.06 points, and the opinion is the sum of the evidence to the last digit.
 */
export function modelOpinion(reading: TechnicalReading, features: FeatureRow, standing: ModelStanding): Opinion {
  if (standing.kind === 'none') return abstain('model', standing.reason);
  if (standing.kind === 'own') return abstain('model', `model ${standing.model.id} has not answered yet`);
  if (reading.missing > 0) {
    const reason = `${String(reading.missing)} more closed candles are needed`;
    return { status: 'warming-up', agent: 'model', reason, missing: reading.missing };
  }
  const row = new Float64Array(MODEL_FEATURES.length);
  if (!modelFeatures(reading, features, row)) return abstain('model', 'a feature of the model could not be measured');
  return opinionOfRow(row, reading.asOf, standing.judge);
}

/** The opinion of features that were measured before. */
export function opinionOfRow(row: Float64Array, asOf: number, judge: ModelJudge): Opinion {
  const p = judge.probability(row);
  if (!(p >= 0 && p <= 1)) return abstain('model', `model ${judge.id} gave no probability`);
  const target = 200 * (Math.min(1 - LEAST, Math.max(LEAST, p)) - 0.5);
  const evidence = evidenceOf(parts(row, judge), target, asOf, p);
  return {
    status: 'ok',
    agent: 'model',
    opinion: opinionOfEvidence(evidence),
    confidence: Math.round(Math.min(1, Math.max(0, judge.accuracy)) * 1000) / 1000,
    evidence,
    veto: false,
    asOf,
  };
}

interface Part {
  readonly name: string;
  readonly measured: string;
  /** Log odds before they are brought to points. */
  readonly size: number;
}

function parts(row: Float64Array, judge: ModelJudge): readonly Part[] {
  const { baseline, values } = judge.attribution(row);
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0) || a - b);
  const named = order.slice(0, SHOWN).map((j) => ({
    name: MODEL_FEATURES[j] ?? '',
    measured: `${(row[j] ?? NaN).toFixed(2)} ${MODEL_FEATURE_UNITS[j] ?? ''}`.replace('-', '−'),
    size: values[j] ?? 0,
  }));
  const rest = order.slice(SHOWN);
  const others = rest.reduce((sum, j) => sum + (values[j] ?? 0), 0);
  return [
    ...named,
    { name: 'other features', measured: `${String(rest.length)} together`, size: others },
    {
      name: judge.rest ?? 'base rate',
      measured: `${(100 / (1 + Math.exp(-baseline))).toFixed(1)} % up`,
      size: baseline,
    },
  ];
}

/** The evidence whose sum is as near to `target` as whole steps allow. */
function evidenceOf(given: readonly Part[], target: number, asOf: number, p: number): Evidence[] {
  const points = inPoints(
    given.map(({ size }) => size),
    target,
  );
  const total = points.reduce((sum, value) => sum + Math.abs(value), 0);
  if (total < 0.05) {
    const measured = `${(p * 100).toFixed(1)} % up`;
    return [{ name: 'base rate', measured, input: 0, weight: 1, asOf }];
  }
  const input = Math.min(MOST_POINTS, Math.round(total * 10) / 10);
  const weights = apportion(points.map(Math.abs), WEIGHT_STEPS);
  return given.flatMap(({ name, measured }, i) => {
    const weight = weights[i] ?? 0;
    if (weight === 0) return [];
    return [{ name, measured, input: (points[i] ?? 0) < 0 ? -input : input, weight: weight / WEIGHT_STEPS, asOf }];
  });
}

/**
 * Log odds as points that sum to `target`. Calibration bends the log odds, so all are brought there in one proportion;
 * where they nearly cancel, or calibration turned the sign, the proportion says nothing and the difference is added to
 * the base rate, which stands last. Sizes that sum to more than 100 are shortened, each side in proportion.
 */
function inPoints(sizes: readonly number[], target: number): number[] {
  const margin = sizes.reduce((sum, size) => sum + size, 0);
  const steepest = 50;
  const proportion = target / margin;
  const even = proportion > 0 && proportion <= steepest;
  const points = sizes.map((size) => size * (even ? proportion : steepest));
  const last = points.length - 1;
  points[last] = (points[last] ?? 0) + target - points.reduce((sum, value) => sum + value, 0);
  const up = points.reduce((sum, value) => sum + Math.max(0, value), 0);
  const down = points.reduce((sum, value) => sum - Math.min(0, value), 0);
  if (up + down <= MOST_POINTS) return points;
  const [upShare, downShare] = [(MOST_POINTS + target) / 2 / up, (MOST_POINTS - target) / 2 / down];
  return points.map((value) => value * (value > 0 ? upShare : downShare));
}
