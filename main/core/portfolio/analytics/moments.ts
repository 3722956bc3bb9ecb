/** Element of a series; NaN beyond its end. */
export const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** The returns without the periods that have none (NaN). */
export function present(returns: Float64Array): Float64Array {
  for (const value of returns) if (Number.isNaN(value)) return returns.filter((each) => !Number.isNaN(each));
  return returns;
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Arithmetic mean; NaN of nothing. */
export const mean = (values: Float64Array): number => sum(values) / values.length;

/** Mean of (x − mean)^power, divided by n. */
export function centralMoment(values: Float64Array, power: number): number {
  const centre = mean(values);
  let total = 0;
  for (const value of values) total += (value - centre) ** power;
  return total / values.length;
}

/** Standard deviation of a sample, divided by n − 1; exactly 0 when all are equal or differ in their last digits only. */
export function sampleDeviation(values: Float64Array): number {
  const centre = mean(values);
  let total = 0;
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    total += (value - centre) ** 2;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most - least <= Math.max(Math.abs(most), Math.abs(least)) * 1e-14) return 0;
  return Math.sqrt(total / (values.length - 1));
}

/** Skewness m₃ ÷ m₂^1.5 with moments divided by n. */
export const skewness = (values: Float64Array): number => centralMoment(values, 3) / centralMoment(values, 2) ** 1.5;

/** Kurtosis m₄ ÷ m₂² with moments divided by n: 3 for a normal distribution. */
export const kurtosis = (values: Float64Array): number => centralMoment(values, 4) / centralMoment(values, 2) ** 2;

/**
 * Quantile with linear interpolation between order statistics (type 7).
 * Source: Hyndman and Fan, The American Statistician 50 (1996).
 * @param share from 0 to 1.
 */
export function quantile(values: Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = at(sorted, below);
  return below + 1 < sorted.length ? low + (place - below) * (at(sorted, below + 1) - low) : low;
}
