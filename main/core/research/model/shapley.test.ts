import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bruteShapley } from '#tests/support/model/brute-shapley.ts';
import { hasReferenceSets, readJson } from '#tests/support/model/reference-sets.ts';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { fitBoosting } from './boosting.ts';
import { fitLogistic, logisticMargin } from './logistic.ts';
import { matrixOfRows, rowOf } from './matrix.ts';
import { linearShapley, treesShapley, treeShapley } from './shapley.ts';
import { treeMean, treesMargin, treeValue, type Tree } from './trees.ts';

interface Case {
  readonly model: string;
  readonly base_value: number;
  readonly x: readonly number[];
  readonly shap: readonly number[];
}

/** The trees of the published cases over their population: x0 splits 50/50, x1 halves each side. */
const PUBLISHED: Readonly<Record<string, Tree>> = {
  'single split: y = x0': stump(50, [0, 1]),
  'AND: y = x0 AND x1': second(1, { left: 0, right: [0, 1] }),
  'OR: y = x0 OR x1': second(0, { left: [0, 1], right: 1 }),
};

function stump(half: number, [left, right]: readonly [number, number]): Tree {
  return {
    feature: [0, -1, -1],
    threshold: [0.5, 0, 0],
    left: [1, -1, -1],
    right: [2, -1, -1],
    value: [0, left, right],
    cover: [2 * half, half, half],
  };
}

/** A root on x0 whose side `deep` is split on x1. */
function second(deep: 0 | 1, leaves: { readonly left: unknown; readonly right: unknown }): Tree {
  const [low, high] = (deep === 1 ? leaves.right : leaves.left) as [number, number];
  const flat = (deep === 1 ? leaves.left : leaves.right) as number;
  return {
    feature: [0, deep === 0 ? 1 : -1, deep === 1 ? 1 : -1, -1, -1],
    threshold: [0.5, 0.5, 0.5, 0, 0],
    left: [1, 3, 3, -1, -1],
    right: [2, 4, 4, -1, -1],
    value: [0, deep === 0 ? 0 : flat, deep === 1 ? 0 : flat, low, high],
    cover: [100, 50, 50, 25, 25],
  };
}

describe.skipIf(!hasReferenceSets)('the published trees', () => {
  const { cases } = hasReferenceSets
    ? (readJson('shap-simple-trees.json') as { cases: readonly Case[] })
    : { cases: [] };
  it.each(cases.map((one) => [`${one.model} at ${one.x.join(' ')}`, one] as const))('%s', (_, one) => {
    const tree = PUBLISHED[one.model];
    if (tree === undefined) throw new Error(`no tree for ${one.model}`);
    const values = new Float64Array(4);
    treeShapley(tree, one.x, values);
    expect(treeMean(tree)).toBeCloseTo(one.base_value, 12);
    for (const [j, value] of one.shap.entries()) expect(values[j]).toBeCloseTo(value, 12);
  });
});

const FEATURES = 5;

/** Random trees up to depth 5 that split on some features again and again. */
const randomTree = fc.integer({ min: 0, max: 0xffff_ffff }).map((seed): Tree => {
  const random = new Sfc32(seed);
  const tree: { [K in keyof Tree]: number[] } = {
    feature: [],
    threshold: [],
    left: [],
    right: [],
    value: [],
    cover: [],
  };
  const add = (depth: number, cover: number): number => {
    const node = tree.feature.length;
    const leaf = depth === 0 || cover < 2 || random.next() < 0.15;
    tree.feature.push(leaf ? -1 : Math.floor(random.next() * FEATURES));
    tree.threshold.push(random.next());
    tree.value.push(leaf ? random.next() * 2 - 1 : 0);
    tree.cover.push(cover);
    tree.left.push(-1);
    tree.right.push(-1);
    if (leaf) return node;
    const share = 1 + Math.floor(random.next() * (cover - 1));
    tree.left[node] = add(depth - 1, share);
    tree.right[node] = add(depth - 1, cover - share);
    return node;
  };
  add(5, 1_000);
  return tree;
});
const anyRow = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: FEATURES, maxLength: FEATURES });

describe('Shapley values of any tree', () => {
  it('sum to the prediction less the baseline and are those of the definition', () => {
    fc.assert(
      fc.property(randomTree, anyRow, (tree, row) => {
        const values = new Float64Array(FEATURES);
        treeShapley(tree, row, values);
        const sum = values.reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(treeValue(tree, row) - treeMean(tree), 10);
        for (const [j, value] of bruteShapley(tree, row, FEATURES).entries()) expect(values[j]).toBeCloseTo(value, 10);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Shapley values of fitted models', () => {
  const random = new Sfc32(4);
  const rows = Array.from({ length: 400 }, () => [random.next(), random.next(), random.next() * 10]);
  const label = rows.map(([a = 0, b = 0]) => (random.next() < 0.15 + 0.7 * Number(a + b > 1) ? 1 : 0));
  const matrix = matrixOfRows(['a', 'b', 'c'], rows);

  it('add up to the margin of boosted trees', () => {
    const { model } = fitBoosting(matrix, label, new Sfc32(1), { rounds: 20, minLeaf: 10 });
    for (let i = 0; i < 50; i++) {
      const row = rowOf(matrix, i);
      const { baseline, values } = treesShapley(model, row, 3);
      expect(baseline + values.reduce((a, b) => a + b, 0)).toBeCloseTo(treesMargin(model, row), 10);
    }
  });

  it('are w (x − mean) for a linear model', () => {
    const { model } = fitLogistic(matrix, label);
    const row = rowOf(matrix, 7);
    const { baseline, values } = linearShapley(model, row);
    expect(baseline + values.reduce((a, b) => a + b, 0)).toBeCloseTo(logisticMargin(model, row), 12);
    expect(values[1]).toBeCloseTo((model.weights[1] ?? NaN) * ((row[1] ?? NaN) - (model.means[1] ?? NaN)), 12);
  });
});
