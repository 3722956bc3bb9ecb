import { capWeights, roundWeights } from '../optimise/cap-weights.ts';

/** What a weight is made from. A score that is not known counts as the ordinary one. */
export interface Weighed<Key extends string> {
  readonly symbol: Key;
  readonly score: number | null;
}

const WHOLE = 1_000;
const ORDINARY = 50;

/**
 * Weights tilted by score: each gets a share of the whole by how far its score is above 50, at least `floor` and at most
 * `cap` (fractions), in tenths of a percent that sum to 1000. Bounds that so few symbols cannot keep are widened to equal
 * parts.
 */
export function tiltedWeights<Key extends string>(
  list: readonly Weighed<Key>[],
  floor: number,
  cap: number,
): ReadonlyMap<Key, number> {
  if (list.length === 0) return new Map();
  const equal = 1 / list.length;
  const tilts = list.map(({ score }) => Math.max(0, (score ?? ORDINARY) - ORDINARY));
  const shares = capWeights(tilts, { floor: Math.min(floor, equal), cap: Math.max(cap, equal) });
  const weights = roundWeights(shares.ok ? shares.value : list.map(() => equal), WHOLE);
  return new Map(list.map(({ symbol }, i) => [symbol, weights[i] ?? 0]));
}
