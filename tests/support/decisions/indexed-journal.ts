import type { JournalEvent } from '#core/journal/event.ts';
import type { Row } from '#core/journal/tables.ts';
import type { JournalQuery, JournalStore } from '#core/ports/store.ts';
import type { MemoryJournalStore } from '../storage/memory-journal-store.ts';

/** A journal that is finished, with its records at hand by type and by subject: thousands of questions are asked of it. */
export class IndexedJournal implements Pick<JournalStore, 'query' | 'bySubject' | 'latestRows' | 'row'> {
  readonly #byType = new Map<string, JournalEvent[]>();
  readonly #bySubject = new Map<string, JournalEvent[]>();
  readonly #signals: readonly Row[];
  readonly #places = new Map<string, number>();
  readonly #source: MemoryJournalStore;

  constructor(source: MemoryJournalStore) {
    this.#source = source;
    for (const event of source.records) {
      add(this.#byType, event.type, event);
      add(this.#bySubject, event.subject, event);
    }
    const rows = [...source.rows('signals')];
    this.#signals = rows.sort((a, b) => (String(a['id']) < String(b['id']) ? 1 : -1));
    for (const [place, row] of this.#signals.entries()) this.#places.set(String(row['id']), place);
  }

  /** Of one or a few whole types, newest first. */
  query({ before, limit, types }: JournalQuery): readonly JournalEvent[] {
    const found: JournalEvent[] = [];
    for (const type of types) {
      const all = this.#byType.get(type) ?? [];
      let taken = 0;
      for (let i = all.length - 1; i >= 0 && taken < limit; i--) {
        const event = all[i];
        if (event === undefined || (before !== null && event.seq >= before)) continue;
        found.push(event);
        taken += 1;
      }
    }
    return found.sort((a, b) => b.seq - a.seq).slice(0, limit);
  }

  bySubject(subject: string): readonly JournalEvent[] {
    return this.#bySubject.get(subject) ?? [];
  }

  latestRows(_table: 'signals', limit: number, before: string | null): readonly Row[] {
    const from = before === null ? 0 : (this.#places.get(before) ?? 0) + 1;
    return this.#signals.slice(from, from + limit);
  }

  row(...asked: Parameters<JournalStore['row']>): Row | null {
    return this.#source.row(...asked);
  }

  /** Every signal, newest first. */
  get signals(): readonly Row[] {
    return this.#signals;
  }
}

function add(index: Map<string, JournalEvent[]>, key: string, event: JournalEvent): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [event]);
  else list.push(event);
}
