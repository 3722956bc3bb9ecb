import type { CandleColumns } from '#shared/domain/candle.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { allocateColumns, copyColumns, firstRowFrom, NO_CANDLES, viewColumns } from './candle-series.ts';

/** A row that cannot be imported. */
export interface BadRow {
  readonly file: string;
  /** Counted from 1, the header being line 1. */
  readonly line: number;
  /** One sentence for a person. */
  readonly reason: string;
}

const FIELDS = ['timestamp_ms', 'open', 'high', 'low', 'close', 'volume'] as const;
type Field = (typeof FIELDS)[number];

const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const LONGEST_EXACT_MANTISSA = 15;
const LATEST_TIME = 9_999_999_999_999;
const DOT = 46;
const ZERO = 48;

/**
 * The number in `text[from, to)`, NaN when it is none. Up to 15 digits are read as an integer and divided once by a power
 * of ten, which is correctly rounded (Clinger's fast path); anything longer goes through the host's parser.
 */
function parseNumber(text: string, from: number, to: number): number {
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (digit === DOT - ZERO && decimals < 0) {
      decimals = 0;
    } else {
      return parseSlowly(text.slice(from, to));
    }
  }
  if (digits === 0) return Number.NaN;
  if (digits > LONGEST_EXACT_MANTISSA) return parseSlowly(text.slice(from, to));
  return decimals > 0 ? mantissa / (POWERS_OF_TEN[decimals] ?? Number.NaN) : mantissa;
}

/** Signs, exponents and long mantissas; hexadecimal and blanks that `Number` would take are refused. */
function parseSlowly(text: string): number {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/**
 * Reads candle CSV text chunk by chunk: a header naming `timestamp_ms,open,high,low,close,volume` in any order (other
 * columns are ignored), comma-separated, LF or CRLF. Rows must rise in time on the timeframe's grid.
 */
export class CandleCsvParser {
  readonly #file: string;
  readonly #stepMs: number;
  readonly #bad: BadRow[] = [];
  #columns: CandleColumns = NO_CANDLES;
  #lines = new Int32Array(0);
  #length = 0;
  #line = 0;
  #blankLine = 0;
  #carry = '';
  /** Column of the file → place in {@link FIELDS}, −1 for others; null until the header was read. */
  #places: Int8Array | null = null;
  #headerFailed = false;
  readonly #values = new Float64Array(FIELDS.length);
  readonly #starts = new Int32Array(FIELDS.length);
  readonly #ends = new Int32Array(FIELDS.length);

  constructor(file: string, timeframe: Timeframe) {
    this.#file = file;
    this.#stepMs = timeframeMs(timeframe);
  }

  /** Takes the next piece of the file, cut anywhere. */
  push(chunk: string): void {
    const text = this.#carry === '' ? chunk : this.#carry + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#takeLine(text, start, end);
      start = end + 1;
    }
    this.#carry = text.slice(start);
  }

  /** All candles, or every bad row when there is any. */
  finish(): Result<CandleColumns, readonly BadRow[]> {
    if (this.#carry !== '') this.#takeLine(this.#carry, 0, this.#carry.length);
    this.#carry = '';
    if (this.#bad.length === 0 && this.#length === 0) this.#refuse(Math.max(1, this.#line), 'The file has no candles.');
    return this.#bad.length > 0 ? err(this.#bad) : ok(viewColumns(this.#columns, 0, this.#length));
  }

  #refuse(line: number, reason: string): void {
    this.#bad.push({ file: this.#file, line, reason });
  }

  #takeLine(text: string, start: number, lineEnd: number): void {
    this.#line += 1;
    const end = lineEnd > start && text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
    if (end === start) {
      this.#blankLine = this.#line;
      return;
    }
    if (this.#headerFailed) return;
    // Blank lines at the end of a file are habit; inside they hide a lost row.
    if (this.#blankLine > 0) this.#refuse(this.#blankLine, 'The line is empty.');
    this.#blankLine = 0;
    if (this.#places === null) this.#readHeader(text.slice(start, end));
    else this.#readRow(text, start, end, this.#places);
  }

  #readHeader(line: string): void {
    const names = line
      .replace(/^\uFEFF/, '')
      .split(',')
      .map((name) => name.trim().toLowerCase());
    const missing = FIELDS.filter((field) => !names.includes(field));
    const twice = FIELDS.filter((field) => names.indexOf(field) !== names.lastIndexOf(field));
    if (missing.length > 0) this.#refuse(this.#line, `The header does not name ${missing.join(', ')}.`);
    if (twice.length > 0) this.#refuse(this.#line, `The header names ${twice.join(', ')} twice.`);
    this.#headerFailed = missing.length + twice.length > 0;
    this.#places = Int8Array.from(names, (name) => FIELDS.indexOf(name as Field));
  }

  #readRow(text: string, start: number, end: number, places: Int8Array): void {
    let from = start;
    for (let column = 0; column < places.length; column += 1) {
      const comma = text.indexOf(',', from);
      const last = column === places.length - 1;
      const to = comma < 0 || comma >= end ? end : comma;
      if (last ? to !== end : to === end) {
        this.#refuse(this.#line, `The row has not the ${String(places.length)} values the header names.`);
        return;
      }
      const place = places[column] ?? -1;
      if (place >= 0) {
        this.#starts[place] = from;
        this.#ends[place] = to;
        this.#values[place] = parseNumber(text, from, to);
      }
      from = to + 1;
    }
    const reason = this.#timeFault(text) ?? this.#priceFault(text);
    if (reason === null) this.#keep();
    else this.#refuse(this.#line, reason);
  }

  #written(text: string, place: number): string {
    return `"${text.slice(this.#starts[place], this.#ends[place])}"`;
  }

  /** Why the time cannot be taken, or null; places: 0 timestamp. */
  #timeFault(text: string): string | null {
    const ts = this.#values[0] ?? Number.NaN;
    if (Number.isNaN(ts)) return `timestamp_ms ${this.#written(text, 0)} is not a number.`;
    if (!Number.isInteger(ts) || ts < 0 || ts > LATEST_TIME) {
      return `timestamp_ms ${this.#written(text, 0)} is not a time in milliseconds since 1970.`;
    }
    if (ts % this.#stepMs !== 0) {
      return `timestamp_ms ${String(ts)} is not a multiple of the timeframe, ${String(this.#stepMs)} ms.`;
    }
    const previous = this.#columns.ts[this.#length - 1];
    if (this.#length === 0 || previous === undefined || ts > previous) return null;
    const row = firstRowFrom(this.#columns.ts, this.#length, ts);
    const line = String(this.#lines[row] ?? 0);
    return this.#columns.ts[row] === ts
      ? `timestamp_ms ${String(ts)} is a duplicate of line ${line}.`
      : `timestamp_ms ${String(ts)} is out of order: it belongs before line ${line}.`;
  }

  /** Why the prices or the volume cannot be taken, or null. */
  #priceFault(text: string): string | null {
    for (let place = 1; place < FIELDS.length; place += 1) {
      const value = this.#values[place] ?? Number.NaN;
      const name = FIELDS[place] ?? '';
      if (!Number.isFinite(value)) return `${name} ${this.#written(text, place)} is not a number.`;
      if (value < 0) return `${name} ${this.#written(text, place)} is negative.`;
      if (value === 0 && place < 5) return `${name} is zero.`;
    }
    return this.#shapeFault();
  }

  /** Why the four prices cannot be those of one candle, or null. */
  #shapeFault(): string | null {
    const [, open = 0, high = 0, low = 0, close = 0] = this.#values;
    if (high < low) return `high ${String(high)} is below low ${String(low)}.`;
    const outside = open > high || open < low ? 'open' : close > high || close < low ? 'close' : null;
    if (outside === null) return null;
    const price = outside === 'open' ? open : close;
    return `${outside} ${String(price)} lies outside low ${String(low)} to high ${String(high)}.`;
  }

  #keep(): void {
    const row = this.#length;
    if (row === this.#lines.length) this.#grow();
    const { ts, open, high, low, close, volume } = this.#columns;
    const values = this.#values;
    ts[row] = values[0] ?? 0;
    open[row] = values[1] ?? 0;
    high[row] = values[2] ?? 0;
    low[row] = values[3] ?? 0;
    close[row] = values[4] ?? 0;
    volume[row] = values[5] ?? 0;
    this.#lines[row] = this.#line;
    this.#length = row + 1;
  }

  #grow(): void {
    const capacity = Math.max(4_096, this.#length * 2);
    const columns = allocateColumns(capacity);
    copyColumns(columns, 0, viewColumns(this.#columns, 0, this.#length));
    const lines = new Int32Array(capacity);
    lines.set(this.#lines);
    this.#columns = columns;
    this.#lines = lines;
  }
}

/** Parses a whole file given in pieces; see {@link CandleCsvParser}. */
export function parseCandleCsv(
  file: string,
  timeframe: Timeframe,
  chunks: Iterable<string>,
): Result<CandleColumns, readonly BadRow[]> {
  const parser = new CandleCsvParser(file, timeframe);
  for (const chunk of chunks) parser.push(chunk);
  return parser.finish();
}
