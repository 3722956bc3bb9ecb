import type { LiquidationHeatmapView } from '#shared/contract/liquidations.ts';

/** Columns kept free after the newest, so that new ones need no new picture. */
const SPARE_COLUMNS = 32;

/** Columns of estimated levels as typed arrays, `[column × levels + level]`, lowest price first. Columns are filled in place. */
export interface HeatField {
  readonly symbol: string;
  /** Begin of column 0, ms since 1970. */
  readonly from: number;
  readonly columnMs: number;
  readonly columns: number;
  readonly levels: number;
  /** Number of level 0; its lower edge is e^(origin × width). */
  readonly origin: number;
  readonly width: number;
  /** Quote units. */
  readonly worth: Float32Array<ArrayBuffer>;
  readonly z: Float32Array<ArrayBuffer>;
  /** 1 for columns that are known. */
  readonly known: Uint8Array;
}

/** Little-endian Float32 in base64, as the host sends columns. */
export function decodeFloats(text: string): Float32Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return new Float32Array(bytes.buffer);
}

/** What the host told, with room for the columns that come next. */
export function heatField(view: LiquidationHeatmapView): HeatField {
  const columns = view.columns + SPARE_COLUMNS;
  const size = columns * view.levels;
  const field: HeatField = {
    symbol: view.symbol,
    from: view.from,
    columnMs: view.columnMs,
    columns,
    levels: view.levels,
    origin: view.origin,
    width: view.width,
    worth: new Float32Array(size),
    z: new Float32Array(size),
    known: new Uint8Array(columns),
  };
  field.worth.set(decodeFloats(view.worth).subarray(0, view.columns * view.levels));
  field.z.set(decodeFloats(view.z).subarray(0, view.columns * view.levels));
  view.known.forEach((known, column) => (field.known[column] = known ? 1 : 0));
  return field;
}

/** Columns `from <= column < to` of a field. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

/** The levels of a column by their bins; those that were not told are 0. */
function shifted(told: Float32Array, shift: number, levels: number): Float32Array {
  return Float32Array.from({ length: levels }, (_, level) => told[level + shift] ?? 0);
}

/**
 * Puts newer columns into a field: bins that it does not have are left out. Null when they do not fit (another grid, or after
 * its last column): the whole field has to be asked for again.
 */
export function putColumns(field: HeatField, view: LiquidationHeatmapView): ColumnRange | null {
  const { levels, columnMs, width } = field;
  if (view.symbol !== field.symbol || view.columnMs !== columnMs || Math.abs(view.width - width) > 1e-12) return null;
  const first = Math.round((view.from - field.from) / columnMs);
  if (first < 0 || first + view.columns > field.columns) return null;
  const shift = field.origin - view.origin;
  const worth = decodeFloats(view.worth);
  const z = decodeFloats(view.z);
  for (let column = 0; column < view.columns; column += 1) {
    if (view.known[column] !== true) continue;
    const [begin, end] = [column * view.levels, (column + 1) * view.levels];
    const into = (first + column) * levels;
    field.worth.set(shifted(worth.subarray(begin, end), shift, levels), into);
    field.z.set(shifted(z.subarray(begin, end), shift, levels), into);
    field.known[first + column] = 1;
  }
  return { from: first, to: first + view.columns };
}

/** The newest known column; −1 when none is. */
export const newestColumn = ({ known }: HeatField): number => known.lastIndexOf(1);

/** The column of a moment and the level of a price, as far as the field reaches; −1 beyond it. */
export function cellAt(
  field: HeatField,
  ts: number,
  price: number,
): { readonly column: number; readonly level: number } {
  const column = Math.floor((ts - field.from) / field.columnMs);
  const level = Math.floor(Math.log(price) / field.width) - field.origin;
  return {
    column: column >= 0 && column < field.columns ? column : -1,
    level: level >= 0 && level < field.levels ? level : -1,
  };
}

/** Lower and upper edge of a level. */
export const levelEdges = ({ origin, width }: HeatField, level: number): readonly [number, number] => [
  Math.exp((origin + level) * width),
  Math.exp((origin + level + 1) * width),
];
