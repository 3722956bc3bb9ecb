import { resource, type ResourceKey } from '#shared/domain/ids.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { openConnection } from '#main/adapters/storage/connection.ts';
import { LeaseTable, machineMonotonic } from '#main/adapters/storage/lease-table.ts';
import type { LeaseOperation } from '../linearizability/lease-model.ts';
import { PLANTED, type PlantedName } from './planted-table.ts';

/**
 * A process of its own that works on leases of a shared table, told what to do by messages:
 * `lease-child.ts <database> <number>`.
 */
export interface HistoryJob {
  readonly name: string;
  readonly seed: number;
  readonly operations: number;
  readonly leaseMs: number;
  /** When to begin, ms of the machine's monotonic clock. */
  readonly from: number;
  /** The table to work on: the real one, or one with a rule taken out. */
  readonly planted: PlantedName | null;
}

const [file = '', number = '0'] = process.argv.slice(2);
const me = Number(number);
const db = openConnection(file, { readOnly: false });
// What is tested is who may write, not whether it outlives a power cut.
db.pragma('synchronous = OFF');
db.exec('CREATE TABLE IF NOT EXISTS cells (resource TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT');
const sound = new LeaseTable(db);
const put = db.prepare<[string, number]>(
  'INSERT INTO cells VALUES (?, ?) ON CONFLICT (resource) DO UPDATE SET value = excluded.value',
);
const get = db.prepare<[string], number>('SELECT value FROM cells WHERE resource = ?').pluck();
const sleep = (ms: number): void => {
  if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

function history({ name, seed, operations, leaseMs, from, planted }: HistoryJob): LeaseOperation[] {
  const random = new Sfc32(seed * 64 + me);
  const on: ResourceKey = resource.account(name);
  const table = planted === null ? sound : new PLANTED[planted](db);
  let token = 0;
  const operate = (): LeaseOperation => {
    const dice = random.next();
    const call = machineMonotonic();
    const base = { process: me, call, leaseMs, value: 0 };
    if (dice < 0.2) {
      let at = 0;
      const value = db
        .transaction(() => {
          at = machineMonotonic();
          return get.get(name) ?? 0;
        })
        .immediate();
      return { ...base, kind: 'read', token, value, done: true, at, end: machineMonotonic() };
    }
    if (token === 0 || dice < 0.45) {
      const answer = table.acquire(on, `process ${String(me)}`, leaseMs);
      if (answer.done) token = answer.token;
      return { ...base, kind: 'acquire', token, done: answer.done, at: answer.at, end: machineMonotonic() };
    }
    const kind = dice < 0.6 ? 'renew' : dice < 0.7 ? 'release' : 'write';
    const value = me * 1_000_000 + Math.floor(random.next() * 1_000_000);
    const write = (): void => void put.run(name, value);
    const answer =
      kind === 'write'
        ? table.guarded(on, token, write)
        : kind === 'renew'
          ? table.renew(on, token, leaseMs)
          : table.release(on, token);
    return { ...base, kind, token, value, done: answer.done, at: answer.at, end: machineMonotonic() };
  };
  while (machineMonotonic() < from);
  return Array.from({ length: operations }, () => {
    sleep(Math.floor(random.next() * 4));
    return operate();
  });
}

process.on('message', (job: HistoryJob) => process.send?.(history(job)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
