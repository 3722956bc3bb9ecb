import { logLoss } from '../../statistics/probability.ts';
import { fitOnce, type FitOptions, type ModelKind } from './fit-once.ts';
import { probabilityOf, type FittedModel } from './fitted-model.ts';
import { pick, rowOf } from './matrix.ts';
import { walkForward, type Samples, type SplitOptions } from './samples.ts';

export type TrainOptions = SplitOptions & FitOptions;

export const TRAIN_DEFAULTS: TrainOptions = {
  folds: 5,
  firstTrain: 0.4,
  embargoMs: 0,
  kind: 'auto',
  l2: 10,
  boosting: {},
  holdBack: 0.3,
  calibrationBlocks: 4,
  seed: 1,
};

/** Fewer training cases than this and a fold is not trained. */
export const LEAST_TRAINING = 200;

export interface FoldResult {
  readonly from: number;
  readonly to: number;
  readonly trained: number;
  readonly tested: number;
  readonly kind: ModelKind | 'onnx';
  readonly logLoss: number;
  readonly baseLogLoss: number;
}

/** What was said of cases that were later than all that was known when it was said. */
export interface OutOfSample {
  /** Places of the cases in the samples. */
  readonly cases: Uint32Array;
  readonly probability: Float64Array;
  /** The share of label 1 in the training cases of the fold: what would be said without a model. */
  readonly baseRate: Float64Array;
  readonly folds: readonly FoldResult[];
}

export interface TrainedModel {
  readonly model: FittedModel;
  readonly kind: ModelKind;
  readonly outOfSample: OutOfSample;
}

export interface TrainStep {
  readonly done: number;
  readonly total: number;
  readonly what: string;
}

/**
 * Trains walk-forward and then once more on everything; yields between the steps, so that a thread may tell of them and
 * end. The final model is never tested: what the card says is of the folds.
 * @throws RangeError with a sentence when there are too few cases.
 */
export function* trainModel(samples: Samples, given: Partial<TrainOptions> = {}): Generator<TrainStep, TrainedModel> {
  const options = { ...TRAIN_DEFAULTS, ...given };
  const folds = walkForward(samples, options);
  const total = folds.length + 1;
  const parts: { cases: Uint32Array; p: Float64Array; base: Float64Array }[] = [];
  const results: FoldResult[] = [];
  for (const [k, { train, test, from, to }] of folds.entries()) {
    yield { done: k, total, what: `fold ${String(k + 1)} of ${String(folds.length)}` };
    if (train.length < LEAST_TRAINING || test.length === 0) continue;
    const fitted = fitOnce(samples, train, options);
    if (fitted === null) continue;
    const p = probabilities(fitted.model, samples, test);
    const base = new Float64Array(test.length).fill(mean(pick(samples.label, train)));
    const label = pick(samples.label, test);
    const losses = { logLoss: logLoss(p, label), baseLogLoss: logLoss(base, label) };
    results.push({ from, to, trained: train.length, tested: test.length, kind: fitted.kind, ...losses });
    parts.push({ cases: test, p, base });
  }
  yield { done: folds.length, total, what: 'final model' };
  const final = fitOnce(samples, Uint32Array.from(samples.start.keys()), options);
  if (final === null || parts.length === 0)
    throw new RangeError(
      `${String(samples.matrix.rows)} cases are too few: each training needs ${String(LEAST_TRAINING)} with both outcomes`,
    );
  const joined = {
    cases: Uint32Array.from(parts.flatMap(({ cases }) => [...cases])),
    probability: Float64Array.from(parts.flatMap(({ p }) => [...p])),
    baseRate: Float64Array.from(parts.flatMap(({ base }) => [...base])),
  };
  return { ...final, outOfSample: { ...joined, folds: results } };
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function probabilities(model: FittedModel, { matrix }: Samples, cases: Uint32Array): Float64Array {
  const row = new Float64Array(matrix.names.length);
  return Float64Array.from(cases, (i) => probabilityOf(model, rowOf(matrix, i, row)));
}
