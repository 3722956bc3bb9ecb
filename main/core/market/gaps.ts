import type { CandleGap } from '#shared/domain/candle.ts';

/**
 * The holes between the candles of a series; before the first and after the last nothing is known to be missing.
 * @param ts open times, strictly rising, on the grid of `stepMs`.
 * @param stepMs length of one candle.
 */
export function candleGaps(ts: Float64Array, stepMs: number): readonly CandleGap[] {
  const gaps: CandleGap[] = [];
  let previous = ts[0] ?? 0;
  for (let row = 1; row < ts.length; row += 1) {
    const at = ts[row] ?? 0;
    if (at - previous > stepMs)
      gaps.push({ from: previous + stepMs, missing: Math.round((at - previous) / stepMs) - 1 });
    previous = at;
  }
  return gaps;
}

/** As {@link candleGaps}, counting also what is missing between `from` and the first candle and from the last to `to`. */
export function candleGapsWithin(ts: Float64Array, stepMs: number, from: number, to: number): readonly CandleGap[] {
  const first = ts[0];
  const last = ts.at(-1);
  const start = Math.ceil(from / stepMs) * stepMs;
  if (first === undefined || last === undefined) {
    const missing = Math.max(0, Math.ceil((to - start) / stepMs));
    return missing === 0 ? [] : [{ from: start, missing }];
  }
  const gaps = [...candleGaps(ts, stepMs)];
  if (first > start) gaps.unshift({ from: start, missing: Math.round((first - start) / stepMs) });
  const after = Math.ceil((to - last) / stepMs) - 1;
  if (after > 0) gaps.push({ from: last + stepMs, missing: after });
  return gaps;
}
