import { signalId, type ClientOrderId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Barrier, DeskAlarm, EntryRequest } from '#core/execution/desk-types.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import type { Journal } from '#core/journal/journal.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import type { Ids } from '#core/ports/ids.ts';
import type { Venue } from '#core/ports/venue.ts';
import { DeterministicIds } from '#core/research/deterministic-ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '../storage/memory-journal-store.ts';
import { BTC, CONTRACTS } from './sample-contracts.ts';
import { VirtualTime } from './virtual-time.ts';

/** What outlives the process: the disk, the time, and the generator of ids (random in life, so it never repeats). */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly store: MemoryJournalStore;
  readonly ids: Ids;
}

export const surroundings = (seed = 1): Surroundings => ({
  time: new VirtualTime(),
  store: new MemoryJournalStore(),
  ids: new DeterministicIds(seed),
});

/** A desk on the real journal in memory. */
export interface DeskWorld<V extends Venue> extends Surroundings {
  readonly journal: Journal;
  readonly desk: OrderDesk;
  readonly venue: V;
  readonly alarms: DeskAlarm[];
  /** What the desk could not record; a test expects none. */
  readonly failures: unknown[];
}

/** Starts a process: opens (and verifies) the journal and puts a desk on it. */
export function deskWorld<V extends Venue>(
  venue: V,
  around: Surroundings = surroundings(),
  barrier: Barrier = 'sync',
): DeskWorld<V> {
  const { time, store, ids } = around;
  const journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler: time, retain: 'all' });
  if (journal.head === null) {
    const data = { account: 'simulated', lines: capitalLines(parseMoney('100000')) };
    journal.append({ type: 'account.opened', subject: 'simulated', data });
  }
  const recordsOf = (id: ClientOrderId) => store.bySubject(id);
  const desk = new OrderDesk({ journal, venue, clock: time, ids, instruments: CONTRACTS, barrier, recordsOf });
  const alarms: DeskAlarm[] = [];
  const failures: unknown[] = [];
  desk.onAlarm.on((alarm) => alarms.push(alarm));
  desk.onFailure.on((error) => failures.push(error));
  return { time, store, ids, journal, desk, venue, alarms, failures };
}

/** A long on BTC at market with its stop at 95.0 and its target at 110.0. */
export const entryOf = (more: Partial<EntryRequest> = {}): EntryRequest => ({
  signalId: signalId('s1'),
  symbol: BTC,
  side: 'buy',
  lots: 10,
  stopTicks: 950 as Ticks,
  targetTicks: 1_100 as Ticks,
  token: 7,
  maxHoldUntil: Date.UTC(2025, 2, 11, 12) + 24 * HOUR,
  holdsLock: () => true,
  ...more,
});
