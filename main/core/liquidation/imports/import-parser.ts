import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { BadRow } from '../../market/candle-csv.ts';
import { FIELDS, type Cell, type ImportKind, type RowContext } from './import-rows.ts';

/** Rows of one file at most; a longer one is to be split. */
export const MOST_ROWS = 200_000;
/** Bad rows that are told; of the others only the number. */
const MOST_BAD = 10_000;
const LONGEST_LINE = 4_000;
/** Characters; JSON is read as a whole. */
const MOST_JSON = 24_000_000;

type Take<Row> = (cell: Cell, context: RowContext) => Row | string;

/**
 * Reads rows of levels or liquidations chunk by chunk, as CSV with a header or as a JSON array of objects with the same
 * names. All rows are good, or all that are bad are told.
 */
export class ImportParser<Row> {
  readonly #file: string;
  readonly #kind: ImportKind;
  readonly #take: Take<Row>;
  readonly #context: RowContext;
  readonly #rows: Row[] = [];
  readonly #bad: BadRow[] = [];
  #format: 'csv' | 'json' | null = null;
  #carry = '';
  #line = 0;
  #header: readonly string[] | null = null;
  #ended = false;

  constructor(file: string, kind: ImportKind, take: Take<Row>, context: RowContext) {
    this.#file = file;
    this.#kind = kind;
    this.#take = take;
    this.#context = context;
  }

  /** True when nothing further is read: the file cannot be taken. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Takes the next piece, cut anywhere. */
  push(chunk: string): void {
    if (this.#ended) return;
    this.#carry += chunk;
    this.#format ??= formatOf(this.#carry);
    if (this.#format === 'json' && this.#carry.length > MOST_JSON)
      this.#end(1, 'The file is too long for JSON; give it as CSV.');
    if (this.#format !== 'csv') return;
    let start = 0;
    for (let end = this.#carry.indexOf('\n'); end >= 0 && !this.#ended; end = this.#carry.indexOf('\n', start)) {
      this.#takeLine(this.#carry.slice(start, end));
      start = end + 1;
    }
    this.#carry = this.#carry.slice(start);
    if (!this.#ended && this.#carry.length > LONGEST_LINE)
      this.#end(this.#line + 1, 'The line is longer than any row can be.');
  }

  finish(): Result<readonly Row[], readonly BadRow[]> {
    if (!this.#ended && this.#format === 'json') this.#takeJson();
    else if (!this.#ended && this.#carry.trim() !== '') this.#takeLine(this.#carry);
    if (this.#bad.length === 0 && this.#rows.length === 0)
      this.#refuse(Math.max(1, this.#line), 'The file has no rows.');
    return this.#bad.length > 0 ? err(this.#bad) : ok(this.#rows);
  }

  #refuse(line: number, reason: string): void {
    this.#bad.push({ file: this.#file, line, reason });
    if (this.#bad.length === MOST_BAD) this.#end(line, `${String(MOST_BAD)} rows are bad; the rest was not read.`);
  }

  /** Nothing further is read. */
  #end(line: number, reason: string): void {
    this.#ended = true;
    this.#bad.push({ file: this.#file, line, reason });
  }

  #takeLine(text: string): void {
    this.#line += 1;
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (line.length > LONGEST_LINE) this.#end(this.#line, 'The line is longer than any row can be.');
    else if (this.#header === null) this.#readHeader(line);
    else if (line.trim() !== '') this.#takeCells(line.split(',').map(unquoted), this.#header);
  }

  #readHeader(line: string): void {
    const names = line
      .replace(/^\uFEFF/, '')
      .split(',')
      .map((name) => unquoted(name).toLowerCase());
    const { needed, worth } = FIELDS[this.#kind];
    const missing = needed.filter((name) => !names.includes(name));
    if (!worth.some((name) => names.includes(name))) missing.push(worth.join(' or '));
    const twice = [...needed, ...worth].filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
    if (missing.length > 0) this.#end(this.#line, `The header does not name ${missing.join(', ')}.`);
    else if (twice.length > 0) this.#end(this.#line, `The header names ${twice.join(', ')} twice.`);
    this.#header = names;
  }

  #takeCells(cells: readonly string[], header: readonly string[]): void {
    if (cells.length !== header.length) {
      this.#refuse(this.#line, `The row has not the ${String(header.length)} values the header names.`);
      return;
    }
    this.#takeRow(this.#line, (field) => cells[header.indexOf(field)] ?? '');
  }

  #takeRow(line: number, cell: Cell): void {
    if (this.#rows.length === MOST_ROWS) {
      this.#end(line, `The file has more than ${String(MOST_ROWS)} rows; split it.`);
      return;
    }
    const row = this.#take(cell, this.#context);
    if (typeof row === 'string') this.#refuse(line, row);
    else if (this.#bad.length === 0) this.#rows.push(row);
  }

  /** Items are counted from 1 as lines are. */
  #takeJson(): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(this.#carry.replace(/^\uFEFF/, ''));
    } catch (error) {
      this.#end(1, `It is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
      return;
    }
    if (!Array.isArray(parsed)) {
      this.#end(1, 'The file is not a list of objects.');
      return;
    }
    for (const [i, item] of (parsed as readonly unknown[]).entries()) {
      if (this.#ended) return;
      this.#line = i + 1;
      if (isRecord(item)) this.#takeRow(i + 1, (field) => plain(item[field]));
      else this.#refuse(i + 1, 'The item is not an object.');
    }
  }
}

/** Null while only blanks came. */
function formatOf(text: string): 'csv' | 'json' | null {
  const first = text.replace(/^\uFEFF/, '').trimStart()[0];
  if (first === undefined) return null;
  return first === '[' || first === '{' ? 'json' : 'csv';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
const plain = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
