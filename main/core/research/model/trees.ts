/**
 * A binary regression tree as columns, node 0 the root. A case goes left when its feature is ≤ the threshold. In a leaf
 * `feature` is −1 and `value` counts.
 */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
  /** Training cases that passed each node: the weights of an expectation over features that are not known. */
  readonly cover: readonly number[];
}

/** Whether a case takes the left side of a node that is no leaf. */
export const goesLeft = (tree: Tree, node: number, row: ArrayLike<number>): boolean =>
  (row[tree.feature[node] ?? -1] ?? NaN) <= (tree.threshold[node] ?? NaN);

/** The leaf's value for a case. */
export function treeValue(tree: Tree, row: ArrayLike<number>): number {
  let node = 0;
  for (;;) {
    const feature = tree.feature[node] ?? -1;
    if (feature < 0) return tree.value[node] ?? NaN;
    node = (goesLeft(tree, node, row) ? tree.left[node] : tree.right[node]) ?? 0;
  }
}

/** Mean of a tree's leaves by the training cases that ended in each. */
export function treeMean(tree: Tree): number {
  const mean = (node: number): number => {
    if ((tree.feature[node] ?? -1) < 0) return tree.value[node] ?? NaN;
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
    const total = tree.cover[node] ?? NaN;
    return ((tree.cover[left] ?? NaN) * mean(left) + (tree.cover[right] ?? NaN) * mean(right)) / total;
  };
  return mean(0);
}

/** A sum of trees on the log odds. */
export interface TreesModel {
  readonly kind: 'trees';
  readonly intercept: number;
  readonly trees: readonly Tree[];
}

/** Log odds of a case. */
export function treesMargin(model: TreesModel, row: ArrayLike<number>): number {
  let sum = model.intercept;
  for (const tree of model.trees) sum += treeValue(tree, row);
  return sum;
}
