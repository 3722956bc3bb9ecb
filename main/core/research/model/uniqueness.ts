import type { Samples } from './samples.ts';

/**
 * Average uniqueness of each case: the mean, over the life of its label, of one divided by how many labels of the same
 * series are alive (López de Prado, Advances in Financial Machine Learning, 2018, section 4.4). Overlapping labels tell
 * the same moves again; their weights sum to about as many as would not overlap. 1 for a label that is known at once.
 * @param cases places of the cases that count, rising by their start.
 */
export function averageUniqueness(
  { start, end, series }: Pick<Samples, 'start' | 'end' | 'series'>,
  cases: Uint32Array,
): Float64Array {
  const bySeries = new Map<number, number[]>();
  for (const [k, i] of cases.entries()) {
    const own = bySeries.get(series[i] ?? 0);
    if (own === undefined) bySeries.set(series[i] ?? 0, [k]);
    else own.push(k);
  }
  const weights = new Float64Array(cases.length).fill(1);
  for (const members of bySeries.values()) {
    const starts = Float64Array.from(members, (k) => start[cases[k] ?? 0] ?? Number.NaN).sort();
    const ends = Float64Array.from(members, (k) => end[cases[k] ?? 0] ?? Number.NaN).sort();
    const share = sharesUpTo(starts, ends);
    for (const k of members) {
      const [from, to] = [start[cases[k] ?? 0] ?? Number.NaN, end[cases[k] ?? 0] ?? Number.NaN];
      if (to > from) weights[k] = (share(to) - share(from)) / (to - from);
    }
  }
  return weights;
}

/** The integral of 1 ÷ labels alive from the first start to a moment that is a start or an end. */
function sharesUpTo(starts: Float64Array, ends: Float64Array): (at: number) => number {
  const moments = Float64Array.from(new Set([...starts, ...ends])).sort();
  const sums = new Map<number, number>();
  let [opened, closed, sum] = [0, 0, 0];
  for (const [m, at] of moments.entries()) {
    if (opened > closed) sum += (at - (moments[m - 1] ?? at)) / (opened - closed);
    sums.set(at, sum);
    while ((starts[opened] ?? Infinity) <= at) opened += 1;
    while ((ends[closed] ?? Infinity) <= at) closed += 1;
  }
  return (at) => sums.get(at) ?? Number.NaN;
}
