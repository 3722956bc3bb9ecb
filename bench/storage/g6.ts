import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { type Journal } from '#core/journal/journal.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { compare, measure, printTimes, quantile, resultOf, type BenchResult } from '../harness.ts';
import { SYNCS, syncMedian } from './sync-median.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const WRITERS = 100;
const OURS_PER_WRITER = 1_000;
const PEER_PER_WRITER = 10;
const GOAL = 15;
/** The slowest 1 % of waits may take this many median syncs of the same disk in the same round. */
const WAIT_GOAL = 10;
const MEASURED_ROUNDS = 9;

/** What each writer records, made once: rendering and sealing are measured, making up sentences is not. */
const DATA = Array.from({ length: WRITERS }, (_, writer) => ({
  code: 'SIGNAL_INVALID' as const,
  sentence: `The signal of writer ${String(writer)} could not be read`.padEnd(170, '.'),
}));

/** Each record is about something new, as most are: ids that rise with time, made before the clock starts. */
function freshSubjects(): () => string {
  const ids = systemIds(systemClock);
  const made = Array.from({ length: WRITERS * OURS_PER_WRITER * 12 }, () => ids.signal());
  let used = 0;
  return () => made[used++] ?? ids.signal();
}

const nextSubject = freshSubjects();

/** What the rounds saw of durability; waits in ms. */
interface Observed {
  readonly p99Waits: number[];
  early: number;
}

/** A hundred writers, each of which appends, waits until its record is on disk, and appends the next. */
async function writeGrouped(journal: Journal, store: Store, observed: Observed): Promise<void> {
  let durable = store.journal.head()?.seq ?? 0;
  const listening = journal.onCommitted.on((range) => {
    durable = range.to;
  });
  const waits = new Float64Array(WRITERS * OURS_PER_WRITER);
  let waited = 0;
  const writer = async (data: (typeof DATA)[number]): Promise<void> => {
    for (let i = 0; i < OURS_PER_WRITER; i++) {
      const started = performance.now();
      const { seq } = journal.append({ type: 'intake.invalid', subject: nextSubject(), data });
      await journal.whenDurable();
      waits[waited++] = performance.now() - started;
      // One of them asks the store as well: what was acknowledged must be there.
      if (data === DATA[0]) durable = Math.min(durable, store.journal.head()?.seq ?? 0);
      if (seq > durable) observed.early++;
    }
  };
  await Promise.all(DATA.map(writer));
  observed.p99Waits.push(quantile(waits, 0.99));
  listening.dispose();
}

/** The peer: the same record and chain, one FULL commit for each. */
function singleCommits(file: string) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE record (seq INTEGER PRIMARY KEY, ts INTEGER NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL) STRICT',
  );
  const insert = db.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)');
  let seq = 0;
  let previous = '0'.repeat(64);
  const write = async (): Promise<void> => {
    const writer = async (data: (typeof DATA)[number]): Promise<void> => {
      for (let i = 0; i < PEER_PER_WRITER; i++) {
        const text = JSON.stringify(data);
        previous = hash('sha256', previous + text, 'hex');
        insert.run(++seq, Date.now(), 'intake.invalid', nextSubject(), text, previous);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all(DATA.map(writer));
  };
  return { write, close: () => db.close() };
}

/** G6: durable, hash-chained records of a hundred waiting writers, against one commit per record. */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => {
    const store = openStore(join(folder, 'data'));
    const parts = { store: store.journal, hasher: systemHasher, clock: systemClock, scheduler: systemScheduler };
    const journal = openJournal(parts);
    const peer = singleCommits(join(folder, 'single.db'));
    const observed: Observed = { p99Waits: [], early: 0 };
    const syncs: number[] = [];
    const measured = await measure(
      [
        {
          name: 'ours',
          units: WRITERS * OURS_PER_WRITER,
          run: () => writeGrouped(journal, store, observed),
        },
        { name: 'one commit per record', units: WRITERS * PEER_PER_WRITER, run: peer.write },
        {
          name: 'fdatasync',
          units: SYNCS,
          run: () => {
            syncs.push(syncMedian(join(folder, 'sync')));
          },
        },
      ],
      MEASURED_ROUNDS,
    );
    const check = verdict(observed, verifyJournal(store.journal, systemHasher).ok);
    const waits = waitLine(observed.p99Waits, syncs, check);
    printTimes(measured, 'record');
    process.stderr.write(`  p99 wait: ${(WAIT_GOAL / waits.ratio_median).toFixed(1)} fdatasync medians\n`);
    store.close();
    peer.close();
    return [
      compare(measured, {
        area: 'G6 durable records',
        subject: 'ours',
        peer: 'one commit per record',
        goal: GOAL,
        check,
      }),
      waits,
    ];
  });

/** The slowest hundredth against what it may take: as every ratio here, with the disk of the same round. */
function waitLine(p99Waits: readonly number[], syncs: readonly number[], check: string): BenchResult {
  const ratios = p99Waits.slice(-MEASURED_ROUNDS).map((p99, i) => {
    const sync = syncs.slice(-MEASURED_ROUNDS)[i] ?? Number.NaN;
    return (WAIT_GOAL * sync) / p99;
  });
  return resultOf(ratios, { area: 'G6 p99 wait', peer: `${String(WAIT_GOAL)} fdatasync medians`, goal: 1, check });
}

function verdict(observed: Observed, verified: boolean): string {
  if (!verified) return 'the chain does not verify';
  if (observed.early > 0) return `${String(observed.early)} records were acknowledged before they were durable`;
  return 'equal';
}
