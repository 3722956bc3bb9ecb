/** A non-decreasing step between two of its points: linear in between, flat outside. */
export interface IsotonicFit {
  /** Increasing; where a block of equal fitted values begins or ends. */
  readonly x: readonly number[];
  /** Non-decreasing, same length as `x`. */
  readonly y: readonly number[];
}

/**
 * Least-squares non-decreasing fit by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972). Equal `x` are
 * one point with their weighted mean. Exact and O(n log n); order of the input does not matter.
 * @param weight one per point, > 0; all 1 when left out.
 * @throws RangeError when lengths differ, nothing is given, or a value is not finite.
 */
export function fitIsotonic(x: ArrayLike<number>, y: ArrayLike<number>, weight?: ArrayLike<number>): IsotonicFit {
  const points = sortedPoints(x, y, weight);
  const blocks: Block[] = [];
  for (const point of points) {
    let block: Block = { from: point.x, to: point.x, weight: point.weight, sum: point.sum };
    let last = blocks.at(-1);
    while (last !== undefined && last.sum / last.weight >= block.sum / block.weight) {
      block = { from: last.from, to: block.to, weight: last.weight + block.weight, sum: last.sum + block.sum };
      blocks.pop();
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  const fit: { x: number[]; y: number[] } = { x: [], y: [] };
  for (const { from, to, sum, weight: total } of blocks) {
    fit.x.push(from);
    fit.y.push(sum / total);
    if (to > from) {
      fit.x.push(to);
      fit.y.push(sum / total);
    }
  }
  return fit;
}

/** The fitted value at `x`: between two points in proportion, beyond the ends as at the end. */
export function isotonicAt({ x: xs, y: ys }: IsotonicFit, x: number): number {
  const at = (list: readonly number[], i: number): number => list[i] ?? NaN;
  let low = 0;
  let high = xs.length - 1;
  if (x <= at(xs, low)) return at(ys, low);
  if (x >= at(xs, high)) return at(ys, high);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(xs, middle) <= x) low = middle;
    else high = middle;
  }
  const share = (x - at(xs, low)) / (at(xs, high) - at(xs, low));
  return at(ys, low) + share * (at(ys, high) - at(ys, low));
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly sum: number;
}

interface Point {
  readonly x: number;
  weight: number;
  sum: number;
}

function sortedPoints(x: ArrayLike<number>, y: ArrayLike<number>, weight?: ArrayLike<number>): readonly Point[] {
  const weights = weight ?? new Float64Array(x.length).fill(1);
  if (x.length === 0 || x.length !== y.length || weights.length !== x.length)
    throw new RangeError(
      `An isotonic fit needs as many values as points, and one at least; got ${lengths(x, y, weights)}`,
    );
  const order = Array.from({ length: x.length }, (_, i) => i).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b);
  const points: Point[] = [];
  for (const i of order) {
    const [at = NaN, value = NaN, w = NaN] = [x[i], y[i], weights[i]];
    mustBeUsable(i, at, value, w);
    const last = points.at(-1);
    if (last?.x === at) {
      last.weight += w;
      last.sum += w * value;
    } else points.push({ x: at, weight: w, sum: w * value });
  }
  return points;
}

function mustBeUsable(i: number, x: number, y: number, weight: number): void {
  if (Number.isFinite(x + y) && weight > 0) return;
  throw new RangeError(`Point ${String(i)} of an isotonic fit is not usable: x ${x}, y ${y}, weight ${weight}`);
}

const lengths = (...lists: ArrayLike<number>[]): string => lists.map(({ length }) => String(length)).join(', ');
