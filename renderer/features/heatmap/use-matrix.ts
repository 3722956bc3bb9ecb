import { useMemo, useRef, useState } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import type { Failure } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import type { CellView } from '#shared/contract/score.ts';
import { isTimeframe, type Timeframe } from '#shared/domain/timeframe.ts';
import { deliveredTimeframes, matrixColumns, silentAgents, type Column } from './columns.ts';
import { orderRows, type SymbolRow } from './row-order.ts';
import { SymbolRows } from './symbol-rows.ts';
import type { Past } from './use-past.ts';
import { useTimes } from './use-times.ts';
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
  /** What the cells of the timeframes show: of the past only scores and changes are kept. */
  readonly mode: CellMode;
  /** The clock that the ages in the cells count to; null where none are shown. */
  readonly clock: number | null;
  /** Why the past did not come, where it is to be shown; null while it may. */
  readonly timesFailure: Failure | null;
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
  const overTime = settings.columns === 'time';
  const times = useTimes(overTime && timeframes.length > 0, horizon, settings.span);
  const columns = useMemo(() => {
    // Until the past has come the timeframes stand there, so that the keyboard keeps its place.
    if (settings.columns === 'time' && times.columns.length > 1) return times.columns;
    const choice = settings.columns === 'time' ? 'timeframes' : settings.columns;
    const silent = new Set(silentKey.split(',')) as ReturnType<typeof silentAgents>;
    return matrixColumns(choice, timeframes, horizon, silent);
  }, [settings.columns, times.columns, timeframes, horizon, silentKey]);
  const { sort } = settings;
  const mode = overTime || (inPast && !KEPT_MODES.includes(settings.mode)) ? 'score' : settings.mode;
  const [keeper] = useState(() => new SymbolRows());
  const sorted = useMemo(() => {
    const found = keeper.rows(cells, tickers, times.past, !inPast);
    return orderRows(found, sort, columns, horizon);
  }, [keeper, cells, tickers, times.past, inPast, sort, columns, horizon]);
  const rows = useHeldOrder(sorted, held, JSON.stringify([sort, horizon]));
  const heldSymbols = useMemo(() => new Set(inPast ? [] : positions.map(({ key }) => key)), [positions, inPast]);
  const timesFailure = overTime && times.columns.length < 2 ? times.failure : null;
  const clockOfCells = mode === 'age' ? now : null;
  const shown = { rows, columns, timeframes, horizon, mode, timesFailure, held: heldSymbols };
  return { source, cells, ...shown, clock: clockOfCells, now: clock };
}
