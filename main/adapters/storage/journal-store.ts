import type Database from 'better-sqlite3';
import { GENESIS_HASH, type JournalEvent } from '#core/journal/event.ts';
import { SealedRecord } from '#core/journal/sealed-record.ts';
import { TABLE_NAMES, type Row, type RowChange, type TableName } from '#core/journal/tables.ts';
import { StoreFailure, type JournalHead, type JournalQuery, type JournalStore } from '#core/ports/store.ts';
import type { Connection } from './connection.ts';
import { mustBeWritable, onDisk } from './disk-guard.ts';
import { compileQuery, WITH_PREVIOUS } from './journal-query.ts';
import { hashToHex, toRecord } from './journal-record.ts';
import { RowStatements } from './row-statements.ts';
import { sqlCompiler, type JournalColumns } from './schema.ts';
import { TokenFence } from './token-fence.ts';

type StoredRecord = JournalColumns & { readonly previous: Buffer | null };

/** Records read at a time; no statement stays open between two reads. */
const PAGE = 1_000;
/** Prepared statements of list queries kept; each shape of a filter is one. */
const SHAPES = 64;

const COLUMNS = ['seq', 'ts', 'type', 'subject', 'data', 'hash'] as const;

/** Records per statement where that many are at hand: one call into SQLite costs as much as half an insert. */
const WIDE = 16;

/** The journal and its tables in SQLite. */
export class SqliteJournalStore implements JournalStore {
  readonly readOnly: boolean;
  readonly #db: Connection;
  readonly #tables: ReadonlyMap<TableName, RowStatements>;
  readonly #insert;
  readonly #insertWide;
  readonly #last;
  readonly #page;
  readonly #bySubject;
  readonly #write;
  readonly #fence: TokenFence;
  readonly #shapes = new Map<string, Database.Statement<unknown[], StoredRecord>>();

  constructor(db: Connection, readOnly: boolean) {
    this.readOnly = readOnly;
    this.#db = db;
    this.#fence = new TokenFence(db);
    this.#tables = new Map(TABLE_NAMES.map((table) => [table, new RowStatements(db, table)]));
    const from = sqlCompiler.selectFrom('journal');
    const blank = { seq: 0, ts: 0, type: '', subject: '', data: '', hash: Buffer.alloc(0) };
    this.#insert = db.prepare<unknown[]>(sqlCompiler.insertInto('journal').values(blank).compile().sql);
    this.#insertWide = db.prepare<unknown[]>(
      sqlCompiler
        .insertInto('journal')
        .values(Array.from({ length: WIDE }, () => blank))
        .compile().sql,
    );
    this.#last = db.prepare<[number], Pick<JournalColumns, 'seq' | 'hash'>>(
      from.select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).compile().sql,
    );
    this.#page = db.prepare<[number, number], JournalColumns>(
      from
        .select([...COLUMNS])
        .where('seq', '>=', 0)
        .orderBy('seq')
        .limit(PAGE)
        .compile().sql,
    );
    this.#bySubject = db.prepare<[string], StoredRecord>(
      WITH_PREVIOUS.where('record.subject', '=', '').orderBy('record.seq').compile().sql,
    );
    this.#write = db.transaction((events: readonly JournalEvent[], changes: readonly RowChange[]) => {
      this.#fence.pass(events);
      this.#insertRecords(events);
      for (const change of changes) this.#statements(change.table).apply(change);
    });
  }

  head(): JournalHead | null {
    const row = onDisk('Reading the end of the journal', () => this.#last.get(1));
    return row === undefined ? null : { seq: row.seq, hash: hashToHex(row.hash) };
  }

  append(events: readonly JournalEvent[], changes: readonly RowChange[]): void {
    mustBeWritable(this.readOnly);
    onDisk('Writing to the journal', () => {
      this.#write.immediate(events, changes);
    });
  }

  *scan(fromSeq: number): IterableIterator<JournalEvent> {
    let previous = fromSeq > 1 ? (this.#records(fromSeq - 1, 1)[0] ?? null) : null;
    for (let next = fromSeq; ; next = previous.seq + 1) {
      const page = this.#records(next, PAGE);
      for (const row of page) {
        yield toRecord(row, previous === null ? null : hashToHex(previous.hash));
        previous = row;
      }
      if (previous === null || page.length < PAGE) return;
    }
  }

  query(query: JournalQuery): readonly JournalEvent[] {
    return onDisk('Searching the journal', () => {
      const { sql, parameters } = compileQuery(query);
      return this.#shape(sql)
        .all(...parameters)
        .map(toRecordWithPrevious);
    });
  }

  bySubject(subject: string): readonly JournalEvent[] {
    return onDisk('Reading the journal', () => this.#bySubject.all(subject).map(toRecordWithPrevious));
  }

  lastToken(): number {
    return onDisk('Reading the last token', () => this.#fence.lastToken());
  }

  rows(table: TableName): IterableIterator<Row> {
    return this.#statements(table).all();
  }

  row(table: TableName, key: string | number): Row | null {
    return onDisk(`Reading ${table}`, () => this.#statements(table).get(key));
  }

  latestRows(table: TableName, limit: number, before: string | null): readonly Row[] {
    return onDisk(`Reading ${table}`, () => this.#statements(table).latest(limit, before));
  }

  #insertRecords(events: readonly JournalEvent[]): void {
    if (events.length === 0) return;
    const head = this.head();
    let seq = head?.seq ?? 0;
    let hash = head?.hash ?? GENESIS_HASH;
    let cells: unknown[] = [];
    for (const event of events) {
      if (event.seq !== seq + 1 || event.prevHash !== hash) {
        throw new StoreFailure(`Record ${String(event.seq)} does not follow the stored record ${String(seq)}.`);
      }
      const bytes = Buffer.from(event.hash, 'hex');
      cells.push(event.seq, event.ts, event.type, event.subject, SealedRecord.dataText(event), bytes);
      seq = event.seq;
      hash = event.hash;
      if (cells.length < WIDE * COLUMNS.length) continue;
      this.#insertWide.run(cells);
      cells = [];
    }
    for (let at = 0; at < cells.length; at += COLUMNS.length) this.#insert.run(cells.slice(at, at + COLUMNS.length));
  }

  #records(fromSeq: number, limit: number): JournalColumns[] {
    return onDisk('Reading the journal', () => this.#page.all(fromSeq, limit));
  }

  #statements(table: TableName): RowStatements {
    const statements = this.#tables.get(table);
    if (statements === undefined) throw new StoreFailure(`There is no table "${table}".`);
    return statements;
  }

  #shape(sql: string): Database.Statement<unknown[], StoredRecord> {
    const known = this.#shapes.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare<unknown[], StoredRecord>(sql);
    const [oldest] = this.#shapes.keys();
    if (this.#shapes.size >= SHAPES && oldest !== undefined) this.#shapes.delete(oldest);
    this.#shapes.set(sql, statement);
    return statement;
  }
}

const toRecordWithPrevious = (row: StoredRecord): JournalEvent =>
  toRecord(row, row.previous === null ? null : hashToHex(row.previous));
