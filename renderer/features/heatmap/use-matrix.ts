import { useMemo, useRef } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import type { CellView } from '#shared/contract/score.ts';
import { isTimeframe, type Timeframe } from '#shared/domain/timeframe.ts';
import { deliveredTimeframes, matrixColumns, silentAgents, type Column } from './columns.ts';
import { matrixPicture, type MatrixPicture } from './matrix-picture.ts';
import { orderRows, symbolRows, type SymbolRow } from './row-order.ts';
import type { Past } from './use-past.ts';
import type { CellMode, ViewSettings } from './view-settings.ts';

/** The age view needs no finer clock than this. */
const AGE_STEP = 5_000;

/** The matrix as the screen shows it. */
export interface Matrix {
  readonly source: ReturnType<typeof useRows<'scores'>>;
  readonly cells: readonly CellView[];
  readonly rows: readonly SymbolRow[];
  readonly columns: readonly Column[];
  readonly timeframes: readonly Timeframe[];
  readonly horizon: Timeframe;
  readonly picture: MatrixPicture;
  readonly held: ReadonlySet<string>;
  readonly now: number | null;
}

/** The usual horizon where it is delivered, else the longest that is. */
function chosenHorizon(wanted: Timeframe, delivered: readonly Timeframe[]): Timeframe {
  return delivered.includes(wanted) ? wanted : (delivered.at(-1) ?? wanted);
}

/** Keeps the order of the rows while it is to be held, unless symbols came or went or the sort was changed. */
function useHeldOrder(sorted: readonly SymbolRow[], held: boolean, choice: string): readonly SymbolRow[] {
  const kept = useRef<{ readonly choice: string; readonly symbols: readonly string[] }>({ choice, symbols: [] });
  return useMemo(() => {
    const { symbols } = kept.current;
    const bySymbol = new Map(sorted.map((row) => [row.symbol, row]));
    const usable =
      held &&
      kept.current.choice === choice &&
      symbols.length === sorted.length &&
      symbols.every((symbol) => bySymbol.has(symbol));
    if (usable) return symbols.flatMap((symbol) => bySymbol.get(symbol) ?? []);
    kept.current = { choice, symbols: sorted.map(({ symbol }) => symbol) };
    return sorted;
  }, [sorted, held, choice]);
}

const NO_CELLS: readonly CellView[] = [];
/** Of the past only scores and their changes are kept. */
const KEPT_MODES: readonly CellMode[] = ['score', 'change'];

/** Of the past no price is shown: those that come are of now. */
const withoutPrices = (rows: readonly SymbolRow[]): readonly SymbolRow[] =>
  rows.map((row) => ({ ...row, ticker: null }));

/**
 * Cells, prices and holdings as rows and columns, under the view's settings. `held` keeps the order as it is; in the past
 * the cells of then stand in place of those of now.
 */
export function useMatrix(settings: ViewSettings, held: boolean, past: Past): Matrix {
  const source = useRows('scores');
  const tickers = useRows('tickers').rows;
  const positions = useRows('positions').rows;
  const clock = useHostNow();
  const now = clock === null ? null : Math.floor(clock / AGE_STEP) * AGE_STEP;
  const inPast = past.at !== null;
  const cells = inPast ? (past.cells ?? NO_CELLS) : source.rows;
  // As text, so that what is derived from it stays the same while the list does, although every delta makes a new one.
  const delivered = deliveredTimeframes(cells).join();
  const timeframes = useMemo(() => delivered.split(',').filter(isTimeframe), [delivered]);
  const horizon = chosenHorizon(settings.horizon, timeframes);
  const silentKey = [...silentAgents(cells, horizon)].join();
  const columns = useMemo(() => {
    const silent = new Set(silentKey.split(',')) as ReturnType<typeof silentAgents>;
    return matrixColumns(settings.columns, timeframes, horizon, silent);
  }, [settings.columns, timeframes, horizon, silentKey]);
  const { sort, dimBelow } = settings;
  const mode = inPast && !KEPT_MODES.includes(settings.mode) ? 'score' : settings.mode;
  const sorted = useMemo(() => {
    const found = symbolRows(cells, tickers);
    return orderRows(inPast ? withoutPrices(found) : found, sort, columns, horizon);
  }, [cells, tickers, inPast, sort, columns, horizon]);
  const rows = useHeldOrder(sorted, held, JSON.stringify([sort, horizon]));
  const clockOfPicture = mode === 'age' ? now : null;
  const picture = useMemo(
    () => matrixPicture(rows, columns, { mode, dimBelow }, clockOfPicture),
    [rows, columns, mode, dimBelow, clockOfPicture],
  );
  const heldSymbols = useMemo(() => new Set(inPast ? [] : positions.map(({ key }) => key)), [positions, inPast]);
  return { source, cells, rows, columns, timeframes, horizon, picture, held: heldSymbols, now: clock };
}
