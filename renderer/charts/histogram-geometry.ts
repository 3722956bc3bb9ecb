/** Values counted in bins of equal width; bin `i` holds `low + i × width` up to the next. */
export interface Histogram {
  readonly low: number;
  readonly width: number;
  readonly counts: Int32Array;
  readonly most: number;
}

/**
 * Counts values in about `bins` bins whose edges are multiples of a round width, so that zero is an edge and losses never
 * share a bin with gains. Null without values.
 */
export function histogramOf(values: ArrayLike<number>, bins: number): Histogram | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) return null;
  const rough = Math.max((high - low) / Math.max(1, bins), 1e-9);
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = ([1, 2, 2.5, 5, 10].find((step) => step * power >= rough - 1e-15) ?? 10) * power;
  const first = Math.floor(low / width);
  const counts = new Int32Array(Math.floor(high / width) - first + 1);
  let most = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor(value / width) - first));
    const count = (counts[bin] ?? 0) + 1;
    counts[bin] = count;
    most = Math.max(most, count);
  }
  return { low: first * width, width, counts, most };
}
