import { formatAge } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { CellView } from '#shared/contract/score.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { isPast, type Column } from './columns.ts';
import { columnValue, type SymbolRow } from './row-order.ts';
import type { CellMode } from './view-settings.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A timeframe as read aloud: `4 hours`. */
export function timeframeWords(column: Column): string {
  const length = timeframeMs(column.timeframe);
  if (length >= 24 * HOUR) return length === 24 * HOUR ? '1 day' : `${String(length / (24 * HOUR))} days`;
  if (length >= HOUR) return length === HOUR ? '1 hour' : `${String(length / HOUR)} hours`;
  return `${String(length / MINUTE)} minutes`;
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
  if (cell === undefined) return 'Not scored';
  if (cell.status === 'warming-up') {
    const missing = cell.missing === null ? 'more closed candles' : `${String(cell.missing)} more closed candles`;
    return `Warming up: ${missing} are needed`;
  }
  const { opinion } = cellOpinion(cell, column);
  if (opinion !== null) return null;
  return column.kind === 'agent' ? 'This agent abstains: it has no data here' : 'No agent has data here';
}

const STATUS_WORDS = { ok: 'fresh', stale: 'stale', 'no-data': 'no data', 'warming-up': 'warming up' } as const;

/** A cell as read aloud: `LINK, 4 hours, long 58, confidence 0.75, fresh`. */
export function spokenCell(row: SymbolRow, column: Column): string {
  const cell = row.cells.get(column.timeframe);
  if (isPast(column)) {
    const value = columnValue(row, column);
    return `${row.coin}, ${timeframeWords(column)} at ${column.label}, ${value === null ? 'no score was known' : directionWords(value)}`;
  }
  const where = column.kind === 'agent' ? `${columnName(column)} at ${timeframeWords(column)}` : timeframeWords(column);
  if (cell === undefined) return `${row.coin}, ${where}, not scored`;
  const { opinion, confidence } = cellOpinion(cell, column);
  const parts = [row.coin, where];
  if (opinion !== null) parts.push(directionWords(opinion));
  if (confidence !== null) parts.push(`confidence ${confidence.toFixed(2)}`);
  parts.push(opinion === null ? (absence(cell, column) ?? 'no data').toLowerCase() : STATUS_WORDS[cell.status]);
  if (cell.veto) parts.push('risk veto');
  return parts.join(', ');
}

/** How the figure in a cell is printed. */
export function figurePrinter(mode: CellMode): (figure: number) => string {
  if (mode === 'completeness') return (figure) => `${String(figure)}%`;
  if (mode === 'age') return (figure) => formatAge(figure * 1_000);
  return (figure) => formatNumber(figure, 0, 'always');
}
