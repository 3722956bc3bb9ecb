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
export const BY_STRENGTH = 'strength';
export const BY_CONFIDENCE = 'confidence';

/** All cells of one symbol. */
export interface SymbolRow {
  readonly symbol: string;
  readonly coin: string;
  readonly ticker: TickerView | null;
  readonly cells: ReadonlyMap<Timeframe, CellView>;
}

/** The quote currency and the kind of contract end every contract's name: `XBTUSDTM`. */
const coinOf = (symbol: string, ticker: TickerView | null): string => ticker?.coin ?? symbol.replace(/USDTM$/, '');

/** One row per symbol, in the order in which the cells came. */
export function symbolRows(cells: readonly CellView[], tickers: readonly TickerView[]): readonly SymbolRow[] {
  const tickerOf = new Map(tickers.map((ticker) => [ticker.key, ticker]));
  const rows = new Map<string, Map<Timeframe, CellView>>();
  for (const cell of cells) {
    const row = rows.get(cell.symbol) ?? new Map<Timeframe, CellView>();
    row.set(cell.timeframe, cell);
    rows.set(cell.symbol, row);
  }
  return [...rows].map(([symbol, byTime]) => {
    const ticker = tickerOf.get(symbol) ?? null;
    return { symbol, coin: coinOf(symbol, ticker), ticker, cells: byTime };
  });
}

/** The opinion a column shows for a symbol: a score or an agent's opinion; null where there is none. */
export function columnValue(row: SymbolRow, column: Column): number | null {
  const cell = row.cells.get(column.timeframe);
  if (cell === undefined) return null;
  if (column.kind === 'timeframe') return cell.score;
  return cell.opinions.find(({ agent }) => agent === column.agent)?.opinion ?? null;
}

function sortValue(row: SymbolRow, by: string, columns: readonly Column[], horizon: Timeframe): number | null {
  const cell = row.cells.get(horizon);
  if (by === BY_CHANGE) return row.ticker?.change24h ?? null;
  const score = cell?.score ?? null;
  if (by === BY_STRENGTH) return score === null ? null : Math.abs(score);
  if (by === BY_CONFIDENCE) return cell?.confidence ?? null;
  const column = columns.find(({ id }) => id === by);
  return column === undefined ? score : columnValue(row, column);
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
  const valued = rows.map((row) => ({ row, value: sortValue(row, by, columns, horizon) }));
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
