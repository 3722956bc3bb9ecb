import type { BadRow } from '#core/market/candle-csv.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { csvCells } from '#shared/kernel/csv-line.ts';
import { forEachLine } from '../terminal/lines.ts';

/** Columns that name the row's time, the likeliest first. */
const TIME_NAMES = ['timestamp_ms', 'timestamp', 'time', 'datetime', 'date', 'ts', 'open_time'];
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Columns of numbers by the names they were asked for, with the time as it was written. */
export interface NumberTable {
  readonly time: { readonly name: string; readonly cells: readonly string[] } | null;
  readonly columns: ReadonlyMap<string, Float64Array>;
}

interface Place {
  readonly wanted: string;
  readonly header: string;
  readonly index: number;
  readonly values: number[];
}

/** Reads a CSV text line by line; keeps only the columns asked for and the time. */
class TableReader {
  readonly bad: BadRow[] = [];
  readonly #file: string;
  readonly #wanted: ReadonlyMap<string, string>;
  #line = 0;
  #width = -1;
  #places: readonly Place[] = [];
  #time: { readonly name: string; readonly index: number } | null = null;
  readonly #times: string[] = [];
  #blank = 0;

  /** @param wanted name in the table → name in the file's header. */
  constructor(file: string, wanted: ReadonlyMap<string, string>) {
    this.#file = file;
    this.#wanted = wanted;
  }

  get headerFailed(): boolean {
    return this.#width < 0 && this.bad.length > 0;
  }

  take(raw: string): void {
    this.#line += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') {
      this.#blank = this.#line;
      return;
    }
    if (this.headerFailed) return;
    // Blank lines at the end of a file are habit; inside they hide a lost row.
    if (this.#blank > 0) this.#refuse('The line is empty.', this.#blank);
    this.#blank = 0;
    const cells = csvCells(line);
    if (cells === null) this.#refuse('A quote is left open or in the wrong place.');
    else if (this.#width < 0) this.#readHeader(cells);
    else this.#readRow(cells);
  }

  finish(): Result<NumberTable, readonly BadRow[]> {
    if (this.#line === 0) this.#refuse('The file is empty.', 1);
    if (this.bad.length > 0) return err(this.bad);
    const columns = new Map(this.#places.map(({ wanted, values }) => [wanted, Float64Array.from(values)]));
    return ok({ time: this.#time === null ? null : { name: this.#time.name, cells: this.#times }, columns });
  }

  #refuse(reason: string, line = this.#line): void {
    this.bad.push({ file: this.#file, line, reason });
  }

  #readHeader(cells: readonly string[]): void {
    const names = cells.map((name, i) => (i === 0 ? name.replace(/^\uFEFF/, '') : name).trim());
    const lower = names.map((name) => name.toLowerCase());
    const places: Place[] = [];
    for (const [wanted, header] of this.#wanted) {
      const exact = names.indexOf(header);
      const index = exact >= 0 ? exact : lower.indexOf(header.toLowerCase());
      if (index >= 0) places.push({ wanted, header: names[index] ?? header, index, values: [] });
      else this.#refuse(`The header has no column "${header}"; it has ${names.join(', ')}.`);
    }
    if (this.bad.length > 0) return;
    const time = TIME_NAMES.map((name) => lower.indexOf(name)).find((index) => index >= 0);
    this.#time = time === undefined ? null : { name: names[time] ?? '', index: time };
    this.#places = places;
    this.#width = names.length;
  }

  #readRow(cells: readonly string[]): void {
    if (cells.length !== this.#width) {
      this.#refuse(`The row has ${String(cells.length)} values; the header names ${String(this.#width)}.`);
      return;
    }
    for (const { header, index, values } of this.#places) {
      const text = (cells[index] ?? '').trim();
      const value = NUMBER.test(text) ? Number(text) : Number.NaN;
      if (!Number.isFinite(value)) this.#refuse(`${header} "${text}" is not a number.`);
      values.push(value);
    }
    if (this.#time !== null) this.#times.push(cells[this.#time.index] ?? '');
  }
}

/**
 * Reads a CSV text with a header in pieces cut anywhere.
 * @param wanted name in the result → name in the header; exact spelling first, then without regard to case.
 * @returns the columns, or every bad row.
 */
export async function readTable(
  file: string,
  chunks: AsyncIterable<string>,
  wanted: ReadonlyMap<string, string>,
): Promise<Result<NumberTable, readonly BadRow[]>> {
  const reader = new TableReader(file, wanted);
  await forEachLine(chunks, (line) => reader.take(line));
  return reader.finish();
}
