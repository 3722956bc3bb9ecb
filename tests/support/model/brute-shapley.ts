import type { Tree } from '#core/research/model/trees.ts';

/** Expected value of a tree when only the features in `known` (a bit mask) are known, by the cases in each node. */
function expectedValue(tree: Tree, row: ArrayLike<number>, known: number, node = 0): number {
  const feature = tree.feature[node] ?? -1;
  if (feature < 0) return tree.value[node] ?? NaN;
  const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
  if ((known >> feature) & 1)
    return expectedValue(tree, row, known, (row[feature] ?? NaN) <= (tree.threshold[node] ?? NaN) ? left : right);
  const [l = NaN, r = NaN] = [tree.cover[left], tree.cover[right]];
  return (l * expectedValue(tree, row, known, left) + r * expectedValue(tree, row, known, right)) / (l + r);
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Shapley values by their definition: over all subsets of features. */
export function bruteShapley(tree: Tree, row: ArrayLike<number>, features: number): number[] {
  return Array.from({ length: features }, (_, j) => {
    let sum = 0;
    for (let set = 0; set < 1 << features; set++) {
      if ((set >> j) & 1) continue;
      const size = [...set.toString(2)].filter((bit) => bit === '1').length;
      const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      sum += weight * (expectedValue(tree, row, set | (1 << j)) - expectedValue(tree, row, set));
    }
    return sum;
  });
}
