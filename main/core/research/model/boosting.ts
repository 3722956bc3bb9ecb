import type { Random } from '../../ports/random.ts';
import { logit, sigmoid, softplus } from '../../statistics/probability.ts';
import { binFeatures } from './binned.ts';
import { growTree, type GrowOptions } from './grow-tree.ts';
import { allRows, type FeatureMatrix } from './matrix.ts';
import { treeValue, type Tree, type TreesModel } from './trees.ts';

export interface BoostingOptions extends GrowOptions {
  readonly rounds: number;
  /** Share of the cases each tree is grown on, drawn without replacement. */
  readonly subsample: number;
  /** At most 256; a feature with fewer values is split exactly. */
  readonly bins: number;
  /** Rounds without a better validation loss after which growing ends; the trees up to the best one are kept. */
  readonly patience: number;
}

export const BOOSTING_DEFAULTS: BoostingOptions = {
  rounds: 200,
  depth: 3,
  shrinkage: 0.05,
  subsample: 0.7,
  minLeaf: 40,
  lambda: 1,
  minGain: 0,
  bins: 64,
  patience: 20,
};

/** Cases held back to say when to stop: later than every training case and not overlapping them. */
export interface Validation {
  readonly matrix: FeatureMatrix;
  readonly label: ArrayLike<number>;
  readonly weight?: ArrayLike<number>;
}

export interface BoostingFit {
  readonly model: TreesModel;
  /** Rounds that were grown; the model may hold fewer. */
  readonly grown: number;
  readonly validationLoss: number | null;
}

/**
 * Gradient-boosted trees on the binary log loss (Friedman 2001 with second derivatives). The same data, options and
 * random stream give the same model.
 * @param weight how much each case counts; all 1 when left out.
 * @throws RangeError when labels and cases differ in number or there is only one class.
 */
export function fitBoosting(
  matrix: FeatureMatrix,
  label: ArrayLike<number>,
  random: Random,
  given: Partial<BoostingOptions> = {},
  validation: Validation | null = null,
  weight: ArrayLike<number> = new Float64Array(matrix.rows).fill(1),
): BoostingFit {
  const options = { ...BOOSTING_DEFAULTS, ...given };
  const rate = shareOf(matrix, label, weight);
  const binned = binFeatures(matrix, Math.min(256, Math.max(2, options.bins)));
  const intercept = logit(rate);
  const state = new MarginState(matrix, label, weight, intercept);
  const watch = validation === null ? null : new LossWatch(validation, intercept);
  const trees: Tree[] = [];
  while (trees.length < options.rounds && (watch?.since ?? 0) < options.patience) {
    const { gradient, curvature } = state.derivatives();
    const tree = growTree(binned, drawn(matrix.rows, options.subsample, random), gradient, curvature, options);
    trees.push(tree);
    state.add(tree);
    watch?.add(tree);
  }
  const { best, bestLoss } = watch ?? { best: trees.length, bestLoss: null };
  const model: TreesModel = { kind: 'trees', intercept, trees: trees.slice(0, best) };
  return { model, grown: trees.length, validationLoss: bestLoss };
}

/** The log odds of the training cases so far. */
class MarginState {
  readonly #rows: readonly Float64Array[];
  readonly #label: ArrayLike<number>;
  readonly #weight: ArrayLike<number>;
  readonly #margin: Float64Array;
  readonly #gradient: Float64Array;
  readonly #curvature: Float64Array;

  constructor(matrix: FeatureMatrix, label: ArrayLike<number>, weight: ArrayLike<number>, intercept: number) {
    this.#rows = allRows(matrix);
    this.#label = label;
    this.#weight = weight;
    this.#margin = new Float64Array(matrix.rows).fill(intercept);
    this.#gradient = new Float64Array(matrix.rows);
    this.#curvature = new Float64Array(matrix.rows);
  }

  /** First and second derivative of the loss of each case. */
  derivatives(): { readonly gradient: Float64Array; readonly curvature: Float64Array } {
    for (const [i, margin] of this.#margin.entries()) {
      const p = sigmoid(margin);
      const weight = this.#weight[i] ?? NaN;
      this.#gradient[i] = weight * (p - (this.#label[i] ?? NaN));
      this.#curvature[i] = weight * p * (1 - p);
    }
    return { gradient: this.#gradient, curvature: this.#curvature };
  }

  add(tree: Tree): void {
    for (const [i, row] of this.#rows.entries()) this.#margin[i] = (this.#margin[i] ?? NaN) + treeValue(tree, row);
  }
}

function shareOf(matrix: FeatureMatrix, label: ArrayLike<number>, weight: ArrayLike<number>): number {
  if (label.length !== matrix.rows)
    throw new RangeError(`${String(matrix.rows)} cases have ${String(label.length)} labels`);
  let ones = 0;
  let all = 0;
  for (let i = 0; i < label.length; i++) {
    ones += (weight[i] ?? NaN) * (label[i] ?? 0);
    all += weight[i] ?? NaN;
  }
  if (!(ones > 0) || !(ones < all)) throw new RangeError('All cases are of one class: there is nothing to tell apart');
  return ones / all;
}

/** A sorted draw without replacement (Knuth's selection sampling). */
function drawn(rows: number, share: number, random: Random): Uint32Array {
  const wanted = Math.max(1, Math.round(rows * Math.min(1, share)));
  const cases = new Uint32Array(wanted);
  let taken = 0;
  for (let i = 0; i < rows && taken < wanted; i++) {
    if (wanted - taken >= rows - i || random.next() * (rows - i) < wanted - taken) cases[taken++] = i;
  }
  return cases;
}

/** The loss on cases that are not trained on, after each tree. */
class LossWatch {
  readonly #validation: Validation;
  readonly #margin: Float64Array;
  readonly #rows: readonly Float64Array[];
  #trees = 0;
  /** Trees at the least loss. */
  best = 0;
  bestLoss: number;

  constructor(validation: Validation, intercept: number) {
    this.#validation = validation;
    this.#margin = new Float64Array(validation.matrix.rows).fill(intercept);
    this.#rows = allRows(validation.matrix);
    this.bestLoss = this.#loss();
  }

  /** Trees since the least loss. */
  get since(): number {
    return this.#trees - this.best;
  }

  add(tree: Tree): void {
    for (const [i, row] of this.#rows.entries()) this.#margin[i] = (this.#margin[i] ?? NaN) + treeValue(tree, row);
    this.#trees += 1;
    const loss = this.#loss();
    if (loss >= this.bestLoss) return;
    this.bestLoss = loss;
    this.best = this.#trees;
  }

  #loss(): number {
    let sum = 0;
    let all = 0;
    const { label, weight } = this.#validation;
    for (let i = 0; i < this.#margin.length; i++) {
      const own = weight === undefined ? 1 : (weight[i] ?? NaN);
      sum += own * (softplus(this.#margin[i] ?? NaN) - (label[i] ?? NaN) * (this.#margin[i] ?? NaN));
      all += own;
    }
    return sum / all;
  }
}
