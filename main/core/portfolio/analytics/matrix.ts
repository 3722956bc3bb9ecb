import { at } from './moments.ts';

/** A matrix in one flat array, row by row. A table of returns has a row per period and a column per symbol. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A matrix whose cells are computed one by one. */
export function matrix(rows: number, columns: number, cell: (row: number, column: number) => number): Matrix {
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) values[row * columns + column] = cell(row, column);
  }
  return { rows, columns, values };
}

/** A symmetric matrix; only the cells on and under the diagonal are computed. */
export function symmetric(size: number, cell: (row: number, column: number) => number): Matrix {
  const values = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = cell(row, column);
      values[row * size + column] = value;
      values[column * size + row] = value;
    }
  }
  return { rows: size, columns: size, values };
}

/** Columns side by side; all as long as the first. */
export const fromColumns = (columns: readonly Float64Array[]): Matrix =>
  matrix(columns[0]?.length ?? 0, columns.length, (row, column) => columns[column]?.[row] ?? Number.NaN);

export const cell = (of: Matrix, row: number, column: number): number => at(of.values, row * of.columns + column);

/** A copy of a column. */
export const columnOf = (of: Matrix, column: number): Float64Array =>
  Float64Array.from({ length: of.rows }, (_, row) => cell(of, row, column));

/** All columns, copied. */
export const columnsOf = (of: Matrix): readonly Float64Array[] =>
  Array.from({ length: of.columns }, (_, column) => columnOf(of, column));

/** Every cell times a number. */
export const scaled = (of: Matrix, factor: number): Matrix => ({
  ...of,
  values: of.values.map((value) => value * factor),
});

/** A·x. */
export function times(of: Matrix, vector: ArrayLike<number>): Float64Array {
  const result = new Float64Array(of.rows);
  for (let row = 0; row < of.rows; row += 1) {
    let total = 0;
    for (let column = 0; column < of.columns; column += 1)
      total += cell(of, row, column) * (vector[column] ?? Number.NaN);
    result[row] = total;
  }
  return result;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] ?? Number.NaN) * (b[i] ?? Number.NaN);
  return total;
}
