import type { JournalEvent } from '../journal/event.ts';
import type { Row, RowChange, TableName } from '../journal/tables.ts';
import type { JournalHead, JournalQuery, JournalStore } from '../ports/store.ts';

/** A repeated run made another record than the one that is stored. */
export class RunDiffers extends Error {
  override readonly name = 'RunDiffers';
}

/**
 * Lets a deterministic run that was cut off be repeated from its beginning over the records it already wrote: records up
 * to the stored head are compared, not written, and everything after it is appended. So a cut-off run continues, and what
 * was acknowledged is proven to be what the run does.
 */
export class ResumedStore implements JournalStore {
  readonly readOnly = false;
  readonly #inner: JournalStore;
  readonly #recorded: IterableIterator<JournalEvent>;
  readonly #storedHead: number;
  #head: JournalHead | null = null;

  constructor(inner: JournalStore) {
    this.#inner = inner;
    this.#storedHead = inner.head()?.seq ?? 0;
    this.#recorded = inner.scan(1);
  }

  head(): JournalHead | null {
    return this.#head;
  }

  /**
   * Compares what is stored already and appends the rest.
   * @throws RunDiffers naming the first record that differs.
   */
  append(events: readonly JournalEvent[], changes: readonly RowChange[]): void {
    let known = 0;
    for (const event of events) {
      if (event.seq > this.#storedHead) break;
      const stored = this.#recorded.next();
      if (stored.done === true || stored.value.hash !== event.hash) {
        throw new RunDiffers(
          `Record ${String(event.seq)} (${event.type}) differs from the one stored: the data or the program changed since. Start the replay anew.`,
        );
      }
      known += 1;
    }
    const last = events.at(-1);
    if (last !== undefined) this.#head = { seq: last.seq, hash: last.hash };
    if (known < events.length) this.#inner.append(events.slice(known), changes);
  }

  /** Records the repeated run has made so far; those still ahead of it do not exist for it. */
  *scan(fromSeq: number): IterableIterator<JournalEvent> {
    for (const event of this.#inner.scan(fromSeq)) {
      if (event.seq > this.#made) return;
      yield event;
    }
  }

  query(query: JournalQuery): readonly JournalEvent[] {
    const before = Math.min(query.before ?? Number.POSITIVE_INFINITY, this.#made + 1);
    return this.#inner.query({ ...query, before });
  }

  bySubject(subject: string): readonly JournalEvent[] {
    return this.#inner.bySubject(subject).filter(({ seq }) => seq <= this.#made);
  }

  lastToken(): number {
    return this.#caughtUp ? this.#inner.lastToken() : 0;
  }

  /** Rows hold the state after the last stored record, so there are none to show before the run has come to it. */
  *rows(table: TableName): IterableIterator<Row> {
    if (this.#caughtUp) yield* this.#inner.rows(table);
  }

  row(table: TableName, key: string | number): Row | null {
    return this.#caughtUp ? this.#inner.row(table, key) : null;
  }

  latestRows(table: TableName, limit: number, before: string | null): readonly Row[] {
    return this.#caughtUp ? this.#inner.latestRows(table, limit, before) : [];
  }

  get #made(): number {
    return this.#head?.seq ?? 0;
  }

  get #caughtUp(): boolean {
    return this.#made >= this.#storedHead;
  }
}
