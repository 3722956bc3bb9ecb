import { GENESIS_HASH, type JournalEvent } from '#core/journal/event.ts';
import { tokenClaim } from '#core/journal/token-claim.ts';
import { TABLE_NAMES, type Row, type RowChange, type TableName } from '#core/journal/tables.ts';
import { StoreFailure, type JournalHead, type JournalQuery, type JournalStore } from '#core/ports/store.ts';

type Key = string | number;

/** A journal store in memory, for tests of what stands on the journal. */
export class MemoryJournalStore implements JournalStore {
  readOnly = false;
  /** When set, the next write fails with it. */
  failure: StoreFailure | null = null;
  /** How many transactions were written. */
  commits = 0;
  readonly records: JournalEvent[] = [];
  readonly tables = new Map<TableName, Map<Key, Row>>(TABLE_NAMES.map((table) => [table, new Map<Key, Row>()]));

  head(): JournalHead | null {
    const last = this.records.at(-1);
    return last === undefined ? null : { seq: last.seq, hash: last.hash };
  }

  append(events: readonly JournalEvent[], changes: readonly RowChange[]): void {
    if (this.failure !== null) throw this.failure;
    for (const event of events) {
      const last = this.records.at(-1);
      if (event.seq !== (last?.seq ?? 0) + 1 || event.prevHash !== (last?.hash ?? GENESIS_HASH)) {
        throw new StoreFailure(`Record ${String(event.seq)} does not follow`);
      }
      this.records.push(event);
    }
    for (const { table, key, row } of changes) {
      if (row === null) this.#table(table).delete(key);
      else this.#table(table).set(key, row);
    }
    this.commits++;
  }

  *scan(fromSeq: number): IterableIterator<JournalEvent> {
    for (let at = fromSeq - 1; at < this.records.length; at++) {
      const event = this.records[at];
      if (event !== undefined) yield event;
    }
  }

  query(query: JournalQuery): readonly JournalEvent[] {
    const { before, types, subject, text } = query;
    const matches = (event: JournalEvent): boolean =>
      (before === null || event.seq < before) &&
      (types.length === 0 ||
        types.some((type) => (type.endsWith('.') ? event.type.startsWith(type) : event.type === type))) &&
      (subject === null || event.subject === subject) &&
      (text === null || `${event.subject} ${JSON.stringify(event.data)}`.toLowerCase().includes(text.toLowerCase()));
    return this.records.toReversed().filter(matches).slice(0, query.limit);
  }

  lastToken(): number {
    return this.records.reduce((last, event) => Math.max(last, tokenClaim(event)?.token ?? 0), 0);
  }

  bySubject(subject: string): readonly JournalEvent[] {
    return this.records.filter((event) => event.subject === subject);
  }

  *rows(table: TableName): IterableIterator<Row> {
    for (const key of this.#keys(table)) yield this.#table(table).get(key) ?? {};
  }

  row(table: TableName, key: Key): Row | null {
    return this.#table(table).get(key) ?? null;
  }

  latestRows(table: TableName, limit: number, before: string | null): readonly Row[] {
    const keys = this.#keys(table).filter(
      (key) => before === null || key < (typeof key === 'number' ? Number(before) : before),
    );
    return keys
      .toReversed()
      .slice(0, limit)
      .map((key) => this.#table(table).get(key) ?? {});
  }

  #table(table: TableName): Map<Key, Row> {
    const rows = this.tables.get(table);
    if (rows === undefined) throw new StoreFailure(`No table ${table}`);
    return rows;
  }

  #keys(table: TableName): Key[] {
    return [...this.#table(table).keys()].sort((a, b) => (a < b ? -1 : 1));
  }
}
