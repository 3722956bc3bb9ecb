import type { BadRow } from '#core/market/candle-csv.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { csvCells } from '#shared/kernel/csv-line.ts';
import { forEachLine } from '../terminal/lines.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Cells that say that a period has no value. */
const MISSING = new Set(['', 'na', 'nan', 'null']);

/** Series of numbers over common dates, NaN where a cell is empty. */
export interface SeriesTable {
  /** As written, oldest first. */
  readonly dates: readonly string[];
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** Whether a value may stand in the table; returns the reason when it may not. */
export type CellRule = (value: number) => string | null;

/** Prices are above zero. */
export const priceRule: CellRule = (value) => (value > 0 ? null : 'is not a price above zero.');
/** Returns are fractions; nothing can lose more than everything. */
export const returnRule: CellRule = (value) =>
  value >= -1 ? null : 'is a loss of more than everything; returns are fractions, 0.01 for one percent.';

/** Milliseconds of a date, an ISO time, or a whole number of seconds or milliseconds; NaN for anything else. */
function momentOf(text: string): number {
  if (/^\d{9,}$/.test(text)) return Number(text) * (text.length < 12 ? 1_000 : 1);
  return /^\d{4}-\d{2}(-\d{2})?/.test(text) ? Date.parse(text) : Number.NaN;
}

class SeriesReader {
  readonly bad: BadRow[] = [];
  readonly #file: string;
  readonly #rule: CellRule;
  #line = 0;
  #blank = 0;
  #names: readonly string[] = [];
  #values: readonly number[][] = [];
  readonly #dates: string[] = [];
  #last = -Infinity;
  #headerDone = false;

  constructor(file: string, rule: CellRule) {
    this.#file = file;
    this.#rule = rule;
  }

  take(raw: string): void {
    this.#line += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') {
      this.#blank = this.#line;
      return;
    }
    // Blank lines at the end of a file are habit; inside they hide a lost row.
    if (this.#blank > 0) this.#refuse('The line is empty.', this.#blank);
    this.#blank = 0;
    const cells = csvCells(line);
    if (cells === null) this.#refuse('A quote is left open or in the wrong place.');
    else if (!this.#headerDone) this.#readHeader(cells);
    else if (this.#names.length > 0) this.#readRow(cells);
  }

  finish(): Result<SeriesTable, readonly BadRow[]> {
    if (this.#line === 0) this.#refuse('The file is empty.', 1);
    if (this.bad.length > 0) return err(this.bad);
    return ok({ dates: this.#dates, names: this.#names, columns: this.#values.map((each) => Float64Array.from(each)) });
  }

  #refuse(reason: string, line = this.#line): void {
    this.bad.push({ file: this.#file, line, reason });
  }

  #readHeader(cells: readonly string[]): void {
    this.#headerDone = true;
    const names = cells.slice(1).map((name) => name.trim());
    if (names.length === 0) return this.#refuse('The header needs a date column and at least one column of numbers.');
    if (names.some((name) => NUMBER.test(name))) return this.#refuse('The first line is not a header but numbers.');
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) return this.#refuse(`The header names "${twice}" twice.`);
    this.#names = names;
    this.#values = names.map(() => []);
  }

  #readRow(cells: readonly string[]): void {
    if (cells.length !== this.#names.length + 1) {
      return this.#refuse(`The row has ${cells.length} values; the header names ${this.#names.length + 1}.`);
    }
    const date = (cells[0] ?? '').trim();
    const moment = momentOf(date);
    if (Number.isNaN(moment)) return this.#refuse(`"${date}" is not a date such as 2025-03-01.`);
    if (moment <= this.#last) return this.#refuse(`${date} does not come after the row before it.`);
    this.#last = moment;
    this.#dates.push(date);
    this.#names.forEach((name, i) => this.#values[i]?.push(this.#valueOf(name, (cells[i + 1] ?? '').trim())));
  }

  #valueOf(name: string, text: string): number {
    if (MISSING.has(text.toLowerCase())) return Number.NaN;
    const value = NUMBER.test(text) ? Number(text) : Number.NaN;
    const reason = Number.isFinite(value) ? this.#rule(value) : 'is not a number.';
    if (reason !== null) this.#refuse(`${name} "${text}" ${reason}`);
    return value;
  }
}

/** Reads a CSV text whose first column is the date and whose others are numbers; returns every bad row when there is one. */
export async function readSeries(
  file: string,
  chunks: AsyncIterable<string>,
  rule: CellRule,
): Promise<Result<SeriesTable, readonly BadRow[]>> {
  const reader = new SeriesReader(file, rule);
  await forEachLine(chunks, (line) => reader.take(line));
  return reader.finish();
}
