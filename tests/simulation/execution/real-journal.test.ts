import { expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { restoredOrders } from '#core/execution/order-records.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { BTC, candle, entry, INSTRUMENTS, PLAIN, START, STEP, TestClock, TestIds } from './support.ts';

/** A desk on the sealed, verified journal in a store. */
function start(store: MemoryJournalStore, clock: TestClock, ids: TestIds) {
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler: new ManualScheduler() });
  expect(journal.integrity.ok).toBe(true);
  const venue = new PaperVenue({ instruments: INSTRUMENTS, clock, config: PLAIN });
  venue.restore(restoredOrders(journal.state.openOrders()), journal.state.positions());
  const desk = new OrderDesk({ journal, venue, clock, ids, instruments: INSTRUMENTS, barrier: 'sync' });
  desk.restore(store.scan(1), () => entry());
  desk.resume();
  return { journal, venue, desk };
}

it('carries a trade through the real journal, over a restart from its store, to a flat and verified end', async () => {
  const [store, clock, ids] = [new MemoryJournalStore(), new TestClock(), new TestIds()];
  const first = start(store, clock, ids);
  const lines = capitalLines(parseMoney('100000'));
  first.journal.append({ type: 'account.opened', subject: 'paper', data: { account: 'paper', lines } });
  expect((await first.desk.enter(entry())).kind).toBe('sent');
  clock.set(START + STEP);
  first.venue.onCandle(BTC, candle(START, 100, 101, 99, 100));
  await first.desk.quiescent();
  first.journal.commit();
  first.desk.dispose();

  const second = start(store, clock, ids);
  const ends: string[] = [];
  second.desk.onPositionClosed.on((closed) => ends.push(closed.how));
  clock.set(START + 2 * STEP);
  second.venue.onCandle(BTC, candle(START + STEP, 100, 111, 99, 110));
  await second.desk.quiescent();
  second.journal.commit();
  expect(ends).toEqual(['target']);
  expect(second.journal.state.position(BTC)?.lots).toBe(0);

  const third = start(store, clock, ids);
  expect(third.journal.state.openOrders()).toEqual([]);
  // 10 × 100 ticks won at 10,000 units each, less 600 ppm of 10 × 1,000 and of 10 × 1,100 ticks.
  expect(third.journal.state.balance('cash')).toBe(parseMoney('100000') + 10_000_000n - 60_000n - 66_000n);
});
