/** Features of many cases, column after column: column `j` is `values[j·rows … (j+1)·rows)`. Every value is finite. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly rows: number;
  readonly values: Float64Array;
}

/** The value of feature `column` in case `row`. */
export const valueAt = ({ values, rows }: FeatureMatrix, row: number, column: number): number =>
  values[column * rows + row] ?? NaN;

/** @throws RangeError when the rows are not equally long or a value is not finite. */
export function matrixOfRows(names: readonly string[], rows: readonly ArrayLike<number>[]): FeatureMatrix {
  const values = new Float64Array(names.length * rows.length);
  for (const [i, row] of rows.entries()) {
    if (row.length !== names.length)
      throw new RangeError(`Case ${String(i)} has ${String(row.length)} features, not ${String(names.length)}`);
    for (let j = 0; j < names.length; j++) {
      const value = row[j] ?? NaN;
      if (!Number.isFinite(value))
        throw new RangeError(`Feature ${names[j] ?? ''} of case ${String(i)} is not a number`);
      values[j * rows.length + i] = value;
    }
  }
  return { names, rows: rows.length, values };
}

/** One case as a row. */
export function rowOf(
  matrix: FeatureMatrix,
  row: number,
  into: Float64Array = new Float64Array(matrix.names.length),
): Float64Array {
  for (let j = 0; j < matrix.names.length; j++) into[j] = valueAt(matrix, row, j);
  return into;
}

/** Every case as a row, side by side in memory: for passing over all of them again and again. */
export function allRows(matrix: FeatureMatrix): readonly Float64Array[] {
  const width = matrix.names.length;
  const values = new Float64Array(matrix.values.length);
  return Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i, values.subarray(i * width, (i + 1) * width)));
}

/** The named cases in the order given. */
export function pickRows(matrix: FeatureMatrix, rows: ArrayLike<number>): FeatureMatrix {
  const values = new Float64Array(matrix.names.length * rows.length);
  for (let j = 0; j < matrix.names.length; j++)
    for (let i = 0; i < rows.length; i++) values[j * rows.length + i] = valueAt(matrix, rows[i] ?? -1, j);
  return { names: matrix.names, rows: rows.length, values };
}

/** The entries of a list at the given places. */
export const pick = (values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: rows.length }, (_, i) => values[rows[i] ?? -1] ?? NaN);

/** Mean and standard deviation (of the population) of each feature. */
export function moments(matrix: FeatureMatrix): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const mean = new Float64Array(matrix.names.length);
  const deviation = new Float64Array(matrix.names.length);
  for (let j = 0; j < mean.length; j++) {
    const column = matrix.values.subarray(j * matrix.rows, (j + 1) * matrix.rows);
    const middle = column.reduce((sum, value) => sum + value, 0) / matrix.rows;
    mean[j] = middle;
    deviation[j] = Math.sqrt(column.reduce((sum, value) => sum + (value - middle) ** 2, 0) / matrix.rows);
  }
  return { mean, deviation };
}
