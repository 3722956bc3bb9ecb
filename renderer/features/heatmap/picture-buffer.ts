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

const LEAST = OPINION;
const MOST = OPINION | (2 * FULL);

/** An opinion lies within ±100 and is looked up with this added: its half rounds up, and what is not a number becomes 0. */
const OFFSET = 181.5;
const NEUTRAL_AT = 181;
/** The code of every rounded opinion, beyond the full colour too; the first is that of none. */
const CODE_OF = Uint16Array.from({ length: 2 * NEUTRAL_AT + 1 }, (_, at) =>
  at === 0 ? 0 : OPINION | Math.max(0, Math.min(2 * FULL, at - NEUTRAL_AT + FULL)),
);

/** The code of an opinion: halves are rounded up, as everywhere on the screen; 0 where there is none. */
const opinionCode = (value: number): number => CODE_OF[(value + OFFSET) | 0] ?? 0;

/** The pixels of a picture that is painted flat, one a cell: they are written with the cells, and painting only hands them over. */
export class PixelPlane {
  readonly pixels: Uint32Array;
  /** The pixel of every code. */
  readonly table: Uint32Array;
  /** First and last cell that may look different since the picture was painted; none where the last lies before the first. */
  first = 0;
  last = -1;

  constructor(pixels: Uint32Array, table: Uint32Array) {
    this.pixels = pixels;
    this.table = table;
  }

  touch(first: number, last: number): void {
    if (this.last < this.first) [this.first, this.last] = [first, last];
    else {
      if (first < this.first) this.first = first;
      if (last > this.last) this.last = last;
    }
  }
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
  /** Where the cells are written as pixels besides; null where they are drawn with their marks. */
  plane: PixelPlane | null = null;
  /** Cells to paint, some of them maybe twice; meaningless while `all` is set or there is a plane. */
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
    this.plane = null;
    this.all = true;
  }

  /** From now on the cells are written into this plane, too, which has a pixel for each; null: no longer. */
  writeInto(plane: PixelPlane | null): void {
    this.plane = plane;
    this.all = true;
    if (plane === null) return;
    const { pixels, table } = plane;
    const { code } = this;
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = table[code[at] as number] as number;
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
    const { plane } = this;
    if (plane !== null) {
      plane.pixels[at] = plane.table[code] as number;
      plane.touch(at, at);
    } else if (this.all) return;
    else if (this.dirtyCount === this.dirty.length) this.all = true;
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
    if (this.plane !== null) this.#writeFlat(this.plane, at, values, from, count);
    else {
      const checked = this.all ? 0 : this.#writeChanged(at, values, from, count);
      // All is painted: what a cell looked like before does not matter any more.
      const { code, figure } = this;
      for (let i = checked; i < count; i += 1) {
        const value = values[from + i] as number;
        code[at + i] = opinionCode(value);
        figure[at + i] = value;
      }
    }
  }

  #writeFlat(plane: PixelPlane, at: number, values: Float32Array, from: number, count: number): void {
    const { pixels, table } = plane;
    const { code, figure } = this;
    let changed = 0;
    for (let i = 0; i < count; i += 1) {
      const value = values[from + i] as number;
      const next = opinionCode(value);
      const cell = at + i;
      changed |= (code[cell] as number) ^ next;
      code[cell] = next;
      figure[cell] = value;
      pixels[cell] = table[next] as number;
    }
    if (changed !== 0) plane.touch(at, at + count - 1);
  }

  /** Writes what looks different, until that are so many that all is painted. @returns how many cells it looked at */
  #writeChanged(at: number, values: Float32Array, from: number, count: number): number {
    const { code, figure, dirty } = this;
    let marked = this.dirtyCount;
    let i = 0;
    for (; i < count && marked <= dirty.length; i += 1) {
      const value = values[from + i] as number;
      const cell = at + i;
      const next = opinionCode(value);
      if (code[cell] === next) {
        // Beyond the full colour the printed figure goes on.
        const beyond = next === LEAST || next === MOST;
        if (!beyond || Math.round(figure[cell] as number) === Math.round(value)) continue;
      }
      code[cell] = next;
      figure[cell] = value;
      if (marked < dirty.length) dirty[marked] = cell;
      marked += 1;
    }
    if (marked > dirty.length) this.all = true;
    else this.dirtyCount = marked;
    return i;
  }

  /** What was to be painted is painted. */
  painted(): void {
    this.dirtyCount = 0;
    this.all = false;
    if (this.plane !== null) [this.plane.first, this.plane.last] = [0, -1];
  }
}
