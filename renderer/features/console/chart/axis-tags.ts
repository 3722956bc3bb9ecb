/**
 * Moves the heights of tags apart so that none covers another. The fixed one, the last price, never moves: what would lie
 * on it goes up or down, whichever way it came from.
 */
export function besideFixed(ys: readonly number[], fixed: number | null, apart: number): readonly number[] {
  const order = ys.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  const places = [...ys];
  const above = fixed === null ? [] : order.filter(({ y }) => y <= fixed);
  let ceiling = (fixed ?? Infinity) - apart;
  for (const { y, index } of above.toReversed()) {
    places[index] = Math.min(y, ceiling);
    ceiling = Math.min(y, ceiling) - apart;
  }
  let floor = (fixed ?? -Infinity) + apart;
  for (const { y, index } of order.slice(above.length)) {
    places[index] = Math.max(y, floor);
    floor = Math.max(y, floor) + apart;
  }
  return places;
}
