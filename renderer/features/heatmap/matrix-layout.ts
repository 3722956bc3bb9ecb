import type { Column } from './columns.ts';

/** Distance between cells, and between the block of timeframes and the block of agents, in CSS pixels. */
export const CELL_GAP = 2;
export const GROUP_GAP = 16;
const MIN_ROW = 26;
const MAX_ROW = 40;
const MIN_CELL = 30;
/** Share of a full column that a silent agent's column takes, and its least width: with the gap its head is a target of 24 px. */
const SILENT_SHARE = 0.55;
const MIN_SILENT = 22;
/** The strip of distributions is worth drawing from this height on. */
export const MIN_STRIP = 132;

/** Where columns and rows of the matrix lie, in CSS pixels from its top left corner. */
export interface MatrixLayout {
  readonly lefts: Float64Array;
  readonly widths: Float64Array;
  readonly rowHeight: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

const isSilent = (column: Column): boolean => column.kind === 'agent' && column.silent;

const groupBreak = (columns: readonly Column[], index: number): boolean =>
  index > 0 && columns[index - 1]?.kind !== columns[index]?.kind;

/** The height of a row with its gap: as tall as the room allows, from 26 to 40. */
export function rowHeightFor(rows: number, room: number): number {
  if (rows === 0) return MAX_ROW;
  return Math.max(MIN_ROW, Math.min(MAX_ROW, Math.floor(room / rows)));
}

/** Lays the matrix out over a width; columns share it, silent agents take about half a share. */
export function matrixLayout(columns: readonly Column[], rows: number, width: number, rowHeight: number): MatrixLayout {
  const lefts = new Float64Array(columns.length);
  const widths = new Float64Array(columns.length);
  const breaks = columns.filter((_, index) => groupBreak(columns, index)).length;
  const gaps = Math.max(0, columns.length - 1) * CELL_GAP + breaks * (GROUP_GAP - CELL_GAP);
  const silent = columns.filter(isSilent).length;
  const full = columns.length - silent;
  const share = (width - gaps) / Math.max(1, full + silent * SILENT_SHARE);
  const narrow = Math.max(MIN_SILENT, Math.floor(share * SILENT_SHARE));
  const wide = Math.max(MIN_CELL, Math.floor((width - gaps - silent * narrow) / Math.max(1, full)));
  let left = 0;
  columns.forEach((column, index) => {
    if (index > 0) left += groupBreak(columns, index) ? GROUP_GAP : CELL_GAP;
    const cell = isSilent(column) ? narrow : wide;
    lefts[index] = left;
    widths[index] = cell;
    left += cell;
  });
  return { lefts, widths, rowHeight, rows, width: left, height: rows * rowHeight };
}

/** A place in the matrix. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The cell under a point; null between columns and outside. */
export function placeAt(layout: MatrixLayout, x: number, y: number): Place | null {
  const row = Math.floor(y / layout.rowHeight);
  if (row < 0 || row >= layout.rows) return null;
  for (let column = 0; column < layout.lefts.length; column += 1) {
    const left = layout.lefts[column] ?? 0;
    if (x >= left && x < left + (layout.widths[column] ?? 0)) return { row, column };
  }
  return null;
}

/** Where a tooltip goes: right of the cell, or left of it where there is no room; never below the edge. */
export function tooltipSpot(
  cell: { readonly left: number; readonly top: number; readonly width: number },
  size: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const right = cell.left + cell.width + 8;
  const left = right + size.width <= room.width ? right : Math.max(0, cell.left - size.width - 8);
  return { left, top: Math.max(0, Math.min(cell.top, room.height - size.height)) };
}
