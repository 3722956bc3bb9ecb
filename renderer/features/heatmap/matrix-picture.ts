import { shadeOf } from '#renderer/charts/signal-scale.ts';
import type { CellView } from '#shared/contract/score.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { isPast, type Column } from './columns.ts';
import { codeOf, LOOK, NO_DOT, type PictureBuffer } from './picture-buffer.ts';
import type { SymbolRow } from './row-order.ts';
import type { ViewSettings } from './view-settings.ts';

/** The score may change by this much in an hour before the colour is full. */
const FULL_CHANGE = 40;
const SCORE_FULL = 80;
/** Data older than this many candles are drawn fullest in the view of ages. */
const OLD_CANDLES = 2;

type PictureSettings = Pick<ViewSettings, 'mode' | 'dimBelow'>;

const share = (part: number): number => Math.round(Math.max(0, Math.min(1, part)) * 100);

/** Confidence, staleness and veto of a cell, written with what it shows. */
function put(
  picture: PictureBuffer,
  at: number,
  cell: CellView,
  confidence: number | null,
  look: number,
  shade: number,
  figure: number,
  veto: boolean,
  dimBelow: number,
): void {
  const stale = cell.status === 'stale';
  const dot = confidence === null || stale ? NO_DOT : share(confidence);
  const dim = confidence !== null && confidence < dimBelow;
  picture.write(at, codeOf(stale ? LOOK.stale : look, shade, dim), figure, dot, veto ? 1 : 0);
}

function writeAgent(
  picture: PictureBuffer,
  at: number,
  cell: CellView,
  column: Extract<Column, { kind: 'agent' }>,
  dimBelow: number,
): void {
  for (const { agent, opinion, confidence } of cell.opinions) {
    if (agent !== column.agent) continue;
    if (opinion === null) break;
    const veto = cell.veto && agent === 'risk';
    put(picture, at, cell, confidence, LOOK.opinion, shadeOf(opinion), opinion, veto, dimBelow);
    return;
  }
  picture.clear(at);
}

function writeScore(
  picture: PictureBuffer,
  at: number,
  cell: CellView,
  { mode, dimBelow }: PictureSettings,
  now: number | null,
): void {
  const write = (look: number, shade: number, figure: number): void =>
    put(picture, at, cell, cell.confidence, look, shade, figure, cell.veto, dimBelow);
  const { score, change1h, asOf } = cell;
  if (score === null) picture.clear(at);
  else if (mode === 'score') write(LOOK.opinion, shadeOf(score), score);
  else if (mode === 'completeness') write(LOOK.neutral, share(cell.completeness), cell.completeness * 100);
  else if (mode === 'change') {
    if (change1h === null) picture.clear(at);
    else write(LOOK.opinion, shadeOf((change1h * SCORE_FULL) / FULL_CHANGE), change1h);
  } else if (asOf === null || now === null) picture.clear(at);
  else {
    const age = Math.max(0, now - asOf);
    const old = age / (OLD_CANDLES * timeframeMs(cell.timeframe));
    write(LOOK.neutral, share(old), age / 1_000);
  }
}

/** The past of a row, up to the column of now. */
function writePast(picture: PictureBuffer, at: number, row: SymbolRow, count: number): void {
  if (row.past !== null) picture.writeOpinions(at, row.past, 0, count);
  else for (let i = 0; i < count; i += 1) picture.clear(at + i);
}

/**
 * Writes rows × columns under the view's settings; what looks the same as before is left. `now` is the host's clock; it only
 * serves the ages.
 */
export function fillPicture(
  picture: PictureBuffer,
  rows: readonly SymbolRow[],
  columns: readonly Column[],
  settings: PictureSettings,
  now: number | null,
): void {
  picture.shape(rows.length, columns.length);
  let past = 0;
  while (past < columns.length && isPast(columns[past])) past += 1;
  for (let r = 0; r < rows.length; r += 1) {
    const row = rows[r] as SymbolRow;
    const start = r * columns.length;
    if (past > 0) writePast(picture, start, row, past);
    for (let c = past; c < columns.length; c += 1) {
      const column = columns[c] as Column;
      const cell = row.cells.get(column.timeframe);
      if (cell === undefined) picture.clear(start + c);
      else if (column.kind === 'agent') writeAgent(picture, start + c, cell, column, settings.dimBelow);
      else writeScore(picture, start + c, cell, settings, now);
    }
  }
}

/** Cells of a column that hold fresh data. */
export function freshCount(rows: readonly SymbolRow[], column: Column): number {
  let fresh = 0;
  for (const { cells } of rows) {
    const cell = cells.get(column.timeframe);
    if (cell === undefined || cell.status === 'stale') continue;
    const known =
      column.kind === 'agent'
        ? cell.opinions.some(({ agent, opinion }) => agent === column.agent && opinion !== null)
        : cell.score !== null;
    if (known) fresh += 1;
  }
  return fresh;
}
