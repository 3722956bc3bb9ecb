import { calibrated, type Calibrator } from './calibrate.ts';
import { logisticMargin, type LogisticModel } from './logistic.ts';
import { linearShapley, treesShapley, type Attribution } from './shapley.ts';
import { treesMargin, type TreesModel } from './trees.ts';

export type BaseModel = LogisticModel | TreesModel;

/** A model with its calibration: a probability of a row of features, and what each feature added to it. */
export interface FittedModel {
  readonly features: readonly string[];
  readonly base: BaseModel;
  readonly calibrator: Calibrator;
}

/** Log odds before calibration. */
export const marginOf = (base: BaseModel, row: ArrayLike<number>): number =>
  base.kind === 'logistic' ? logisticMargin(base, row) : treesMargin(base, row);

export const probabilityOf = ({ base, calibrator }: FittedModel, row: ArrayLike<number>): number =>
  calibrated(calibrator, marginOf(base, row));

/** Exact Shapley values of the log odds. */
export const attributionOf = ({ base, features }: FittedModel, row: ArrayLike<number>): Attribution =>
  base.kind === 'logistic' ? linearShapley(base, row) : treesShapley(base, row, features.length);
