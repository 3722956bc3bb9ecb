import type { ResourceKey } from '#shared/domain/ids.ts';
import type { Connection } from './connection.ts';

/** What the table says of a resource. Times are ms of the machine's monotonic clock, the same for every process. */
export interface TableLease {
  readonly token: number;
  readonly holder: string;
  readonly until: number;
  readonly leaseMs: number;
}

/** The end of a move; `at` is the moment at which it was decided, within the transaction. */
export type TableAnswer =
  | { readonly done: true; readonly at: number; readonly token: number }
  | { readonly done: false; readonly at: number; readonly lease: TableLease | null };

const SCHEMA = `CREATE TABLE IF NOT EXISTS leases (
  resource TEXT PRIMARY KEY NOT NULL,
  token INTEGER NOT NULL,
  holder TEXT NOT NULL,
  until REAL NOT NULL,
  lease_ms REAL NOT NULL
) STRICT, WITHOUT ROWID`;

/** Milliseconds since the machine started, the same in every process of it. */
export const machineMonotonic = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;

/**
 * Leases that several processes share in one database. Each move looks and writes in one immediate transaction, so all
 * processes see the moves in one order. A row stays when its lease ends: its token is the highest ever given.
 */
export class LeaseTable {
  readonly #now: () => number;
  readonly #get;
  readonly #put;
  readonly #move;

  constructor(db: Connection, now: () => number = machineMonotonic) {
    if (!db.readonly) db.exec(SCHEMA);
    this.#now = now;
    this.#get = db.prepare<[string], TableLease>(
      'SELECT token, holder, until, lease_ms AS leaseMs FROM leases WHERE resource = ?',
    );
    this.#put = db.prepare<[string, number, string, number, number]>(
      `INSERT INTO leases (resource, token, holder, until, lease_ms) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (resource) DO UPDATE SET
          token = excluded.token, holder = excluded.holder, until = excluded.until, lease_ms = excluded.lease_ms`,
    );
    this.#move = db.transaction((move: () => TableAnswer) => move());
  }

  /** Takes a resource that is free. @param evict takes it although its lease runs, where its holder is known to be gone. */
  acquire(resource: ResourceKey, holder: string, leaseMs: number, evict = false): TableAnswer {
    return this.#move.immediate(() => {
      const at = this.#now();
      const lease = this.row(resource);
      if (!evict && lease !== null && runs(lease, at)) return { done: false, at, lease };
      const token = (lease?.token ?? 0) + 1;
      this.#put.run(resource, token, holder, at + leaseMs, leaseMs);
      return { done: true, at, token };
    });
  }

  /** Extends a lease that still runs. */
  renew(resource: ResourceKey, token: number, leaseMs: number): TableAnswer {
    return this.guarded(resource, token, (lease, at) => {
      this.#put.run(resource, token, lease.holder, at + leaseMs, leaseMs);
    });
  }

  /** Ends a lease that still runs. */
  release(resource: ResourceKey, token: number): TableAnswer {
    return this.guarded(resource, token, (lease) => {
      this.#put.run(resource, token, lease.holder, 0, lease.leaseMs);
    });
  }

  /** Makes a change in this database if the token is that of a lease which runs, all in one transaction. */
  guarded(resource: ResourceKey, token: number, change: (lease: TableLease, at: number) => void): TableAnswer {
    return this.#move.immediate(() => {
      const at = this.#now();
      const lease = this.row(resource);
      if (lease?.token !== token || !runs(lease, at)) return { done: false, at, lease };
      change(lease, at);
      return { done: true, at, token };
    });
  }

  /** What is written of a resource, whether its lease runs or not. */
  row(resource: ResourceKey): TableLease | null {
    return this.#get.get(resource) ?? null;
  }
}

/** Whether a lease runs. An end further off than the lease is long was written before the machine was started anew. */
export const runs = ({ until, leaseMs }: TableLease, at: number): boolean => until > at && until <= at + leaseMs;
