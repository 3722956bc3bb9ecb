import type { Column } from './columns.ts';
import { columnValue, type SymbolRow } from './row-order.ts';

/** How the opinions of one column lie. */
export interface ColumnDistribution {
  /** One value per row in the order of the rows; NaN where there is none. */
  readonly values: Float64Array;
  readonly median: number | null;
  readonly long: number;
  readonly short: number;
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The distribution of a column over all rows; `threshold` counts what lies at or beyond the entry bar. */
export function columnDistribution(
  rows: readonly SymbolRow[],
  column: Column,
  threshold: number | null,
): ColumnDistribution {
  const values = Float64Array.from(rows, (row) => {
    const stale = row.cells.get(column.timeframe)?.status === 'stale';
    return stale ? NaN : (columnValue(row, column) ?? NaN);
  });
  const known = [...values].filter((value) => !Number.isNaN(value));
  const bar = threshold ?? Infinity;
  return {
    values,
    median: medianOf(known),
    long: known.filter((value) => value >= bar).length,
    short: known.filter((value) => value <= -bar).length,
  };
}
