import { CLOSE_LIST, COMMA, isPlainByte, OPEN_LIST, QUOTE, type Writing } from './json-cursor.ts';

/** Below this another digit fits into 32 bits. */
const SMALL = 200_000_000;
const EXACT_DIGITS = 15;
const ZERO = 0x30;
const POINT_OFFSET = 0x2e - ZERO;

const PASS = 0;
const BARE = 1;
const QUOTED = 2;
const KINDS: Readonly<Record<Writing, number>> = { bare: BARE, quoted: QUOTED, either: 255 };

/** Rows scanned at once. */
const BLOCK = 128;

/**
 * The quick way through rows of numbers such as `[1700000000000,"37000.10","1.5"]`: no blanks, no signs, no exponents, at
 * most 15 digits. It has the grammar of a full reader for these and gives up on everything else, which the full reader then
 * reads or refuses: the two never disagree on a row, one of them only knows less.
 */
export class RowScanner {
  /** Entries of a row. */
  readonly width: number;
  /** Of row r and place p, at `r × width + p`: `values ÷ 10^decimals` is the number, exact. */
  readonly values: Float64Array;
  readonly decimals: Uint8Array;
  /** Where the last block ended: behind a row when `complete`, else before a row that is not plain. */
  end = 0;
  complete = false;
  readonly #kinds: Uint8Array;

  /** @param places how each entry is written; null for one that nobody reads. */
  constructor(places: readonly (Writing | null)[]) {
    this.width = places.length;
    this.values = new Float64Array(places.length * BLOCK);
    this.decimals = new Uint8Array(places.length * BLOCK);
    // Entries that may be written either way are left to the full reader.
    this.#kinds = Uint8Array.from(places, (writing) => (writing === null ? PASS : KINDS[writing]));
  }

  /**
   * Scans rows with commas between them from `start` on, a block at most, and returns how many. A block at a time, because
   * the loop then runs in one piece of machine code.
   */
  scan(bytes: Uint8Array, start: number): number {
    let at = start;
    let rows = 0;
    this.complete = false;
    while (rows < BLOCK) {
      const end = this.#row(bytes, at, rows * this.width);
      if (end < 0) break;
      rows += 1;
      at = end;
      this.complete = bytes[end] !== COMMA || bytes[end + 1] !== OPEN_LIST || rows === BLOCK;
      if (this.complete) break;
      at = end + 1;
    }
    this.end = at;
    return rows;
  }

  #row(bytes: Uint8Array, start: number, cell: number): number {
    const kinds = this.#kinds;
    let at = start;
    for (let place = 0; place < kinds.length; place += 1) {
      if (bytes[at] !== (place === 0 ? OPEN_LIST : COMMA)) return -1;
      at += 1;
      const kind = kinds[place];
      const quoted = bytes[at] === QUOTE;
      if (quoted) at += 1;
      if (kind === PASS && quoted) at = this.#pass(bytes, at);
      else if (kind === PASS || quoted === (kind === QUOTED)) at = this.#number(bytes, at, cell + place);
      else return -1;
      if (at < 0) return -1;
      if (!quoted) continue;
      if (bytes[at] !== QUOTE) return -1;
      at += 1;
    }
    return bytes[at] === CLOSE_LIST ? at + 1 : -1;
  }

  #pass(bytes: Uint8Array, start: number): number {
    let at = start;
    while (isPlainByte(bytes[at] ?? 0)) at += 1;
    return at;
  }

  /** Digits with at most one point between them. */
  #number(bytes: Uint8Array, first: number, cell: number): number {
    let at = first;
    let point = -1;
    let units = 0;
    for (;;) {
      const code = (bytes[at] ?? 0) - ZERO;
      if (code >>> 0 > 9) {
        if (code !== POINT_OFFSET || point >= 0) break;
        point = at;
        at += 1;
        continue;
      }
      if (units >= SMALL) return this.#long(bytes, { first, at, point, units }, cell);
      // Two digits at a time: the chain of multiplications is what takes the time.
      const next = (bytes[at + 1] ?? 0) - ZERO;
      if (next >>> 0 <= 9 && units < SMALL / 10) {
        units = (Math.imul(units, 100) + Math.imul(code, 10) + next) | 0;
        at += 2;
      } else {
        units = (Math.imul(units, 10) + code) | 0;
        at += 1;
      }
    }
    this.values[cell] = units;
    return this.#settle(bytes, first, point, at, cell);
  }

  /** More digits than 32 bits hold: the rest of them in doubles. */
  #long(bytes: Uint8Array, begun: { first: number; at: number; point: number; units: number }, cell: number): number {
    const { first } = begun;
    let { at, point, units } = begun;
    for (; at - first <= EXACT_DIGITS; at += 1) {
      const code = (bytes[at] ?? 0) - ZERO;
      if (code >>> 0 <= 9) units = units * 10 + code;
      else if (code === POINT_OFFSET && point < 0) point = at;
      else break;
    }
    this.values[cell] = units;
    // Beyond the bound there may be one digit too many for a double.
    return at - first > EXACT_DIGITS ? -1 : this.#settle(bytes, first, point, at, cell);
  }

  /** Digits on both sides of the point, no zero before others, and nothing that goes on with the number. */
  #settle(bytes: Uint8Array, first: number, point: number, end: number, cell: number): number {
    if (end === first || point === first || point === end - 1) return -1;
    if (bytes[first] === ZERO && end > first + 1 && point !== first + 1) return -1;
    this.decimals[cell] = point < 0 ? 0 : end - point - 1;
    return end;
  }
}
