import { join } from 'node:path';
import { LockManager } from '#core/agents/locking/lock-manager.ts';
import { contractSymbol, resource } from '#shared/domain/ids.ts';
import { openConnection } from '#main/adapters/storage/connection.ts';
import { LeaseTable } from '#main/adapters/storage/lease-table.ts';
import { compare, measure, printTimes, quantile, type BenchResult, type Candidate } from '../harness.ts';
import { inTemporaryFolder } from '../storage/temporary-folder.ts';

/** Acquisitions with their releases per round: within the process, and in a database that syncs each. */
const IN_PROCESS = 50_000;
const IN_DATABASE = 100;
/** A lock with holder, lease, token and mode may cost three times a bare queue; in the database, little more than two bare commits. */
const GOALS = { process: 0.33, database: 0.7 } as const;

const BTC = resource.symbol(contractSymbol('XBTUSDTM'));
const LEASE_MS = 30_000;

/** The usual lock of a script: each waits for the promise of the one before. It knows no holder, no lease and no token. */
class PromiseMutex {
  #last: Promise<void> = Promise.resolve();

  async acquire(): Promise<() => void> {
    const before = this.#last;
    let release: () => void = () => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    return release;
  }
}

function printQuantiles(name: string, times: readonly number[]): void {
  const [p50, p99] = [0.5, 0.99].map((q) => (quantile(times, q) * 1_000).toPrecision(3));
  process.stderr.write(`  ${name}: p50 ${p50} µs, p99 ${p99} µs\n`);
}

/** Times of single acquisitions with their releases, ms. */
function single(count: number, work: () => void): number[] {
  return Array.from({ length: count }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}

async function inProcess(): Promise<BenchResult> {
  const locks = new LockManager(() => performance.now(), 0);
  const mutex = new PromiseMutex();
  const counts = { own: 0, peer: 0 };
  const pair = (): void => {
    const granted = locks.acquire([BTC], 'bench', LEASE_MS);
    const token = granted.ok ? granted.value[0]?.token : undefined;
    if (token !== undefined && locks.isCurrent(BTC, token) && locks.release(BTC, token)) counts.own += 1;
  };
  const candidates: Candidate[] = [
    {
      name: 'lock manager',
      units: IN_PROCESS,
      run: () => {
        for (let n = 0; n < IN_PROCESS; n++) pair();
      },
    },
    {
      name: 'queue of promises',
      units: IN_PROCESS,
      run: async () => {
        for (let n = 0; n < IN_PROCESS; n++) {
          const release = await mutex.acquire();
          counts.peer += 1;
          release();
        }
      },
    },
  ];
  const measurement = await measure(candidates);
  printTimes(measurement, 'acquisition and release');
  printQuantiles('lock manager', single(IN_PROCESS, pair));
  const check = counts.own - IN_PROCESS === counts.peer ? 'equal' : `${String(counts.own)} / ${String(counts.peer)}`;
  return compare(measurement, {
    area: 'locks',
    subject: 'lock manager',
    peer: 'queue of promises',
    goal: GOALS.process,
    check,
  });
}

async function inDatabase(folder: string): Promise<BenchResult> {
  const db = openConnection(join(folder, 'leases.db'), { readOnly: false });
  const table = new LeaseTable(db);
  db.exec('CREATE TABLE bare (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID');
  const put = db.prepare('INSERT INTO bare VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET value = value + 1');
  const bare = db.transaction(() => put.run(BTC));
  const counts = { own: 0, peer: 0 };
  const pair = (): void => {
    const { done, ...answer } = table.acquire(BTC, 'bench', LEASE_MS);
    if (done && 'token' in answer && table.release(BTC, answer.token).done) counts.own += 1;
  };
  const candidates: Candidate[] = [
    {
      name: 'lease table',
      units: IN_DATABASE,
      run: () => {
        for (let n = 0; n < IN_DATABASE; n++) pair();
      },
    },
    {
      name: 'two bare commits',
      units: IN_DATABASE,
      run: () => {
        for (let n = 0; n < IN_DATABASE; n++) {
          bare.immediate();
          bare.immediate();
          counts.peer += 1;
        }
      },
    },
  ];
  const measurement = await measure(candidates);
  printTimes(measurement, 'acquisition and release');
  printQuantiles('lease table', single(IN_DATABASE, pair));
  db.close();
  const check = counts.own - IN_DATABASE === counts.peer ? 'equal' : `${String(counts.own)} / ${String(counts.peer)}`;
  return compare(measurement, {
    area: 'locks',
    subject: 'lease table',
    peer: 'two bare commits',
    goal: GOALS.database,
    check,
  });
}

/** `locks`: to take a lock and give it back, within the process and through a database that several processes share. */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => [await inProcess(), await inDatabase(folder)]);
