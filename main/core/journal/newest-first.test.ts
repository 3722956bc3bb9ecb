import { describe, expect, it } from 'vitest';
import type { JournalQuery } from '../ports/store.ts';
import type { JournalEvent } from './event.ts';
import { newestFirst } from './newest-first.ts';

/** A journal of records 1…count, and the queries that were made of it. */
function journalOf(count: number) {
  const asked: JournalQuery[] = [];
  const store = {
    query(query: JournalQuery): readonly JournalEvent[] {
      asked.push(query);
      const newest = Math.min(count, (query.before ?? Number.POSITIVE_INFINITY) - 1);
      const found = Array.from({ length: Math.min(query.limit, newest) }, (_, i) => ({ seq: newest - i }));
      return found as unknown as readonly JournalEvent[];
    },
  };
  return { store, asked };
}

const seqs = (events: Iterable<JournalEvent>): number[] => [...events].map(({ seq }) => seq);

describe('records newest first', () => {
  it.each([0, 1, 3, 4, 7])('tells each of %d once, whatever the page', (count) => {
    const all = Array.from({ length: count }, (_, i) => count - i);
    expect(seqs(newestFirst(journalOf(count).store, ['a'], { page: 3 }))).toEqual(all);
    expect(seqs(newestFirst(journalOf(count).store, ['a']))).toEqual(all);
  });

  it('begins before a record, and asks for no more than is looked at', () => {
    const { store, asked } = journalOf(9);
    for (const { seq } of newestFirst(store, ['a', 'b'], { before: 8, page: 2 })) if (seq === 6) break;
    expect(asked).toEqual([{ before: 8, limit: 2, types: ['a', 'b'], subject: null, text: null }]);
  });
});
