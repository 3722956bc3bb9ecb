/** One step of a waterfall: from where the sum stood to where it stands. */
export interface WaterfallStep {
  readonly from: number;
  readonly to: number;
}

/** The running sums of a list of points, from 0. */
export function waterfallSteps(points: readonly number[]): readonly WaterfallStep[] {
  let sum = 0;
  return points.map((point) => {
    const from = sum;
    sum += point;
    return { from, to: sum };
  });
}

/** The range to draw: every running sum, zero and the marks, with a little air. */
export function waterfallRange(
  points: readonly number[],
  marks: readonly number[],
): { readonly low: number; readonly high: number } {
  const ends = waterfallSteps(points).flatMap(({ from, to }) => [from, to]);
  const low = Math.min(0, ...ends, ...marks);
  const high = Math.max(0, ...ends, ...marks);
  const air = Math.max(1e-9, (high - low) * 0.04);
  return { low: low < 0 ? low - air : low, high: high > 0 ? high + air : high };
}

/** Gains first, largest first, then losses, smallest first: the sum crosses the bar where the reason is. */
export const waterfallOrder = (points: readonly number[]): readonly number[] =>
  points
    .map((point, index) => ({ point, index }))
    .sort((a, b) => b.point - a.point || a.index - b.index)
    .map(({ index }) => index);
