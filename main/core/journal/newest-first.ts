import type { JournalQuery, JournalStore } from '../ports/store.ts';
import type { JournalEvent } from './event.ts';

type Where = Partial<Pick<JournalQuery, 'before' | 'text'>> & {
  /** Records read at a time. */
  readonly page?: number;
};

/** Records of some types, newest first, read a page at a time as far as the caller goes on. */
export function* newestFirst(
  store: Pick<JournalStore, 'query'>,
  types: readonly string[],
  { before = null, text = null, page = 500 }: Where = {},
): Generator<JournalEvent, void> {
  for (let from = before; ;) {
    const found = store.query({ before: from, limit: page, types, subject: null, text });
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < page) return;
    from = last.seq;
  }
}
