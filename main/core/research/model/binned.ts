import type { FeatureMatrix } from './matrix.ts';

/** Features cut into at most `bins` bins each; bin b of feature j holds values ≤ `cuts[j][b]`, the last one the rest. */
export interface BinnedMatrix {
  readonly rows: number;
  readonly columns: readonly Uint8Array[];
  readonly cuts: readonly Float64Array[];
}

/**
 * Cuts each feature between neighbouring values: between all of them where there are few, else at even quantiles, so that
 * with few values the splits are exact. A cut is the middle of the two values it parts.
 */
export function binFeatures(matrix: FeatureMatrix, bins: number): BinnedMatrix {
  const columns: Uint8Array[] = [];
  const cuts: Float64Array[] = [];
  for (let j = 0; j < matrix.names.length; j++) {
    const column = matrix.values.subarray(j * matrix.rows, (j + 1) * matrix.rows);
    const own = cutsOf(column, bins);
    cuts.push(own);
    columns.push(Uint8Array.from(column, (value) => place(own, value)));
  }
  return { rows: matrix.rows, columns, cuts };
}

function cutsOf(column: Float64Array, bins: number): Float64Array {
  const sorted = Float64Array.from(column).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (distinct.length <= bins)
    return Float64Array.from({ length: distinct.length - 1 }, (_, i) => middle(distinct[i], distinct[i + 1]));
  const cuts: number[] = [];
  for (let b = 1; b < bins; b++) {
    const at = Math.floor((b * sorted.length) / bins);
    const [below, above] = [sorted[at - 1], sorted[at]];
    if (below !== above) cuts.push(middle(below, above));
  }
  return Float64Array.from(cuts);
}

/** Rounding may put the middle of two close values on the upper one, which would then go left. */
function middle(below = NaN, above = NaN): number {
  const mean = (below + above) / 2;
  return mean < above ? mean : below;
}

/** How many cuts lie below a value. */
function place(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const half = (low + high) >> 1;
    if (value <= (cuts[half] ?? NaN)) high = half;
    else low = half + 1;
  }
  return low;
}
