import type { BinnedMatrix } from './binned.ts';
import type { Tree } from './trees.ts';

export interface GrowOptions {
  readonly depth: number;
  /** Fewest training cases in a leaf. */
  readonly minLeaf: number;
  /** Weight of ½ Σ value² over the leaves. */
  readonly lambda: number;
  /** Least gain of a split. */
  readonly minGain: number;
  /** What a leaf's value is multiplied with. */
  readonly shrinkage: number;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

/**
 * Grows one tree on first and second derivatives of the loss by the exact greedy rule over the bins: gain =
 * ½ [G_L²/(H_L+λ) + G_R²/(H_R+λ) − G²/(H+λ)], leaf value −G/(H+λ) (Chen and Guestrin 2016, eq. 5–7). Ties go to the
 * feature and the cut that come first, so that equal data give equal trees.
 */
export function growTree(
  binned: BinnedMatrix,
  cases: Uint32Array,
  gradient: Float64Array,
  curvature: Float64Array,
  options: GrowOptions,
): Tree {
  const tree = { feature: [], threshold: [], left: [], right: [], value: [], cover: [] } as TreeInMaking;
  const grower = new Grower(binned, gradient, curvature, options, tree);
  grower.grow(cases.slice(), 0, cases.length, 0);
  return tree;
}

interface TreeInMaking {
  readonly feature: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
  readonly cover: number[];
}

const MOST_BINS = 256;

class Grower {
  readonly #binned: BinnedMatrix;
  readonly #g: Float64Array;
  readonly #h: Float64Array;
  readonly #options: GrowOptions;
  readonly #tree: TreeInMaking;
  readonly #sumG = new Float64Array(MOST_BINS);
  readonly #sumH = new Float64Array(MOST_BINS);
  readonly #count = new Uint32Array(MOST_BINS);

  constructor(binned: BinnedMatrix, g: Float64Array, h: Float64Array, options: GrowOptions, tree: TreeInMaking) {
    this.#binned = binned;
    this.#g = g;
    this.#h = h;
    this.#options = options;
    this.#tree = tree;
  }

  /** Adds the node of `cases[from … to)` and what is below it; the cases are put in order of the sides they take. */
  grow(cases: Uint32Array, from: number, to: number, depth: number): number {
    const tree = this.#tree;
    const node = tree.feature.length;
    let g = 0;
    let h = 0;
    for (let k = from; k < to; k++) {
      g += this.#g[cases[k] ?? 0] ?? 0;
      h += this.#h[cases[k] ?? 0] ?? 0;
    }
    const { lambda, shrinkage } = this.#options;
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.value.push(((-g / (h + lambda)) * shrinkage || 0) + 0);
    tree.cover.push(to - from);
    const split = depth < this.#options.depth ? this.#best(cases, from, to, g, h) : null;
    if (split === null) return node;
    const middle = this.#part(cases, from, to, split);
    tree.feature[node] = split.feature;
    tree.threshold[node] = this.#binned.cuts[split.feature]?.[split.bin] ?? NaN;
    tree.value[node] = 0;
    tree.left[node] = this.grow(cases, from, middle, depth + 1);
    tree.right[node] = this.grow(cases, middle, to, depth + 1);
    return node;
  }

  #best(cases: Uint32Array, from: number, to: number, g: number, h: number): Split | null {
    const { minLeaf, minGain } = this.#options;
    if (to - from < 2 * minLeaf) return null;
    let best: Split = { gain: minGain, feature: -1, bin: -1 };
    for (let feature = 0; feature < this.#binned.columns.length; feature++) {
      const found = this.#bestOf(feature, cases, from, to, g, h, best.gain);
      if (found !== null) best = found;
    }
    return best.feature < 0 ? null : best;
  }

  #bestOf(
    feature: number,
    cases: Uint32Array,
    from: number,
    to: number,
    g: number,
    h: number,
    above: number,
  ): Split | null {
    const cuts = this.#binned.cuts[feature]?.length ?? 0;
    if (cuts === 0) return null;
    this.#fill(feature, cases, from, to, cuts + 1);
    const { minLeaf, lambda } = this.#options;
    const parent = (g * g) / (h + lambda);
    let best: Split | null = null;
    let gain = above;
    let leftG = 0;
    let leftH = 0;
    let left = 0;
    for (let bin = 0; bin < cuts; bin++) {
      leftG += this.#sumG[bin] ?? 0;
      leftH += this.#sumH[bin] ?? 0;
      left += this.#count[bin] ?? 0;
      if (left < minLeaf) continue;
      if (to - from - left < minLeaf) break;
      const rightG = g - leftG;
      const own = (leftG * leftG) / (leftH + lambda) + (rightG * rightG) / (h - leftH + lambda) - parent;
      // Sums in another order differ in their last bits; a gain must be larger by more than that.
      if (own / 2 > gain * (1 + 1e-9) + 1e-12) {
        gain = own / 2;
        best = { gain, feature, bin };
      }
    }
    return best;
  }

  #fill(feature: number, cases: Uint32Array, from: number, to: number, bins: number): void {
    const column = this.#binned.columns[feature] ?? new Uint8Array();
    this.#sumG.fill(0, 0, bins);
    this.#sumH.fill(0, 0, bins);
    this.#count.fill(0, 0, bins);
    for (let k = from; k < to; k++) {
      const i = cases[k] ?? 0;
      const bin = column[i] ?? 0;
      this.#sumG[bin] = (this.#sumG[bin] ?? 0) + (this.#g[i] ?? 0);
      this.#sumH[bin] = (this.#sumH[bin] ?? 0) + (this.#h[i] ?? 0);
      this.#count[bin] = (this.#count[bin] ?? 0) + 1;
    }
  }

  /** Puts the cases of the left side first, both in the order they were in; the place where the right side begins. */
  #part(cases: Uint32Array, from: number, to: number, { feature, bin }: Split): number {
    const column = this.#binned.columns[feature] ?? new Uint8Array();
    const right: number[] = [];
    let write = from;
    for (let k = from; k < to; k++) {
      const i = cases[k] ?? 0;
      if ((column[i] ?? 0) <= bin) cases[write++] = i;
      else right.push(i);
    }
    cases.set(right, write);
    return write;
  }
}
