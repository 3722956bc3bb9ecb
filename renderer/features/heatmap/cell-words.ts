import { formatAge } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { CellView } from '#shared/contract/score.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { say } from '#shared/language/words.ts';
import { isPast, type Column } from './columns.ts';
import { columnValue, type SymbolRow } from './row-order.ts';
import type { CellMode } from './view-settings.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A timeframe as read aloud: `4 hours`. */
export function timeframeWords(column: Column): string {
  const length = timeframeMs(column.timeframe);
  if (length >= 24 * HOUR) return say('{days, plural, one {# day} other {# days}}', { days: length / (24 * HOUR) });
  if (length >= HOUR) return say('{hours, plural, one {# hour} other {# hours}}', { hours: length / HOUR });
  return say('{minutes, plural, one {# minute} other {# minutes}}', { minutes: length / MINUTE });
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
  if (strength === 0) return say('flat');
  return opinion > 0 ? say('long {strength}', { strength }) : say('short {strength}', { strength });
}

type Absence = 'not-scored' | 'warming-up' | 'agent' | 'all';

function absenceOf(cell: CellView | undefined, column: Column): Absence | null {
  if (cell === undefined) return 'not-scored';
  if (cell.status === 'warming-up') return 'warming-up';
  if (cellOpinion(cell, column).opinion !== null) return null;
  return column.kind === 'agent' ? 'agent' : 'all';
}

/** An absence by itself, and within a sentence. */
const ABSENCES: Readonly<Record<Absence, readonly [alone: string, within: string]>> = {
  'not-scored': [say('Not scored'), say('not scored')],
  'warming-up': [say('Warming up: more closed candles are needed'), say('warming up: more closed candles are needed')],
  agent: [say('This agent abstains: it has no data here'), say('this agent abstains: it has no data here')],
  all: [say('No agent has data here'), say('no agent has data here')],
};

/** Why a cell shows no opinion; null when it shows one. */
export function absence(cell: CellView | undefined, column: Column): string | null {
  const found = absenceOf(cell, column);
  if (found === null) return null;
  const missing = cell?.missing ?? null;
  if (found !== 'warming-up' || missing === null) return ABSENCES[found][0];
  return say(
    'Warming up: {missing, plural, one {{missing} more closed candle is needed} other {{missing} more closed candles are needed}}',
    { missing },
  );
}

/** The same as a part of what is read aloud. */
function spokenAbsence(cell: CellView, column: Column): string {
  const found = absenceOf(cell, column);
  if (found === null) return say('no data');
  if (found !== 'warming-up' || cell.missing === null) return ABSENCES[found][1];
  return say(
    'warming up: {missing, plural, one {{missing} more closed candle is needed} other {{missing} more closed candles are needed}}',
    { missing: cell.missing },
  );
}

const STATUS_WORDS = {
  ok: say('fresh'),
  stale: say('stale'),
  'no-data': say('no data'),
  'warming-up': say('warming up'),
} as const;

/** A cell as read aloud: `LINK, 4 hours, long 58, confidence 0.75, fresh`. */
export function spokenCell(row: SymbolRow, column: Column): string {
  const cell = row.cells.get(column.timeframe);
  if (isPast(column)) {
    const value = columnValue(row, column);
    return say('{coin}, {timeframe} at {time}, {direction}', {
      coin: row.coin,
      timeframe: timeframeWords(column),
      time: column.label,
      direction: value === null ? say('no score was known') : directionWords(value),
    });
  }
  const where =
    column.kind === 'agent'
      ? say('{agent} at {timeframe}', { agent: columnName(column), timeframe: timeframeWords(column) })
      : timeframeWords(column);
  if (cell === undefined) return [row.coin, where, say('not scored')].join(', ');
  const { opinion, confidence } = cellOpinion(cell, column);
  const parts = [row.coin, where];
  if (opinion !== null) parts.push(directionWords(opinion));
  if (confidence !== null) parts.push(say('confidence {confidence}', { confidence: confidence.toFixed(2) }));
  parts.push(opinion === null ? spokenAbsence(cell, column) : STATUS_WORDS[cell.status]);
  if (cell.veto) parts.push(say('risk veto'));
  return parts.join(', ');
}

/** How the figure in a cell is printed. */
export function figurePrinter(mode: CellMode): (figure: number) => string {
  if (mode === 'completeness') return (figure) => `${String(figure)}%`;
  if (mode === 'age') return (figure) => formatAge(figure * 1_000);
  return (figure) => formatNumber(figure, 0, 'always');
}
