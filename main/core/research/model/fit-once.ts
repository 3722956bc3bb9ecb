import { Sfc32 } from '../../market/sim/sfc32.ts';
import { logLoss, sigmoid } from '../../statistics/probability.ts';
import { BOOSTING_DEFAULTS, fitBoosting, type BoostingOptions } from './boosting.ts';
import { fitCalibrator } from './calibrate.ts';
import { marginOf, type BaseModel, type FittedModel } from './fitted-model.ts';
import { fitLogistic } from './logistic.ts';
import { pick, pickRows, rowOf } from './matrix.ts';
import { holdBack, purgedBlocks, type Samples } from './samples.ts';
import { averageUniqueness } from './uniqueness.ts';

export const MODEL_KINDS = ['logistic', 'trees'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

export interface FitOptions {
  /** `auto`: in each fold anew the kind with the lesser loss on the cases held back. */
  readonly kind: ModelKind | 'auto';
  readonly l2: number;
  readonly boosting: Partial<BoostingOptions>;
  /** Share of the training cases held back: its earlier half stops the trees, its later half chooses the kind. */
  readonly holdBack: number;
  /** Blocks of time on which the model is calibrated, each by what was fitted on the others. */
  readonly calibrationBlocks: number;
  readonly embargoMs: number;
  readonly seed: number;
}

interface Chosen {
  readonly kind: ModelKind;
  /** Trees of the chosen model. */
  readonly rounds: number;
}

const hasBoth = (label: Float64Array): boolean => label.includes(0) && label.includes(1);

/**
 * Chooses the kind on cases held back, calibrates it on every case by models that had not seen it, and fits it on all of
 * them. Each case counts by its uniqueness. Null with too few cases of a class.
 */
export function fitOnce(
  samples: Samples,
  cases: Uint32Array,
  options: FitOptions,
): { readonly model: FittedModel; readonly kind: ModelKind } | null {
  const chosen = choose(samples, cases, options);
  if (chosen === null) return null;
  const told: number[] = [];
  const margins: number[] = [];
  const blocks: number[] = [];
  const parts = purgedBlocks(samples, cases, options.calibrationBlocks, options.embargoMs);
  for (const [part, { fit, block }] of parts.entries()) {
    if (!hasBoth(pick(samples.label, fit))) continue;
    const base = fitBase(samples, fit, chosen, options);
    for (const i of block) {
      told.push(i);
      blocks.push(part);
      margins.push(marginOf(base, rowOf(samples.matrix, i)));
    }
  }
  const label = pick(samples.label, told);
  if (!hasBoth(label)) return null;
  const calibrator = fitCalibrator(margins, label, averageUniqueness(samples, Uint32Array.from(told)), blocks);
  const base = fitBase(samples, cases, chosen, options);
  return { model: { features: samples.matrix.names, base, calibrator }, kind: chosen.kind };
}

/** The kind with the lesser loss on the later cases held back, and how many trees the earlier ones bear. */
function choose(samples: Samples, cases: Uint32Array, options: FitOptions): Chosen | null {
  const { matrix, label } = samples;
  const { fit, held } = holdBack(samples, cases, options.holdBack, options.embargoMs);
  const stop = held.subarray(0, held.length >> 1);
  const last = held.subarray(held.length >> 1);
  const judged = pick(label, last);
  if (!hasBoth(pick(label, fit)) || !hasBoth(judged)) return null;
  const weight = averageUniqueness(samples, last);
  let best: (Chosen & { readonly loss: number }) | null = null;
  for (const kind of options.kind === 'auto' ? MODEL_KINDS : [options.kind]) {
    const base = fitBase(samples, fit, { kind, rounds: BOOSTING_DEFAULTS.rounds }, options, stop);
    const margins = Float64Array.from(last, (i) => marginOf(base, rowOf(matrix, i)));
    const loss = logLoss(margins.map(sigmoid), judged, weight);
    const rounds = base.kind === 'trees' ? base.trees.length : 0;
    if (best === null || loss < best.loss) best = { kind, rounds, loss };
  }
  return best;
}

/** @param stop cases whose loss says when to stop growing trees; the rounds asked for are grown without them. */
function fitBase(
  samples: Samples,
  cases: Uint32Array,
  { kind, rounds }: Chosen,
  { l2, boosting, seed }: FitOptions,
  stop: Uint32Array | null = null,
): BaseModel {
  const x = pickRows(samples.matrix, cases);
  const label = pick(samples.label, cases);
  const weight = averageUniqueness(samples, cases);
  if (kind === 'logistic') return fitLogistic(x, label, { l2, tolerance: 1e-8, weight }).model;
  const validation =
    stop === null
      ? null
      : {
          matrix: pickRows(samples.matrix, stop),
          label: pick(samples.label, stop),
          weight: averageUniqueness(samples, stop),
        };
  const settings = stop === null ? { ...boosting, rounds } : boosting;
  return fitBoosting(x, label, new Sfc32(seed), settings, validation, weight).model;
}
