import { cell, symmetric, type Matrix } from '../analytics/matrix.ts';

/** A binary tree of symbols; a leaf is a place. */
export type Tree = { readonly leaf: number } | { readonly left: Tree; readonly right: Tree; readonly height: number };

/** Distance of correlations: √((1 − ρ)/2), from 0 to 1. Source: Mantegna, European Physical J. B 11 (1999). */
export const correlationDistance = (correlation: Matrix): Matrix =>
  symmetric(correlation.rows, (i, j) =>
    i === j ? 0 : Math.sqrt(Math.max(0, Math.min(1, (1 - cell(correlation, i, j)) / 2))),
  );

interface Cluster {
  readonly id: number;
  readonly tree: Tree;
  readonly members: readonly number[];
}

/**
 * Single linkage: the two clusters with the nearest members are joined until one is left; the cluster that is older
 * (leaves by their places, then joins in order) stands left. Source: Florek et al. (1951).
 */
export function singleLinkage(distance: Matrix): Tree {
  let clusters: Cluster[] = Array.from({ length: distance.rows }, (_, leaf) => ({
    id: leaf,
    tree: { leaf },
    members: [leaf],
  }));
  let next = distance.rows;
  while (clusters.length > 1) {
    const { a, b, height } = nearest(clusters, distance);
    const joined = { id: next, tree: { left: a.tree, right: b.tree, height }, members: [...a.members, ...b.members] };
    clusters = [...clusters.filter(({ id }) => id !== a.id && id !== b.id), joined];
    next += 1;
  }
  return clusters[0]?.tree ?? { leaf: 0 };
}

function nearest(clusters: readonly Cluster[], distance: Matrix): { a: Cluster; b: Cluster; height: number } {
  let best: { a: Cluster; b: Cluster; height: number } | null = null;
  clusters.forEach((a, i) => {
    for (const b of clusters.slice(i + 1)) {
      const height = gap(a.members, b.members, distance);
      if (best === null || height < best.height) best = { a, b, height };
    }
  });
  if (best === null) throw new Error('There are fewer than two clusters.');
  return best;
}

function gap(a: readonly number[], b: readonly number[], distance: Matrix): number {
  let least = Infinity;
  for (const i of a) for (const j of b) least = Math.min(least, cell(distance, i, j));
  return least;
}

/** Leaves from left to right. */
export const leavesOf = (tree: Tree): readonly number[] =>
  'leaf' in tree ? [tree.leaf] : [...leavesOf(tree.left), ...leavesOf(tree.right)];

interface Ordering {
  readonly cost: number;
  readonly order: readonly number[];
}

/**
 * Leaves in the order with the least sum of distances between neighbours that swapping branches can reach; the two
 * branches of the root keep their sides. Source: Bar-Joseph, Gifford and Jaakkola, Bioinformatics 17 (2001).
 */
export function optimalLeafOrder(tree: Tree, distance: Matrix): readonly number[] {
  if ('leaf' in tree) return [tree.leaf];
  const leftLeaves = new Set(leavesOf(tree.left));
  let best: Ordering | null = null;
  for (const candidate of orderings(tree, distance).values()) {
    const keepsSides = leftLeaves.has(candidate.order[0] ?? -1);
    if (keepsSides && (best === null || candidate.cost < best.cost)) best = candidate;
  }
  return best?.order ?? leavesOf(tree);
}

/** The best order for every pair of outer leaves, by `first,last`. */
function orderings(tree: Tree, distance: Matrix): ReadonlyMap<string, Ordering> {
  if ('leaf' in tree) return new Map([[`${tree.leaf},${tree.leaf}`, { cost: 0, order: [tree.leaf] }]]);
  const found = new Map<string, Ordering>();
  const left = [...orderings(tree.left, distance).values()];
  const right = [...orderings(tree.right, distance).values()];
  for (const a of left) {
    for (const b of right) {
      offer(found, a, b, distance);
      offer(found, b, a, distance);
    }
  }
  return found;
}

function offer(found: Map<string, Ordering>, a: Ordering, b: Ordering, distance: Matrix): void {
  const cost = a.cost + b.cost + cell(distance, a.order.at(-1) ?? 0, b.order[0] ?? 0);
  const key = `${String(a.order[0])},${String(b.order.at(-1))}`;
  const known = found.get(key);
  if (known === undefined || cost < known.cost) found.set(key, { cost, order: [...a.order, ...b.order] });
}
