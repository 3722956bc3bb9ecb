import { formatAge } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { CellView } from '#shared/contract/score.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { isPast, type Column } from './columns.ts';
import { columnValue, type SymbolRow } from './row-order.ts';
import type { CellMode } from './view-settings.ts';
import { say } from '#shared/language/words.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A timeframe as read aloud: `4 hours`. */
export function timeframeWords(column: Column): string {
  const length = timeframeMs(column.timeframe);
  if (length >= 24 * HOUR)
    return length === 24 * HOUR ? '1 day' : say('{length} days', { length: length / (24 * HOUR) });
  if (length >= HOUR) return length === HOUR ? '1 hour' : say('{length} hours', { length: length / HOUR });
  return say('{length} minutes', { length: length / MINUTE });
}

/** What a column is called in a tooltip and in the panel: `4h` or `Liquidation map`. */
export function columnName(column: Column): string {
  if (column.kind === 'agent') return AGENT_NAMES[column.agent].long;
  return column.kind === 'time' ? `${column.timeframe}, ${column.label}` : column.timeframe;
}

/** Opinion and confidence of a cell, from either kind of column. */
export function cellOpinion(
  cell: CellView,
  column: Column,
): { readonly opinion: number | null; readonly confidence: number | null } {
  if (column.kind !== 'agent') return { opinion: cell.score, confidence: cell.confidence };
  const found = cell.opinions.find(({ agent }) => agent === column.agent);
  return { opinion: found?.opinion ?? null, confidence: found?.confidence ?? null };
}

/** `long 58`, `short 12`, `flat`. */
export function directionWords(opinion: number): string {
  const strength = Math.round(Math.abs(opinion));
  if (strength === 0) return 'flat';
  return `${opinion > 0 ? 'long' : 'short'} ${String(strength)}`;
}

/** Why a cell shows no opinion; null when it shows one. */
export function absence(cell: CellView | undefined, column: Column): string | null {
  if (cell === undefined) return say('Not scored');
  if (cell.status === 'warming-up') {
    const missing =
      cell.missing === null
        ? say('more closed candles')
        : say('{missing} more closed candles', { missing: cell.missing });
    return say('Warming up: {missing} are needed', { missing });
  }
  const { opinion } = cellOpinion(cell, column);
  if (opinion !== null) return null;
  return column.kind === 'agent' ? say('This agent abstains: it has no data here') : say('No agent has data here');
}

const STATUS_WORDS = {
  ok: 'fresh',
  stale: 'stale',
  'no-data': say('no data'),
  'warming-up': say('warming up'),
} as const;

/** A cell as read aloud: `LINK, 4 hours, long 58, confidence 0.75, fresh`. */
export function spokenCell(row: SymbolRow, column: Column): string {
  const cell = row.cells.get(column.timeframe);
  if (isPast(column)) {
    const value = columnValue(row, column);
    return say('{coin}, {timeframe} at {label}, {direction}', {
      coin: row.coin,
      timeframe: timeframeWords(column),
      label: column.label,
      direction: value === null ? say('no score was known') : directionWords(value),
    });
  }
  const where =
    column.kind === 'agent'
      ? say('{column} at {timeframe}', { column: columnName(column), timeframe: timeframeWords(column) })
      : timeframeWords(column);
  if (cell === undefined) return say('{coin}, {where}, not scored', { coin: row.coin, where });
  const { opinion, confidence } = cellOpinion(cell, column);
  const parts = [row.coin, where];
  if (opinion !== null) parts.push(directionWords(opinion));
  if (confidence !== null) parts.push(say('confidence {confidence}', { confidence: confidence.toFixed(2) }));
  parts.push(opinion === null ? (absence(cell, column) ?? say('no data')).toLowerCase() : STATUS_WORDS[cell.status]);
  if (cell.veto) parts.push(say('risk veto'));
  return parts.join(', ');
}

/** How the figure in a cell is printed. */
export function figurePrinter(mode: CellMode): (figure: number) => string {
  if (mode === 'completeness') return (figure) => `${String(figure)}%`;
  if (mode === 'age') return (figure) => formatAge(figure * 1_000);
  return (figure) => formatNumber(figure, 0, 'always');
}
