import { describe, expect, it } from 'vitest';
import { StoreFailure } from '#core/ports/store.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { draft, received, sampleHistory } from '#tests/support/storage/sample-history.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FoldError } from './fold-error.ts';
import { JournalNotWritable, type CommittedRange, type Grouping } from './journal.ts';
import { openJournal } from './open-journal.ts';
import { rebuildTables } from './rebuild.ts';
import { verifyJournal, verifySteps } from './verify.ts';

const stop = draft('system.stopped', 'main', { reason: 'x' });

function setUp(grouping?: Grouping, store = new MemoryJournalStore()) {
  const clock = new ManualClock();
  const scheduler = new ManualScheduler();
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler, ...(grouping && { grouping }) });
  return { store, clock, scheduler, journal };
}

describe('the journal', () => {
  it('writes all records of a turn at once and only then keeps its promises', async () => {
    const { store, scheduler, journal } = setUp();
    const ranges: CommittedRange[] = [];
    journal.onCommitted.on((range) => ranges.push(range));
    const order: string[] = [];
    const waits = Array.from({ length: 100 }, () => {
      journal.append(stop);
      return journal.whenDurable().then(() => order.push(`kept at ${String(store.commits)}`));
    });
    await Promise.resolve();
    expect([store.commits, order.length, scheduler.waiting]).toEqual([0, 0, 1]);
    scheduler.endTurn();
    await Promise.all(waits);
    expect(order).toEqual(Array<string>(100).fill('kept at 1'));
    expect(ranges).toEqual([{ from: 1, to: 100 }]);
  });

  it('folds at once, and writes of several changes of a row only the last', () => {
    const { store, journal, scheduler } = setUp();
    const seen: number[] = [];
    journal.onAppended.on((event) => seen.push(event.seq));
    for (const item of sampleHistory()) journal.append(item);
    expect(journal.state.fact('trading')?.data.state).toBe('ACTIVE');
    expect(seen).toHaveLength(journal.head?.seq ?? 0);
    let puts = 0;
    const write = store.append.bind(store);
    store.append = (events, changes) => {
      puts = changes.filter((change) => change.table === 'signals').length;
      write(events, changes);
    };
    scheduler.endTurn();
    expect(puts).toBe(2);
    expect(verifyJournal(store, systemHasher)).toMatchObject({
      ok: true,
      records: sampleHistory().length,
      rootHash: journal.head?.hash,
    });
  });

  it('never lets time go back', () => {
    const { journal, clock } = setUp();
    clock.set(2_000);
    journal.append(stop);
    clock.set(1_000);
    expect(journal.append(stop).ts).toBe(2_000);
  });

  it('goes on after a restart where it stopped', () => {
    const { store, journal } = setUp();
    for (const item of sampleHistory()) journal.append(item);
    journal.commit();
    const again = setUp(undefined, store);
    again.clock.set(5);
    const next = again.journal.append(stop);
    expect(next.seq).toBe(sampleHistory().length + 1);
    expect(next.ts).toBe(store.records.at(-1)?.ts);
    again.journal.commit();
    expect(again.journal.integrity.ok).toBe(true);
    expect([...again.journal.state.rows('fills')]).toEqual([]);
    expect(verifyJournal(store, systemHasher).ok).toBe(true);
  });

  it('commits each so many records under a replay, whose writers do not wait', async () => {
    const { store, journal } = setUp({ kind: 'count', events: 10 });
    for (let i = 0; i < 25; i++) {
      journal.append(stop);
      await journal.whenDurable();
    }
    expect([store.commits, store.records.length]).toEqual([2, 20]);
    journal.commit();
    expect(store.records).toHaveLength(25);
  });

  it('takes nothing any more after the disk failed, and breaks its promises openly', async () => {
    const { store, journal, scheduler } = setUp();
    const failures: Error[] = [];
    journal.onFailure.on((error) => failures.push(error));
    journal.append(stop);
    store.failure = new StoreFailure('disk full');
    const wait = journal.whenDurable();
    scheduler.endTurn();
    await expect(wait).rejects.toBe(store.failure);
    await expect(journal.whenDurable()).rejects.toBe(store.failure);
    expect(failures).toEqual([store.failure]);
    expect(() => journal.append(stop)).toThrow(JournalNotWritable);
    expect(() => {
      journal.commit();
    }).toThrow(StoreFailure);
    expect(journal.notWritable).toContain('disk full');
    expect(store.records).toEqual([]);
  });

  it('refuses a record that is not allowed without a trace of it', () => {
    const { store, journal } = setUp();
    journal.append(received('s'));
    const head = journal.head;
    expect(() => journal.append(received('s'))).toThrow(FoldError);
    expect(journal.head).toEqual(head);
    journal.append(stop);
    journal.commit();
    expect(verifyJournal(store, systemHasher)).toMatchObject({ ok: true, records: 2 });
  });

  it('is for reading only when another process writes or when something is broken, and says why', () => {
    const { store, journal } = setUp();
    for (const item of sampleHistory()) journal.append(item);
    journal.commit();
    store.readOnly = true;
    expect(() => setUp(undefined, store).journal.append(stop)).toThrow(/Another process holds the data folder/);
    store.readOnly = false;
    store.tables.get('balances')?.set('cash', { account: 'cash', amount: '1000000' });
    const broken = setUp(undefined, store).journal;
    expect(broken.integrity).toMatchObject({ ok: false, at: { kind: 'row', table: 'balances', key: 'cash' } });
    expect(() => broken.append(stop)).toThrow(/amount is "1000000" but the journal gives "10001.140268"/);
    expect(rebuildTables(store, systemHasher)).toMatchObject({ ok: true });
    expect(setUp(undefined, store).journal.notWritable).toBeNull();
  });
});

describe('a verification', () => {
  it('finds records that are missing, swapped or cut off, and rows that are too many or too few', () => {
    const fresh = () => {
      const { store, journal } = setUp();
      for (const item of sampleHistory()) journal.append(item);
      journal.commit();
      return store;
    };
    const check = (change: (store: MemoryJournalStore) => void) => {
      const store = fresh();
      change(store);
      const result = verifyJournal(store, systemHasher);
      return result.ok ? null : result.at;
    };
    expect(check(() => undefined)).toBeNull();
    expect(check((store) => store.records.splice(4, 1))).toEqual({ kind: 'record', seq: 5 });
    expect(check((store) => store.records.splice(4, 2, ...store.records.slice(4, 6).toReversed()))).toEqual({
      kind: 'record',
      seq: 5,
    });
    expect(check((store) => store.records.splice(-2))).toMatchObject({ kind: 'row', table: 'facts', key: 'throttle' });
    expect(check((store) => store.tables.get('fills')?.delete(16))).toEqual({ kind: 'row', table: 'fills', key: 16 });
    expect(
      check((store) => store.tables.get('facts')?.set('extra', { name: 'extra', value: '{}', updated_at: 1 })),
    ).toEqual({ kind: 'row', table: 'facts', key: 'extra' });
  });

  it('goes on while records are appended between its steps', () => {
    const { store, journal } = setUp();
    for (let i = 0; i < 2_500; i++) journal.append(received(`s${String(i)}`));
    journal.commit();
    const steps = verifySteps(store, systemHasher);
    let count = 0;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) {
        expect(step.value).toMatchObject({ ok: true });
        break;
      }
      journal.append(draft('trading.state', 'trading', { state: 'HALTED', cause: String(count), by: 'test' }));
      journal.append(received(`late${String(count)}`));
      journal.append(
        draft('signal.refused', `s${String(count++)}`, {
          stage: 'intake',
          code: 'SIGNAL_EXPIRED',
          sentence: 'old',
          numbers: {},
          stageUs: [5],
        }),
      );
      journal.commit();
    }
    expect(count).toBeGreaterThan(3);
  });
});
