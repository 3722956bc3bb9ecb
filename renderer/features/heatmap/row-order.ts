import type { TickerView } from '#shared/contract/market.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Column } from './columns.ts';

/** What the rows are sorted by: a column of the matrix, or a column of the block left of it. */
export interface SortChoice {
  readonly by: string;
  readonly falling: boolean;
}

export const BY_SYMBOL = 'symbol';
export const BY_CHANGE = 'change';
export const BY_MARK = 'mark';
export const BY_STRENGTH = 'strength';
export const BY_CONFIDENCE = 'confidence';

/** All cells of one symbol. */
export interface SymbolRow {
  readonly symbol: string;
  readonly coin: string;
  readonly ticker: TickerView | null;
  readonly cells: ReadonlyMap<Timeframe, CellView>;
  /** Its score at each moment that is shown, NaN where none was known; null where no past is shown. */
  readonly past: Float32Array | null;
}

/** The opinion a column shows for a symbol: a score or an agent's opinion; null where there is none. */
export function columnValue(row: SymbolRow, column: Column): number | null {
  if (column.kind === 'time' && column.ts !== null) {
    const value = row.past?.[column.step] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }
  const cell = row.cells.get(column.timeframe);
  if (cell === undefined) return null;
  if (column.kind !== 'agent') return cell.score;
  return cell.opinions.find(({ agent }) => agent === column.agent)?.opinion ?? null;
}

type RowValue = (row: SymbolRow, horizon: Timeframe) => number | null;

const scoreOf: RowValue = (row, horizon) => row.cells.get(horizon)?.score ?? null;

/** What the rows are sorted by that is no column of the cells. */
const ROW_VALUES: Readonly<Record<string, RowValue>> = {
  [BY_CHANGE]: (row) => row.ticker?.change24h ?? null,
  [BY_MARK]: (row) => row.ticker?.mark ?? null,
  [BY_CONFIDENCE]: (row, horizon) => row.cells.get(horizon)?.confidence ?? null,
  [BY_STRENGTH]: (row, horizon) => {
    const score = scoreOf(row, horizon);
    return score === null ? null : Math.abs(score);
  },
};

/** What the rows are sorted by: a value of the row, a column, and where that is not shown the score. */
function sortedBy(by: string, columns: readonly Column[]): RowValue {
  const column = columns.find(({ id }) => id === by);
  return ROW_VALUES[by] ?? (column === undefined ? scoreOf : (row) => columnValue(row, column));
}

/** The rows in order: unknown values last whichever way it runs, ties by symbol. */
export function orderRows(
  rows: readonly SymbolRow[],
  sort: SortChoice | null,
  columns: readonly Column[],
  horizon: Timeframe,
): readonly SymbolRow[] {
  const { by, falling } = sort ?? { by: horizon, falling: true };
  const way = falling ? -1 : 1;
  const byName = (a: SymbolRow, b: SymbolRow): number => a.coin.localeCompare(b.coin);
  if (by === BY_SYMBOL) return [...rows].sort((a, b) => byName(a, b) * -way);
  const figureOf = sortedBy(by, columns);
  const valued = rows.map((row) => ({ row, value: figureOf(row, horizon) }));
  valued.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null) || byName(a.row, b.row);
    return (a.value - b.value) * way || byName(a.row, b.row);
  });
  return valued.map(({ row }) => row);
}

/** The next state of a header: falling, rising, back to the usual order. */
export function nextSort(now: SortChoice | null, by: string): SortChoice | null {
  if (now?.by !== by) return { by, falling: true };
  return now.falling ? { by, falling: false } : null;
}

/** The row above which each entry bar lies when rows are sorted by score: index of the first row beyond it. */
export function barRows(scores: readonly (number | null)[], threshold: number): readonly number[] {
  const known = scores.filter((score) => score !== null);
  const places = [threshold, -threshold].map(
    (bar) => known.filter((score) => (bar > 0 ? score >= bar : score > bar)).length,
  );
  return places.filter((place, index) => (index === 0 ? place > 0 : place < known.length));
}

/** The arrow at the head by which the rows are sorted; nothing at others. */
export function sortMark(sort: SortChoice | null, id: string): string {
  if (sort?.by !== id) return '';
  return sort.falling ? ' ▾' : ' ▴';
}
