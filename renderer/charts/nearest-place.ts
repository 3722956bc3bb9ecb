/** Index of the moment nearest to `at`; −1 when there is none. `ts` rises; ties to the earlier. */
export function nearestPlace(ts: Float64Array, at: number): number {
  let low = 0;
  let high = ts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ts[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  if (ts.length === 0) return -1;
  const before = ts[low - 1];
  return before !== undefined && at - before <= (ts[low] ?? 0) - at ? low - 1 : low;
}
