import { describe, expect, it } from 'vitest';
import type { JournalDraft } from '#core/journal/event.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { StaleToken, type JournalStore } from '#core/ports/store.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { draft, intent } from '#tests/support/storage/sample-history.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { systemHasher } from '../system/hasher.ts';
import { openStore } from './open-store.ts';

const BTC = 'symbol:XBTUSDTM';

const acquired = (token: number, on = BTC): JournalDraft =>
  draft('lock.acquired', on, {
    resource: on,
    mode: 'EXCLUSIVE',
    holder: `holder ${String(token)}`,
    token,
    leaseUntil: 1,
  });

/** Writes records in one transaction, as a journal does. */
function commit(store: JournalStore, drafts: readonly JournalDraft[]): void {
  const journal = openJournal({
    store,
    hasher: systemHasher,
    clock: new ManualClock(),
    scheduler: new ManualScheduler(),
  });
  for (const each of drafts) journal.append(each);
  journal.commit();
}

const entry = (id: string, token: number, overrides: object = {}): JournalDraft =>
  intent(id, 'sig', 3, { token, ...overrides });

describe('the fence in the database', () => {
  it('lets nothing of a transaction pass that holds a record under an older token', () => {
    const store = openStore(temporaryFolder());
    commit(store.journal, [acquired(5), entry('one', 5)]);
    const head = store.journal.head();
    expect(() => commit(store.journal, [acquired(6, 'portfolio'), entry('two', 4, { symbol: 'XBTUSDTM' })])).toThrow(
      StaleToken,
    );
    expect(store.journal.head()).toEqual(head);
    expect(store.journal.row('orders', 'two')).toBeNull();
    expect(store.journal.lastToken()).toBe(5);
    store.close();
  });

  it('looks at what the same transaction granted before', () => {
    const store = openStore(temporaryFolder());
    expect(() => commit(store.journal, [acquired(5), acquired(6), entry('one', 5)])).toThrow(
      /made under token 5 of symbol:XBTUSDTM, which was given to someone else since: token 6/,
    );
    expect(store.journal.head()).toBeNull();
    store.close();
  });

  it('stops no other symbol, and nothing that takes risk away', () => {
    const store = openStore(temporaryFolder());
    commit(store.journal, [
      acquired(9),
      entry('other', 3, { symbol: 'ETHUSDTM' }),
      entry('stop', 1, { role: 'stop', reduceOnly: true, side: 'sell' }),
      entry('exit', 0, { role: 'exit', reduceOnly: true, side: 'sell' }),
    ]);
    expect(store.journal.lastToken()).toBe(9);
    store.close();
  });

  it('knows the tokens after a restart', () => {
    const folder = temporaryFolder();
    const first = openStore(folder);
    commit(first.journal, [acquired(700)]);
    first.close();
    const second = openStore(folder);
    expect(second.journal.lastToken()).toBe(700);
    expect(() => commit(second.journal, [entry('late', 699)])).toThrow(StaleToken);
    second.close();
  });
});
