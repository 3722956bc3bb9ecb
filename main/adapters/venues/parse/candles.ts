import type { CandleColumns } from '#shared/domain/candle.ts';
import { POWERS_OF_TEN } from './digits.ts';
import { bytesOf } from './field-names.ts';
import { CLOSE_LIST, JsonCursor, OPEN_LIST, QUOTE, type Writing } from './json-cursor.ts';
import { field, inside, ObjectPlan, optional, type Member } from './message-plan.ts';
import { QuickRows } from './quick-rows.ts';
import { RowScanner } from './row-scanner.ts';
import { listTemplate, scanned, type Place, type ScanTemplate } from './scan-template.ts';

const ROWS = 0;
const SUCCESS = 1;

/** How a venue answers with candles. */
export interface CandleFormat {
  /** Keys that lead to the list of rows; empty when the message is the list. */
  readonly path: readonly string[];
  /** The field beside it that tells a success, and its word then; another word is refused. */
  readonly success: { readonly field: string; readonly word: string } | null;
  /** Where in a row the time, open, high, low, close and volume stand. */
  readonly places: readonly [ts: number, open: number, high: number, low: number, close: number, volume: number];
  /** Entries of a row; more or fewer are refused, but for `more` that nobody reads. */
  readonly width: number;
  readonly more: number;
  readonly time: { readonly writing: Writing; readonly unitMs: 1 | 1_000 };
  readonly number: Writing;
  /** Newest first as some venues send them; the columns come out oldest first. */
  readonly newestFirst: boolean;
}

/** Candle rows by venue and market, as their documentation and recordings show them. */
export const CANDLE_FORMATS = {
  /** With the turnover as a seventh entry, or without. */
  'kucoin-futures': {
    ...rows(['data'], 6, 'bare', 'bare'),
    more: 1,
    success: { field: 'code', word: '200000' },
  },
  binance: rows([], 12, 'bare', 'quoted'),
  bybit: {
    ...rows(['result', 'list'], 7, 'quoted', 'quoted'),
    newestFirst: true,
    success: { field: 'retCode', word: '0' },
  },
  /** The seventh entry is the volume in coins; the sixth is in contracts. */
  okx: {
    ...rows(['data'], 9, 'quoted', 'quoted'),
    places: [0, 1, 2, 3, 4, 6],
    newestFirst: true,
    success: { field: 'code', word: '0' },
  },
} as const satisfies Readonly<Record<string, CandleFormat>>;

function rows(path: readonly string[], width: number, time: Writing, number: Writing): CandleFormat {
  const places = [0, 1, 2, 3, 4, 5] as const;
  return {
    path,
    places,
    width,
    more: 0,
    time: { writing: time, unitMs: 1 },
    number,
    newestFirst: false,
    success: null,
  };
}

function planOf({ path, success }: CandleFormat): ObjectPlan | null {
  if (path.length === 0) return null;
  const list = path.slice(1).reduceRight<Member>((member, key) => inside({ [key]: member }), field(ROWS));
  return new ObjectPlan({ [path[0] ?? '']: list, ...(success === null ? {} : { [success.field]: optional(SUCCESS) }) });
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
  /** What leads to the list; null when the message is the list. */
  readonly #plan: ObjectPlan | null;
  readonly #word: Uint8Array;
  readonly #take: (role: number) => void;
  /** Column of each place in a row; −1 for those nobody reads. */
  readonly #columnAt: Int8Array;
  readonly #quick = new QuickRows();
  #template: ScanTemplate | null;
  #scanner: RowScanner;
  #columns: Float64Array[] = [];
  #count = 0;

  constructor(format: CandleFormat) {
    this.#format = format;
    this.#plan = planOf(format);
    this.#word = bytesOf(format.success?.word ?? '');
    this.#take = (role) => (role === ROWS ? this.#list() : this.#success());
    this.#columnAt = new Int8Array(format.width + format.more).fill(-1);
    for (const [column, place] of format.places.entries()) this.#columnAt[place] = column;
    this.#columns = format.places.map(() => new Float64Array(FIRST_ROWS));
    this.#scanner = this.#scannerOf(format.width);
    this.#template = this.#templateOf(format.width);
  }

  #templateOf(width: number): ScanTemplate | null {
    const { time, number } = this.#format;
    return listTemplate(
      Array.from(this.#columnAt.subarray(0, width), (column): Place | null => {
        if (column < 0) return { kind: 'pass' };
        const writing = scanned(column === 0 ? time.writing : number);
        return writing === null ? null : { kind: column === 0 ? 'whole' : 'number', writing, column };
      }),
    );
  }

  #scannerOf(width: number): RowScanner {
    const { time, number } = this.#format;
    return new RowScanner(
      Array.from(this.#columnAt.subarray(0, width), (column) =>
        column < 0 ? null : column === 0 ? time.writing : number,
      ),
    );
  }

  /** @throws UnreadableMessage with the place and what is wrong there. */
  read(bytes: Uint8Array): CandleColumns {
    this.#cursor.open(bytes);
    this.#count = 0;
    if (this.#plan === null) this.#list();
    else this.#plan.read(this.#cursor, this.#take);
    this.#cursor.end();
    if (this.#format.newestFirst) for (const column of this.#columns) column.subarray(0, this.#count).reverse();
    this.#checkOrder();
    return this.#result();
  }

  #success(): void {
    const cursor = this.#cursor;
    if (cursor.peek() === QUOTE) cursor.plainText();
    else cursor.decimal('bare');
    if (!cursor.is(this.#word)) cursor.fail(`"${cursor.text().slice(0, 40)}" is no success`);
  }

  #list(): void {
    const cursor = this.#cursor;
    if (!cursor.enter(OPEN_LIST, CLOSE_LIST)) return;
    do {
      if (!this.#quickRows() && !this.#plainRows()) this.#anyRow();
    } while (cursor.more(CLOSE_LIST));
  }

  /** As {@link #plainRows}, many at once. */
  #quickRows(): boolean {
    const rows = this.#quick.scan(this.#cursor, this.#template);
    if (rows === 0) return false;
    while (this.#count + rows > (this.#columns[0]?.length ?? 0)) this.#grow();
    for (const [column, values] of this.#columns.entries()) values.set(this.#quick.column(column, rows), this.#count);
    const unit = this.#format.time.unitMs;
    const ts = this.#columns[0] ?? EMPTY;
    for (let row = this.#count; unit !== 1 && row < this.#count + rows; row += 1) ts[row] = (ts[row] ?? 0) * unit;
    this.#count += rows;
    return true;
  }

  /** Takes plain rows. True when the cursor stands behind a row, false when it stands before one that is not plain. */
  #plainRows(): boolean {
    const cursor = this.#cursor;
    const scanner = this.#scanner;
    const rows = scanner.scan(cursor.view, cursor.position);
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
    const { number, time, width, more } = this.#format;
    cursor.expect(OPEN_LIST);
    let place = 0;
    for (; place < width + more; place += 1) {
      if (place >= width && cursor.peek() === CLOSE_LIST) break;
      if (place > 0) cursor.comma();
      const column = this.#columnAt[place] ?? -1;
      if (column < 0) cursor.skipScalar();
      else if (column === 0) this.#put(0, row, cursor.integer(time.writing) * time.unitMs);
      else this.#put(column, row, cursor.number(number));
    }
    cursor.expect(CLOSE_LIST);
    this.#count = row + 1;
    if (place === this.#scanner.width) return;
    this.#scanner = this.#scannerOf(place);
    this.#template = this.#templateOf(place);
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
