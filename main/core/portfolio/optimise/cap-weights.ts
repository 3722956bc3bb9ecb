import { err, ok, type Result } from '#shared/kernel/result.ts';

/** Least and most of one weight, as shares of the whole. */
export interface WeightBounds {
  readonly floor: number;
  readonly cap: number;
}

/** What rounding of doubles may miss a sum by. */
const SLACK = 1e-12;

/**
 * Why no weights of `count` symbols can lie within the bounds and add up to one; null when some can.
 * The floor may be negative.
 */
export function infeasible(count: number, { floor, cap }: WeightBounds): string | null {
  if (count === 0) return 'There is no symbol to give a weight to.';
  if (!(Number.isFinite(floor) && Number.isFinite(cap)) || floor > cap) {
    return `The floor ${floor} and the cap ${cap} leave no room: the floor must not be above the cap.`;
  }
  if (count * cap < 1 - SLACK) {
    return `${count} symbols at a cap of ${cap} hold ${count * cap} of the whole at most: raise the cap to ${1 / count} or add symbols.`;
  }
  if (count * floor > 1 + SLACK) {
    return `${count} symbols at a floor of ${floor} need ${count * floor} of the whole: lower the floor to ${1 / count} or drop symbols.`;
  }
  return null;
}

/**
 * Weights in proportion to `raw` within bounds, adding up to one: wᵢ = min(cap, max(floor, λ·rawᵢ)) with the one λ that
 * fills the whole (water-filling), found exactly on the segments between the points where a weight meets a bound.
 * What the capped leave over goes to symbols of raw 0 in equal parts; all zero means equal weights.
 * @param raw scores, not negative, in any unit.
 * @returns weights in the order of `raw`, or why there are none.
 */
export function capWeights(raw: readonly number[], bounds: WeightBounds): Result<number[], string> {
  const impossible = infeasible(raw.length, bounds);
  if (impossible !== null) return err(impossible);
  if (bounds.floor < 0) return err(`The floor ${bounds.floor} is negative: weights by score cannot be short.`);
  const bad = raw.findIndex((score) => !(score >= 0 && Number.isFinite(score)));
  if (bad >= 0) return err(`Score ${bad + 1} is ${String(raw[bad])}: scores are numbers from 0.`);
  // Scaled first, so that neither tiny nor huge scores lose the segments.
  const largest = Math.max(...raw);
  return ok(
    largest === 0
      ? raw.map(() => 1 / raw.length)
      : filled(
          raw.map((score) => score / largest),
          bounds,
        ),
  );
}

function filled(raw: readonly number[], { floor, cap }: WeightBounds): number[] {
  const weightsAt = (level: number): number[] => raw.map((score) => Math.min(cap, Math.max(floor, level * score)));
  const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
  const points = raw.flatMap((score) => (score > 0 ? [floor / score, cap / score] : []));
  points.sort((a, b) => a - b);
  let low = 0;
  for (const point of points) {
    if (total(weightsAt(point)) >= 1) return closed(raw, low, point, { floor, cap });
    low = point;
  }
  const zeros = raw.filter((score) => score === 0).length;
  const capped = weightsAt(low);
  if (zeros === 0) return capped;
  const left = 1 - cap * (raw.length - zeros);
  return raw.map((score) => (score === 0 ? left / zeros : cap));
}

/** Between two neighbouring points the sum is a line in λ: symbols are at the floor, at the cap, or free. */
function closed(raw: readonly number[], low: number, high: number, { floor, cap }: WeightBounds): number[] {
  const middle = (low + high) / 2;
  let held = 0;
  let free = 0;
  for (const score of raw) {
    if (middle * score <= floor) held += floor;
    else if (middle * score >= cap) held += cap;
    else free += score;
  }
  const level = free > 0 ? (1 - held) / free : high;
  return raw.map((score) => Math.min(cap, Math.max(floor, level * score)));
}

/**
 * Weights in whole units by the largest remainder (Hamilton's method): at most one unit from the exact share, adding
 * up to `units`. A weight at a cap that is whole in units stays at it; equal remainders go by order.
 * @param units units in the whole, for example 10,000 for basis points.
 */
export function roundWeights(weights: readonly number[], units: number): number[] {
  // A share that is whole but for the rounding of doubles counts as whole.
  const shares = weights.map((weight) => {
    const share = weight * units;
    const nearest = Math.round(share);
    return Math.abs(share - nearest) < 1e-7 ? nearest : share;
  });
  const whole = shares.map(Math.floor);
  let left = units - whole.reduce((sum, count) => sum + count, 0);
  const order = shares.map((share, index) => ({ index, rest: share - Math.floor(share) }));
  order.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (left <= 0) break;
    whole[index] = (whole[index] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}
