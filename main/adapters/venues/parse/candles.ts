import type { CandleColumns } from '#shared/domain/candle.ts';
import { WordTable } from './field-names.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  JsonCursor,
  OPEN_LIST,
  OPEN_OBJECT,
  POWERS_OF_TEN,
  type Writing,
} from './json-cursor.ts';
import { RowScanner } from './row-scanner.ts';

/** How a venue answers with candles. */
export interface CandleFormat {
  /** Keys that lead to the list of rows; empty when the message is the list. */
  readonly path: readonly string[];
  /** Where in a row the time, open, high, low, close and volume stand. */
  readonly places: readonly [ts: number, open: number, high: number, low: number, close: number, volume: number];
  /** Entries of a row; more or fewer are refused. */
  readonly width: number;
  readonly time: { readonly writing: Writing; readonly unitMs: 1 | 1_000 };
  readonly number: Writing;
  /** Newest first as some venues send them; the columns come out oldest first. */
  readonly newestFirst: boolean;
}

/** Candle rows by venue and market, as their documentation and recordings show them. */
export const CANDLE_FORMATS = {
  'kucoin-futures': rows(['data'], [0, 1, 2, 3, 4, 5], 6, 'bare', 'bare'),
  'kucoin-futures-turnover': rows(['data'], [0, 1, 2, 3, 4, 5], 7, 'bare', 'bare'),
  binance: rows([], [0, 1, 2, 3, 4, 5], 12, 'bare', 'quoted'),
  bybit: rows(['result', 'list'], [0, 1, 2, 3, 4, 5], 7, 'quoted', 'quoted', true),
  okx: rows(['data'], [0, 1, 2, 3, 4, 5], 9, 'quoted', 'quoted', true),
  bitget: rows(['data'], [0, 1, 2, 3, 4, 5], 8, 'quoted', 'quoted'),
} as const satisfies Readonly<Record<string, CandleFormat>>;

function rows(
  path: readonly string[],
  places: CandleFormat['places'],
  width: number,
  time: Writing,
  number: Writing,
  newestFirst = false,
): CandleFormat {
  return { path, places, width, time: { writing: time, unitMs: 1 }, number, newestFirst };
}

const FIRST_ROWS = 256;
const EMPTY = new Float64Array();

/**
 * Reads candles out of the bytes of an answer. The values are the doubles `Number()` would make of the digits; times must
 * rise strictly. What is not exactly a list of such rows is refused whole.
 */
export class CandleReader {
  readonly #format: CandleFormat;
  readonly #cursor = new JsonCursor();
  readonly #keys: WordTable;
  /** Column of each place in a row; −1 for those nobody reads. */
  readonly #columnAt: Int8Array;
  readonly #scanner: RowScanner;
  #columns: Float64Array[] = [];
  #count = 0;

  constructor(format: CandleFormat) {
    this.#format = format;
    this.#keys = new WordTable(format.path);
    this.#columnAt = new Int8Array(format.width).fill(-1);
    for (const [column, place] of format.places.entries()) this.#columnAt[place] = column;
    this.#columns = format.places.map(() => new Float64Array(FIRST_ROWS));
    this.#scanner = new RowScanner(
      Array.from(this.#columnAt, (column) => (column < 0 ? null : column === 0 ? format.time.writing : format.number)),
    );
  }

  /** @throws UnreadableMessage with the place and what is wrong there. */
  read(bytes: Uint8Array): CandleColumns {
    this.#cursor.open(bytes);
    this.#count = 0;
    this.#descend(0);
    this.#cursor.end();
    if (this.#format.newestFirst) for (const column of this.#columns) column.subarray(0, this.#count).reverse();
    this.#checkOrder();
    return this.#result();
  }

  /** Goes down the path and passes over every other field. */
  #descend(depth: number): void {
    const cursor = this.#cursor;
    if (depth === this.#format.path.length) return this.#list();
    if (!cursor.enter(OPEN_OBJECT, CLOSE_OBJECT)) return cursor.fail('the candles are missing');
    let found = false;
    do {
      cursor.key();
      if (this.#keys.find(cursor) !== depth) {
        cursor.skip();
        continue;
      }
      if (found) cursor.fail(`the field "${this.#format.path[depth] ?? ''}" comes twice`);
      found = true;
      this.#descend(depth + 1);
    } while (cursor.more(CLOSE_OBJECT));
    if (!found) cursor.fail(`the field "${this.#format.path[depth] ?? ''}" is missing`);
  }

  #list(): void {
    const cursor = this.#cursor;
    if (!cursor.enter(OPEN_LIST, CLOSE_LIST)) return;
    do {
      if (!this.#plainRows()) this.#anyRow();
    } while (cursor.more(CLOSE_LIST));
  }

  /** Takes plain rows. True when the cursor stands behind a row, false when it stands before one that is not plain. */
  #plainRows(): boolean {
    const cursor = this.#cursor;
    const scanner = this.#scanner;
    const rows = scanner.scan(cursor.bytes, cursor.position);
    while (this.#count + rows > (this.#columns[0]?.length ?? 0)) this.#grow();
    const { places, time } = this.#format;
    for (let column = 0; column < places.length; column += 1)
      this.#copy(places[column] ?? 0, rows, this.#columns[column] ?? EMPTY, column === 0 ? time.unitMs : 1);
    this.#count += rows;
    cursor.position = scanner.end;
    return scanner.complete;
  }

  #copy(place: number, rows: number, into: Float64Array, unit: number): void {
    const { values, decimals, width } = this.#scanner;
    let row = this.#count;
    for (let cell = place; cell < rows * width; cell += width) {
      const few = decimals[cell] ?? 0;
      const value = values[cell] ?? 0;
      if (few > 0 && place === this.#format.places[0]) this.#cursor.fail('a time is not a whole number');
      // A double divided by an exact power of ten is rounded once, so it is the nearest to the decimal.
      into[row] = few === 0 ? value * unit : value / (POWERS_OF_TEN[few] ?? 1);
      row += 1;
    }
  }

  #anyRow(): void {
    const row = this.#count;
    if (row === (this.#columns[0]?.length ?? 0)) this.#grow();
    const cursor = this.#cursor;
    const { number, time, width } = this.#format;
    cursor.expect(OPEN_LIST);
    for (let place = 0; place < width; place += 1) {
      if (place > 0) cursor.comma();
      const column = this.#columnAt[place] ?? -1;
      if (column < 0) cursor.skipScalar();
      else if (column === 0) this.#put(0, row, cursor.integer(time.writing) * time.unitMs);
      else this.#put(column, row, cursor.number(number));
    }
    cursor.expect(CLOSE_LIST);
    this.#count = row + 1;
  }

  #put(column: number, row: number, value: number): void {
    const values = this.#columns[column];
    if (values !== undefined) values[row] = value;
  }

  #checkOrder(): void {
    const ts = this.#columns[0] ?? new Float64Array();
    for (let row = 1; row < this.#count; row += 1) {
      if ((ts[row] ?? 0) <= (ts[row - 1] ?? 0))
        this.#cursor.fail(`the times of the candles do not rise at ${String(ts[row])}`);
    }
  }

  #grow(): void {
    this.#columns = this.#columns.map((column) => {
      const wider = new Float64Array(column.length * 2);
      wider.set(column);
      return wider;
    });
  }

  #result(): CandleColumns {
    const cut = (column: number): Float64Array => (this.#columns[column] ?? new Float64Array()).slice(0, this.#count);
    return { ts: cut(0), open: cut(1), high: cut(2), low: cut(3), close: cut(4), volume: cut(5) };
  }
}
