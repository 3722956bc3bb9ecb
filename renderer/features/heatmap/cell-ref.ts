import type { Column } from './columns.ts';
import type { Place } from './matrix-layout.ts';
import type { SymbolRow } from './row-order.ts';

/** A cell by name, so that it stays itself when rows change places. */
export interface CellRef {
  readonly symbol: string;
  readonly column: string;
}

/** Where a named cell is now; null when it is not shown. */
export function placeOf(ref: CellRef | null, rows: readonly SymbolRow[], columns: readonly Column[]): Place | null {
  if (ref === null) return null;
  const row = rows.findIndex(({ symbol }) => symbol === ref.symbol);
  const column = columns.findIndex(({ id }) => id === ref.column);
  return row < 0 || column < 0 ? null : { row, column };
}

/** The name of the cell at a place; null outside. */
export function refAt(place: Place, rows: readonly SymbolRow[], columns: readonly Column[]): CellRef | null {
  const row = rows[place.row];
  const column = columns[place.column];
  return row === undefined || column === undefined ? null : { symbol: row.symbol, column: column.id };
}
