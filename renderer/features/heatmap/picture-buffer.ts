/** What a cell is, as drawn. */
export const LOOK = { empty: 0, opinion: 1, neutral: 2, stale: 3 } as const;

/** In place of a confidence: there is none, or it is not to be shown. */
export const NO_DOT = 255;

const FULL = 80;
const LOOK_SHIFT = 9;
const DIM_BIT = 256;
const SHADE_MASK = DIM_BIT - 1;
const OPINION = LOOK.opinion << LOOK_SHIFT;

/** So many codes there are. */
export const CODES = 4 << LOOK_SHIFT;

/** Look, shade and paleness of a cell in one number: what its colour is looked up by. */
export const codeOf = (look: number, shade: number, dim: boolean): number =>
  (look << LOOK_SHIFT) | (dim ? DIM_BIT : 0) | shade;
export const lookOf = (code: number): number => code >> LOOK_SHIFT;
export const shadeOfCode = (code: number): number => code & SHADE_MASK;
export const isDim = (code: number): boolean => (code & DIM_BIT) !== 0;

const isInside = (value: number): boolean => value > -FULL && value < FULL;

/** The code of an opinion: halves are rounded up, as everywhere on the screen. What is not a number fails every comparison. */
function opinionCode(value: number): number {
  if (isInside(value)) return OPINION | ((value + FULL + 0.5) | 0);
  if (value >= FULL) return OPINION | (2 * FULL);
  return value <= -FULL ? OPINION : 0;
}

/** More changed cells than this part of all are painted by painting all. */
const MOST_DIRTY = 4;

/**
 * The matrix as it is painted: one entry per cell, row by row. It is made once per shape and written over; every write tells
 * whether the cell looks different from then on, and what does is kept until it has been painted.
 */
export class PictureBuffer {
  rows = 0;
  columns = 0;
  /** Look, shade, paleness; see {@link codeOf}. */
  code = new Uint16Array(0);
  /** Confidence in hundredths; {@link NO_DOT} where there is none. */
  dot = new Uint8Array(0);
  /** 1 where the cell carries a veto. */
  veto = new Uint8Array(0);
  /** The figure that is printed rounded; NaN where there is none. */
  figure = new Float32Array(0);
  /** Cells to paint, some of them maybe twice; meaningless while `all` is set. */
  dirty = new Int32Array(0);
  dirtyCount = 0;
  /** All cells are to be painted. */
  all = true;

  /** Makes room for a shape. Another shape than before begins with empty cells. */
  shape(rows: number, columns: number): void {
    if (rows === this.rows && columns === this.columns) return;
    const cells = rows * columns;
    this.rows = rows;
    this.columns = columns;
    this.code = new Uint16Array(cells);
    this.dot = new Uint8Array(cells).fill(NO_DOT);
    this.veto = new Uint8Array(cells);
    this.figure = new Float32Array(cells).fill(Number.NaN);
    this.dirty = new Int32Array(Math.ceil(cells / MOST_DIRTY));
    this.dirtyCount = 0;
    this.all = true;
  }

  /** Writes a cell. */
  write(at: number, code: number, figure: number, dot: number, veto: number): void {
    const same =
      this.code[at] === code &&
      this.dot[at] === dot &&
      this.veto[at] === veto &&
      Object.is(Math.round(this.figure[at] as number), Math.round(figure));
    if (same) return;
    this.code[at] = code;
    this.figure[at] = figure;
    this.dot[at] = dot;
    this.veto[at] = veto;
    if (this.all) return;
    if (this.dirtyCount === this.dirty.length) this.all = true;
    else {
      this.dirty[this.dirtyCount] = at;
      this.dirtyCount += 1;
    }
  }

  /** Writes nothing: no opinion is known there. */
  clear(at: number): void {
    this.write(at, 0, Number.NaN, NO_DOT, 0);
  }

  /**
   * Writes opinions −100…+100 into consecutive cells that never hold anything else; NaN is none.
   * @param from where they begin in `values`
   */
  writeOpinions(at: number, values: Float32Array, from: number, count: number): void {
    const { code, figure, dirty } = this;
    let marked = this.all ? dirty.length : this.dirtyCount;
    for (let i = 0; i < count; i += 1) {
      const value = values[from + i] as number;
      const cell = at + i;
      const next = opinionCode(value);
      if (code[cell] === next) {
        // Beyond the full colour the printed figure goes on.
        if (next === 0 || isInside(value) || Math.round(figure[cell] as number) === Math.round(value)) continue;
      }
      code[cell] = next;
      figure[cell] = value;
      if (marked < dirty.length) dirty[marked] = cell;
      marked += 1;
    }
    if (marked > dirty.length) this.all = true;
    else if (!this.all) this.dirtyCount = marked;
  }

  /** What was to be painted is painted. */
  painted(): void {
    this.dirtyCount = 0;
    this.all = false;
  }
}
