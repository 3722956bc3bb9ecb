/**
 * Herfindahl-Hirschman index of weights: Σ (|wᵢ| ÷ Σ|w|)², from 1/n (even) to 1 (one holds all); null without a weight.
 * Source: Hirschman, Am. Economic Review 54 (1964).
 */
export function herfindahlIndex(weights: readonly number[]): number | null {
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  if (!(total > 0)) return null;
  return weights.reduce((sum, weight) => sum + (weight / total) ** 2, 0);
}

/** As many equal weights would be as concentrated: 1 ÷ HHI. */
export function effectiveNumber(weights: readonly number[]): number | null {
  const index = herfindahlIndex(weights);
  return index === null ? null : 1 / index;
}

/** Turnover from one set of weights to the next as a share of the whole: ½ Σ |after − before|; a name in one only counts as 0 in the other. */
export function turnover(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    total += Math.abs((after.get(name) ?? 0) - (before.get(name) ?? 0));
  }
  return total / 2;
}
