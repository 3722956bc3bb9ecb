import { entryKind, PASS, scanEntry } from './entry.ts';
import { CLOSE_LIST, COMMA, OPEN_LIST, type Writing } from './json-cursor.ts';

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
  readonly #ends = new Int32Array(2);

  /** @param places how each entry is written; null for one that nobody reads. */
  constructor(places: readonly (Writing | null)[]) {
    this.width = places.length;
    this.values = new Float64Array(places.length * BLOCK);
    this.decimals = new Uint8Array(places.length * BLOCK);
    this.#kinds = Uint8Array.from(places, entryKind);
  }

  /**
   * Scans rows with commas between them from `start` on, a block at most, and returns how many.
   * @param view of a message that its padding follows.
   */
  scan(view: DataView, start: number): number {
    const cells = scanRows(view, start, this.#kinds, this.values, this.decimals, this.#ends);
    this.end = this.#ends[0] ?? start;
    this.complete = this.#ends[1] === 1;
    return cells / this.width;
  }
}

/**
 * One loop in one piece of machine code: a call for each row would take a third of the time. Returns the cells that were
 * filled; `ends` tells where it ended, and 1 when that is behind a row.
 */
function scanRows(
  view: DataView,
  start: number,
  kinds: Uint8Array,
  values: Float64Array,
  decimals: Uint8Array,
  ends: Int32Array,
): number {
  const width = kinds.length;
  const last = values.length - width;
  let at = start;
  let before = start;
  let cell = 0;
  let place = 0;
  for (;;) {
    if (view.getUint8(at) !== (place === 0 ? OPEN_LIST : COMMA)) break;
    at = scanEntry(view, at + 1, kinds[place] ?? PASS, values, decimals, cell + place);
    if (at < 0) break;
    place += 1;
    if (place < width) continue;
    if (view.getUint8(at) !== CLOSE_LIST) break;
    at += 1;
    const behind = cell === last || view.getUint8(at) !== COMMA || view.getUint8(at + 1) !== OPEN_LIST;
    cell += width;
    if (behind) {
      ends[0] = at;
      ends[1] = 1;
      return cell;
    }
    at += 1;
    before = at;
    place = 0;
  }
  ends[0] = before;
  ends[1] = 0;
  return cell;
}
