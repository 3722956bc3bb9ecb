import type { HeatField } from './heat-field.ts';

/** Levels this near to the price count whatever their leverage. */
const NEAR = 0.05;
/** Columns that the Z-score looks back over, its own included; as the host's. */
const WINDOW = 96;
const MOST_Z = 3;

/** Σ, Σ² and count of what is not empty in a column. */
function momentsOf(worth: Float32Array, from: number, to: number): readonly [number, number, number] {
  let [sum, squares, count] = [0, 0, 0];
  for (let at = from; at < to; at += 1) {
    const one = worth[at] as number;
    if (!(one > 0)) continue;
    sum += one;
    squares += one * one;
    count += 1;
  }
  return [sum, squares, count];
}

/** Z of every level against those that are not empty in the day up to its column. */
function zScores({ columns, levels }: HeatField, worth: Float32Array): Float32Array<ArrayBuffer> {
  const z = new Float32Array(worth.length);
  const moments = Array.from({ length: columns }, (_, column) =>
    momentsOf(worth, column * levels, (column + 1) * levels),
  );
  let [sum, squares, count] = [0, 0, 0];
  for (const [column, [s, q, n]] of moments.entries()) {
    const [gone, goneSquares, goneCount] = moments[column - WINDOW] ?? [0, 0, 0];
    sum += s - gone;
    squares += q - goneSquares;
    count += n - goneCount;
    const mean = sum / count;
    const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    if (!(deviation > 0)) continue;
    for (let at = column * levels; at < (column + 1) * levels; at += 1) {
      const one = worth[at] as number;
      if (one > 0) z[at] = Math.max(-MOST_Z, Math.min(MOST_Z, (one - mean) / deviation));
    }
  }
  return z;
}

/** What a field has in a bin of the column that begins at a moment; 0 where it has none. */
function worthAt(of: HeatField, ts: number, bin: number): number {
  const column = Math.round((ts - of.from) / of.columnMs);
  const level = bin - of.origin;
  if (column < 0 || column >= of.columns || level < 0 || level >= of.levels) return 0;
  return of.worth[column * of.levels + level] as number;
}

/** Near term only: every leverage near to the price of the time, and the leverages from 25x on elsewhere. */
export function opticalField(all: HeatField, medium: HeatField, priceAt: (ts: number) => number): HeatField {
  const { columns, levels, columnMs, from, origin, width } = all;
  const worth = new Float32Array(all.worth.length);
  for (let column = 0; column < columns; column += 1) {
    const ts = from + column * columnMs;
    const price = priceAt(ts + columnMs);
    const [low, high] = [price * (1 - NEAR), price * (1 + NEAR)].map((edge) => Math.log(edge) / width - origin);
    for (let level = 0; level < levels; level += 1) {
      const near = level + 0.5 >= (low as number) && level + 0.5 <= (high as number);
      const at = column * levels + level;
      worth[at] = near ? (all.worth[at] as number) : worthAt(medium, ts, origin + level);
    }
  }
  return { ...all, worth, z: zScores(all, worth) };
}
