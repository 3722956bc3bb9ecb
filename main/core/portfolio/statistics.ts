/** A share with its Wilson 95 % interval. */
export interface HitRate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;
/** Under this many cases an interval says less than nothing. */
const LEAST_CASES = 20;

/**
 * The share of hits with the Wilson score interval at 95 %; null under 20 cases.
 * Source: Wilson, J. Am. Stat. Assoc. 22 (1927).
 */
export function hitRate(hits: number, cases: number): HitRate | null {
  if (cases < LEAST_CASES) return null;
  const value = hits / cases;
  const zz = (Z * Z) / cases;
  const centre = (value + zz / 2) / (1 + zz);
  const half = (Z / (1 + zz)) * Math.sqrt((value * (1 - value)) / cases + zz / (4 * cases));
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Gains ÷ losses; null without a loss to divide by. */
export function profitFactor(results: readonly number[]): number | null {
  let gains = 0;
  let losses = 0;
  for (const result of results) {
    if (result > 0) gains += result;
    else losses -= result;
  }
  return losses > 0 ? gains / losses : null;
}
