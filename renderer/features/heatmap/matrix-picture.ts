import { shadeOf } from '#renderer/charts/signal-scale.ts';
import type { CellView } from '#shared/contract/score.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { Column } from './columns.ts';
import { columnValue, type SymbolRow } from './row-order.ts';
import type { ViewSettings } from './view-settings.ts';

/** What a cell is, as drawn. */
export const LOOK = { empty: 0, opinion: 1, neutral: 2, stale: 3 } as const;

/** Flag bits of a cell. */
export const VETO = 1;
export const DIM = 2;

/** The matrix as it is painted: one entry per cell, row by row. Two pictures that are equal here look the same. */
export interface MatrixPicture {
  readonly rows: number;
  readonly columns: number;
  readonly look: Uint8Array;
  readonly flags: Uint8Array;
  /** Place in the colour scale. */
  readonly shade: Uint8Array;
  /** Confidence in hundredths; 255 where there is none. */
  readonly dot: Uint8Array;
  /** The printed figure, rounded; NaN where there is none. */
  readonly figure: Float32Array;
}

/** In place of a confidence: there is none, or it is not to be shown. */
export const NO_DOT = 255;
/** The score may change by this much in an hour before the colour is full. */
const FULL_CHANGE = 40;
const SCORE_FULL = 80;
/** Data older than this many candles are drawn fullest in the view of ages. */
const OLD_CANDLES = 2;

/** A matrix of empty cells. */
export function emptyPicture(rows: number, columns: number): MatrixPicture {
  const cells = rows * columns;
  return {
    rows,
    columns,
    look: new Uint8Array(cells),
    flags: new Uint8Array(cells),
    shade: new Uint8Array(cells),
    dot: new Uint8Array(cells).fill(NO_DOT),
    figure: new Float32Array(cells).fill(NaN),
  };
}

interface CellLook {
  readonly look: number;
  readonly shade: number;
  readonly figure: number;
}

const BLANK: CellLook = { look: LOOK.empty, shade: 0, figure: NaN };

const share = (part: number): number => Math.round(Math.max(0, Math.min(1, part)) * 100);

function opinionLook(value: number | null, full = SCORE_FULL): CellLook {
  if (value === null) return BLANK;
  return { look: LOOK.opinion, shade: shadeOf((value * SCORE_FULL) / full), figure: Math.round(value) };
}

function modeLook(cell: CellView, mode: ViewSettings['mode'], now: number | null): CellLook {
  if (mode === 'score') return opinionLook(cell.score);
  if (mode === 'change') return opinionLook(cell.change1h, FULL_CHANGE);
  if (cell.score === null) return BLANK;
  if (mode === 'completeness') {
    return { look: LOOK.neutral, shade: share(cell.completeness), figure: Math.round(cell.completeness * 100) };
  }
  if (cell.asOf === null || now === null) return BLANK;
  const age = Math.max(0, now - cell.asOf);
  const old = age / (OLD_CANDLES * timeframeMs(cell.timeframe));
  return { look: LOOK.neutral, shade: share(old), figure: Math.round(age / 1_000) };
}

function confidenceOf(cell: CellView, column: Column): number | null {
  if (column.kind === 'timeframe') return cell.confidence;
  return cell.opinions.find(({ agent }) => agent === column.agent)?.confidence ?? null;
}

/** Builds the picture of rows × columns under the view's settings. `now` is the host's clock; it only serves the ages. */
export function matrixPicture(
  rows: readonly SymbolRow[],
  columns: readonly Column[],
  settings: Pick<ViewSettings, 'mode' | 'dimBelow'>,
  now: number | null,
): MatrixPicture {
  const picture = emptyPicture(rows.length, columns.length);
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      const cell = row.cells.get(column.timeframe);
      if (cell === undefined) return;
      const at = r * columns.length + c;
      const seen = column.kind === 'agent' ? opinionLook(columnValue(row, column)) : modeLook(cell, settings.mode, now);
      if (seen.look === LOOK.empty) return;
      const stale = cell.status === 'stale';
      const confidence = confidenceOf(cell, column);
      picture.look[at] = stale ? LOOK.stale : seen.look;
      picture.shade[at] = seen.shade;
      picture.figure[at] = seen.figure;
      picture.dot[at] = confidence === null || stale ? NO_DOT : share(confidence);
      const veto = cell.veto && (column.kind === 'timeframe' || column.agent === 'risk');
      const dim = confidence !== null && confidence < settings.dimBelow;
      picture.flags[at] = (veto ? VETO : 0) | (dim ? DIM : 0);
    });
  });
  return picture;
}

/** The cells that look different in two pictures of the same shape; all of `next` when the shapes differ. */
export function changedCells(before: MatrixPicture | null, next: MatrixPicture): readonly number[] {
  const all = before === null || before.rows !== next.rows || before.columns !== next.columns;
  const changed: number[] = [];
  for (let at = 0; at < next.look.length; at += 1) {
    const same =
      !all &&
      before.look[at] === next.look[at] &&
      before.flags[at] === next.flags[at] &&
      before.shade[at] === next.shade[at] &&
      before.dot[at] === next.dot[at] &&
      Object.is(before.figure[at], next.figure[at]);
    if (!same) changed.push(at);
  }
  return changed;
}

/** Cells of a column that hold fresh data, of all its cells. */
export function freshCount(picture: MatrixPicture, column: number): number {
  let fresh = 0;
  for (let row = 0; row < picture.rows; row += 1) {
    const look = picture.look[row * picture.columns + column];
    if (look === LOOK.opinion || look === LOOK.neutral) fresh += 1;
  }
  return fresh;
}
