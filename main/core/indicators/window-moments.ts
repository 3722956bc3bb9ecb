/**
 * Mean and sum of squared deviations of a window, two passes, oldest value first. The window is `period` doubles of
 * `source` at `from`, a ring whose oldest entry is at `head`. Writes the mean to `target[at]`, the squares behind it.
 */
export function windowMoments(
  source: Float64Array,
  from: number,
  head: number,
  period: number,
  target: Float64Array,
  at: number,
): void {
  let sum = 0;
  for (let i = 0; i < period; i++) sum += source[from + ((head + i) % period)] as number;
  const mean = sum / period;
  let squares = 0;
  for (let i = 0; i < period; i++) {
    const deviation = (source[from + ((head + i) % period)] as number) - mean;
    squares += deviation * deviation;
  }
  target[at] = mean;
  target[at + 1] = squares;
}
