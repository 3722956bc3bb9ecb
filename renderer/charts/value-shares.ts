/** Each amount's share of their sum without signs, for widths on the screen; all 0 when the sum is. */
export function valueShares(amounts: readonly string[]): readonly number[] {
  const values = amounts.map((amount) => Math.abs(Number(amount)));
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total === 0 ? 0 : value / total));
}
