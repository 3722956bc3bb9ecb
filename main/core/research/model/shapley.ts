import type { LogisticModel } from './logistic.ts';
import { goesLeft, treeMean, type Tree, type TreesModel } from './trees.ts';

/** What each feature added to the log odds, beside the baseline; their sum is the model's margin. */
export interface Attribution {
  readonly baseline: number;
  readonly values: Float64Array;
}

/** Exact Shapley values of a linear margin against independent features: wⱼ (xⱼ − mean xⱼ). */
export function linearShapley({ intercept, weights, means }: LogisticModel, row: ArrayLike<number>): Attribution {
  let baseline = intercept;
  const values = new Float64Array(weights.length);
  for (let j = 0; j < weights.length; j++) {
    const weight = weights[j] ?? NaN;
    baseline += weight * (means[j] ?? NaN);
    values[j] = weight * ((row[j] ?? NaN) - (means[j] ?? NaN));
  }
  return { baseline, values };
}

/** Exact path-dependent Shapley values of a sum of trees. */
export function treesShapley({ intercept, trees }: TreesModel, row: ArrayLike<number>, features: number): Attribution {
  const values = new Float64Array(features);
  let baseline = intercept;
  for (const tree of trees) {
    baseline += treeMean(tree);
    treeShapley(tree, row, values);
  }
  return { baseline, values };
}

/** One step on the way to a node: a feature, the shares of its two sides, and the weights of the subsets so far. */
interface Step {
  readonly feature: number;
  /** Share of training cases that go this way when the feature is not known. */
  readonly zero: number;
  /** 1 when the case itself goes this way, else 0. */
  readonly one: number;
  weight: number;
}

/**
 * Adds the Shapley values of one tree: algorithm 2 of Lundberg et al. (2020, "From local explanations to global
 * understanding with explainable AI for trees"), polynomial in the depth. The expectation over unknown features follows
 * the training cases in each node.
 */
export function treeShapley(tree: Tree, row: ArrayLike<number>, into: Float64Array): void {
  descend({ tree, row, into }, 0, [], 1, 1, -1);
}

interface Walk {
  readonly tree: Tree;
  readonly row: ArrayLike<number>;
  readonly into: Float64Array;
}

function descend(walk: Walk, node: number, before: readonly Step[], zero: number, one: number, feature: number): void {
  const { tree, row } = walk;
  const path = extend(before, zero, one, feature);
  const split = tree.feature[node] ?? -1;
  if (split < 0) {
    credit(walk, path, tree.value[node] ?? NaN);
    return;
  }
  const sides = [tree.left[node] ?? 0, tree.right[node] ?? 0] as const;
  const hot = goesLeft(tree, node, row) ? 0 : 1;
  // A feature that was split on before counts once: its step is taken back and its shares go on.
  const earlier = path.findIndex((step, i) => i > 0 && step.feature === split);
  const taken = path[earlier] ?? FIRST_TIME;
  const rest = earlier < 0 ? path : unwind(path, earlier);
  for (const [i, side] of sides.entries()) {
    const share = (tree.cover[side] ?? NaN) / (tree.cover[node] ?? NaN);
    descend(walk, side, rest, taken.zero * share, i === hot ? taken.one : 0, split);
  }
}

const FIRST_TIME = { zero: 1, one: 1 } as const;

/** What a leaf gives to each feature on the way to it. */
function credit({ into }: Walk, path: readonly Step[], value: number): void {
  for (const [i, step] of path.entries()) {
    if (i === 0) continue;
    into[step.feature] = (into[step.feature] ?? NaN) + sumUnwound(path, i) * (step.one - step.zero) * value;
  }
}

/** The path with one more step, the weights of all subset sizes renewed. */
function extend(path: readonly Step[], zero: number, one: number, feature: number): Step[] {
  const longer = path.map((step) => ({ ...step }));
  const depth = longer.length;
  longer.push({ feature, zero, one, weight: depth === 0 ? 1 : 0 });
  for (let i = depth - 1; i >= 0; i--) {
    const step = longer[i] as Step;
    const next = longer[i + 1] as Step;
    next.weight += (one * step.weight * (i + 1)) / (depth + 1);
    step.weight = (zero * step.weight * (depth - i)) / (depth + 1);
  }
  return longer;
}

/** The path without step `index`: the inverse of {@link extend}. */
function unwind(path: readonly Step[], index: number): Step[] {
  const weights = unwoundWeights(path, index);
  return path.filter((_, i) => i !== index).map((step, i) => ({ ...step, weight: weights[i] ?? NaN }));
}

function sumUnwound(path: readonly Step[], index: number): number {
  return unwoundWeights(path, index).reduce((sum, weight) => sum + weight, 0);
}

function unwoundWeights(path: readonly Step[], index: number): number[] {
  const depth = path.length - 1;
  const { zero, one } = path[index] as Step;
  const weights = path.slice(0, depth).map(({ weight }) => weight);
  let next = (path[depth] as Step).weight;
  for (let i = depth - 1; i >= 0; i--) {
    const own = weights[i] ?? NaN;
    if (one === 0) weights[i] = (own * (depth + 1)) / (zero * (depth - i));
    else {
      const weight = (next * (depth + 1)) / ((i + 1) * one);
      weights[i] = weight;
      next = own - (weight * zero * (depth - i)) / (depth + 1);
    }
  }
  return weights;
}
