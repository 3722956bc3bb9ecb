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
export const MIN_STRIP = 116;

/** Cells at least this tall or wide are drawn apart. */
const GAP_FROM = 14;
export const MAX_ZOOMED_ROW = 64;
const MAX_TIME_CELL = 96;
const MAX_STRETCH = 4;

/** Where columns and rows of the matrix lie, in CSS pixels from its top left corner. */
export interface MatrixLayout {
  readonly lefts: Float64Array;
  readonly widths: Float64Array;
  readonly rowHeight: number;
  /** Height of a cell in its row. */
  readonly cellHeight: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  /** All columns are alike and too many for marks: a cell is a pixel that the page stretches. */
  readonly flat: boolean;
}

/** How much wider and taller than usual the cells are. */
export interface Zoom {
  readonly x: number;
  readonly y: number;
}

export const NO_ZOOM: Zoom = { x: 1, y: 1 };

const isSilent = (column: Column): boolean => column.kind === 'agent' && column.silent;

const groupBreak = (columns: readonly Column[], index: number): boolean =>
  index > 0 && columns[index - 1]?.kind !== columns[index]?.kind;

/** The height of a row with its gap: as tall as the room allows, from 26 to 40. */
export function rowHeightFor(rows: number, room: number, most = MAX_ROW): number {
  if (rows === 0) return most;
  return Math.max(MIN_ROW, Math.min(most, Math.floor(room / rows)));
}

/** The height of rows under a zoom; whole pixels from where they are drawn apart. `least` is the height at which all fit. */
export function zoomedRow(usual: number, zoom: number, least: number): number {
  const height = Math.max(Math.min(least, usual), Math.min(MAX_ZOOMED_ROW, usual * zoom));
  return height < GAP_FROM ? height : Math.round(height);
}

const inside = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** A zoom by a factor, kept where it still changes what is seen. */
export function zoomedBy(zoom: Zoom, x: number, y: number, limits: ZoomLimits): Zoom {
  return { x: inside(zoom.x * x, 1, limits.mostX), y: inside(zoom.y * y, limits.leastY, limits.mostY) };
}

/** How far a view may be zoomed. */
export interface ZoomLimits {
  readonly mostX: number;
  readonly leastY: number;
  readonly mostY: number;
}

/** All rows at once at the one end, and large cells at the other. */
export function zoomLimits(
  columns: readonly Column[],
  rows: number,
  width: number,
  usual: number,
  room: number,
): ZoomLimits {
  const time = columns[0]?.kind === 'time';
  const mostX = time ? Math.max(1, (MAX_TIME_CELL * columns.length) / Math.max(1, width)) : MAX_STRETCH;
  const leastY = Math.min(1, Math.max(1, room) / Math.max(1, rows * usual));
  return { mostX, leastY, mostY: MAX_ZOOMED_ROW / usual };
}

/** Moments share the width evenly; from the width of a head on they lie apart, in whole pixels. */
function timeLayout(columns: number, rows: number, width: number, rowHeight: number): MatrixLayout {
  const even = width / Math.max(1, columns);
  const step = even < GAP_FROM ? even : Math.floor(even);
  const cell = even < GAP_FROM ? even : step - CELL_GAP;
  const lefts = Float64Array.from({ length: columns }, (_, index) => index * step);
  const size = { rowHeight, cellHeight: cellHeight(rowHeight), rows, width: columns * step, height: rows * rowHeight };
  const flat = step < MARKED_STEP || rowHeight < GAP_FROM;
  return { lefts, widths: new Float64Array(columns).fill(cell), ...size, flat };
}

const MARKED_STEP = 20;
const cellHeight = (rowHeight: number): number => (rowHeight < GAP_FROM ? rowHeight : rowHeight - CELL_GAP);

/** Lays the matrix out over a width; columns share it, silent agents take about half a share. */
export function matrixLayout(columns: readonly Column[], rows: number, width: number, rowHeight: number): MatrixLayout {
  if (columns[0]?.kind === 'time') return timeLayout(columns.length, rows, width, rowHeight);
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
  const height = rows * rowHeight;
  return { lefts, widths, rowHeight, cellHeight: cellHeight(rowHeight), rows, width: left, height, flat: false };
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
  const column = columnAt(layout, x);
  const left = layout.lefts[column] ?? 0;
  return x >= left && x < left + (layout.widths[column] ?? 0) ? { row, column } : null;
}

/** The last column that begins at or left of a point; 0 left of all. */
export function columnAt({ lefts }: MatrixLayout, x: number): number {
  let low = 0;
  let high = lefts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lefts[middle] ?? 0) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
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
