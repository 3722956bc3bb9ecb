import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH, type JournalEvent } from '#core/journal/event.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { StoreFailure, type JournalQuery } from '#core/ports/store.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { draft, sampleHistory } from '#tests/support/storage/sample-history.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { systemHasher } from '../system/hasher.ts';
import { DATABASE_FILE, openStore } from './open-store.ts';

const all: JournalQuery = { before: null, limit: 100, types: [], subject: null, text: null };

function setUp(count = 0) {
  const store = openStore(temporaryFolder());
  const parts = {
    store: store.journal,
    hasher: systemHasher,
    clock: new ManualClock(),
    scheduler: new ManualScheduler(),
  };
  const journal = openJournal(parts);
  for (const item of sampleHistory()) journal.append(item);
  for (let i = 0; i < count; i++)
    journal.append(draft('agent.state', `agent-${String(i)}`, { state: 'idle', reason: '50% _off_' }));
  journal.commit();
  return { store, records: store.journal, journal };
}

const seqs = (events: Iterable<JournalEvent>): number[] => [...events].map((event) => event.seq);

describe('the journal in SQLite', () => {
  it('gives records back whole, over page borders, from anywhere', () => {
    const { store, records, journal } = setUp(2_100);
    const events = [...records.scan(1)];
    expect(seqs(events)).toEqual(Array.from({ length: journal.head?.seq ?? 0 }, (_, index) => index + 1));
    expect(events[0]?.prevHash).toBe(GENESIS_HASH);
    for (const [index, event] of events.entries()) if (index > 0) expect(event.prevHash).toBe(events[index - 1]?.hash);
    expect([...records.scan(1_500)]).toEqual(events.slice(1_499));
    expect([...records.scan(99_999)]).toEqual([]);
    expect(records.head()).toEqual(journal.head);
    expect(records.bySubject('sig-good')).toEqual(events.filter((event) => event.subject === 'sig-good'));
    store.close();
  });

  it('answers every query as the plain filter does', () => {
    const { store, records } = setUp(30);
    const plain = new MemoryJournalStore();
    plain.records.push(...records.scan(1));
    const queries: Partial<JournalQuery>[] = [
      {},
      { limit: 5 },
      { before: 20, limit: 7 },
      { types: ['order.fill', 'signal.'] },
      { types: ['order.'], subject: 'order-entry' },
      { text: 'TIMEOUT' },
      { text: '50% _OFF_', before: 45 },
      { text: '%' },
      { text: 'order-e', types: ['order.'] },
      { subject: 'nobody' },
    ];
    for (const query of queries) {
      const found = seqs(records.query({ ...all, ...query }));
      expect(found, JSON.stringify(query)).toEqual(seqs(plain.query({ ...all, ...query })));
    }
    expect(records.query({ ...all, text: '50% _off_' })).toHaveLength(30);
    store.close();
  });

  it('lists rows by key, up and down, and one by one', () => {
    const { store, records, journal } = setUp();
    const memory = [...journal.state.rows('signals')];
    expect(memory).toHaveLength(2);
    expect([...records.rows('signals')].map((row) => row['id'])).toEqual(['sig-bad', 'sig-good']);
    expect(records.latestRows('signals', 1, null).map((row) => row['id'])).toEqual(['sig-good']);
    expect(records.latestRows('signals', 9, 'sig-good').map((row) => row['id'])).toEqual(['sig-bad']);
    const fills = [...records.rows('fills')].map((row) => row['seq']);
    expect(records.latestRows('fills', 2, String(fills.at(-1))).map((row) => row['seq'])).toEqual(
      fills.slice(0, -1).toReversed(),
    );
    expect(records.row('positions', 'XBTUSDTM')?.['lots']).toBe(0);
    expect(records.row('fills', 1)).toBeNull();
    store.close();
  });

  it('refuses a record that does not follow, and then writes nothing at all', () => {
    const { store, records, journal } = setUp();
    const head = records.head();
    const [first, second] = [...records.scan(1)];
    if (first === undefined || second === undefined) throw new Error('no records');
    const change = { table: 'facts', key: 'x', row: { name: 'x', value: '{}', updated_at: 1 } } as const;
    for (const events of [[first], [{ ...second, seq: (head?.seq ?? 0) + 1 }]]) {
      expect(() => {
        records.append(events, [change]);
      }).toThrow(StoreFailure);
    }
    expect(records.head()).toEqual(head);
    expect(records.row('facts', 'x')).toBeNull();
    expect(journal.failure).toBeNull();
    store.close();
  });

  it('keeps hostile text as it verifies, and says when the disk is gone', () => {
    const { store, records, journal } = setUp();
    journal.append(
      draft('signal.resolved', 'sig-bad', {
        outcome: 'stop',
        r: 1e-7,
        real: false,
        exitTicks: 1,
        heldMs: 1,
        feesPpm: 0,
        fundingPpm: 0,
      }),
    );
    journal.append(draft('feed.status', 'feed', { status: 'down', reason: 'nul \0 half \ud800 "><script>' }));
    journal.commit();
    const parts = { store: records, hasher: systemHasher, clock: new ManualClock(), scheduler: new ManualScheduler() };
    expect(openJournal(parts).integrity).toMatchObject({ ok: true });
    journal.append(draft('system.stopped', 'main', { reason: 'x' }));
    store.close();
    expect(() => {
      journal.commit();
    }).toThrow(/Writing to the journal failed/);
    expect(journal.notWritable).toMatch(/The disk failed/);
  });

  it('keeps small state beside the records', () => {
    const { store } = setUp();
    expect(store.scratch.read('at')).toBeNull();
    store.scratch.write('at', '1');
    store.scratch.write('at', '2');
    expect(store.scratch.read('at')).toBe('2');
    store.close();
  });

  it('folds the log into the file when asked, so that no commit has to', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    const parts = { hasher: systemHasher, clock: new ManualClock(), scheduler: new ManualScheduler() };
    const journal = openJournal({ ...parts, store: store.journal });
    const databaseSize = (): number => statSync(join(folder, DATABASE_FILE)).size;
    store.tidy();
    const before = databaseSize();
    for (let i = 0; i < 500; i++)
      journal.append(draft('agent.state', `agent-${String(i)}`, { state: 'a', reason: 'b' }));
    journal.commit();
    expect(databaseSize()).toBe(before);
    store.tidy();
    expect(databaseSize()).toBeGreaterThan(before);
    const reader = openStore(folder, { readOnly: true });
    expect(() => {
      reader.tidy();
    }).not.toThrow();
    expect(reader.journal.head()).toEqual(journal.head);
    reader.close();
    store.close();
    expect(() => {
      store.tidy();
    }).not.toThrow();
  });
});
