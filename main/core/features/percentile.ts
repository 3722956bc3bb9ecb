/**
 * Place of a value among others, 0…1, linear between neighbours so that a small change of the value changes the place
 * little. 0 at or below the smallest, 1 at or above the largest; ½ where all are equal to it, NaN without any.
 */
export function placeAmong(others: Float64Array, value: number, count = others.length): number {
  let atMost = 0;
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.POSITIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i += 1) {
    const other = others[i] as number;
    if (other < low) low = other;
    if (other <= value) {
      atMost += 1;
      if (other > below) below = other;
    } else if (other < above) above = other;
  }
  if (count === 0) return Number.NaN;
  if (atMost === 0) return 0;
  if (above === Number.POSITIVE_INFINITY) return low === value ? 0.5 : 1;
  return (atMost - 1 + (value - below) / (above - below)) / (count - 1);
}
