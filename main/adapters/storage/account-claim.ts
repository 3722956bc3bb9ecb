import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceKey } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { openConnection, type Connection } from './connection.ts';
import { LeaseTable, machineMonotonic, runs, type TableLease } from './lease-table.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

/** The right to trade a login, held until it is disposed of or the process ends. */
export interface AccountClaim extends Disposable {
  /** Higher than that of every claim on the login before it. */
  readonly token: number;
  /** Tells the others that the holder works; a holder that stands still keeps its claim all the same. */
  renew(): void;
}

export type ClaimOutcome =
  | { readonly ok: true; readonly claim: AccountClaim }
  | { readonly ok: false; readonly sentence: string };

/** How long after its last word a holder counts as standing still. */
const SIGN_OF_LIFE_MS = 30_000;
const TABLE_FILE = 'claims.db';
const TAKEN = 'Another Zmart Workstation on this machine trades this account';
const ADVICE = 'End it to trade here.';

/**
 * Claims a login for one process of this machine. The operating system holds the lock: it stays with a process that
 * stands still, so that nobody trades beside it, and is free the moment the process ends, however it ends. The table
 * beside it says who has it and gives each claim its token.
 * @param folder the same for every host of the user, whatever its data folder.
 * @param who the host in words: `process 17 with the data folder …`.
 */
export function claimAccount(folder: string, login: ResourceKey, who: string): ClaimOutcome {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const table = join(folder, TABLE_FILE);
  const lock = takeWriterLock(join(folder, `${login.replaceAll(/[^A-Za-z0-9-]/g, '-')}.lock`));
  if (lock === null) return { ok: false, sentence: sentenceOf(holderOf(table, login)) };
  try {
    return { ok: true, claim: new Claim(openConnection(table, { readOnly: false }), lock, login, who) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

class Claim implements AccountClaim {
  readonly #db: Connection;
  readonly #table: LeaseTable;
  readonly #lock: WriterLock;
  readonly #login: ResourceKey;
  readonly #who: string;
  #token: number;

  constructor(db: Connection, lock: WriterLock, login: ResourceKey, who: string) {
    this.#db = db;
    this.#lock = lock;
    this.#login = login;
    this.#who = who;
    this.#table = new LeaseTable(db);
    this.#token = this.#take();
  }

  get token(): number {
    return this.#token;
  }

  renew(): void {
    if (!this.#db.open) return;
    if (!this.#table.renew(this.#login, this.#token, SIGN_OF_LIFE_MS).done) this.#token = this.#take();
  }

  dispose(): void {
    if (!this.#db.open) return;
    this.#table.release(this.#login, this.#token);
    this.#db.close();
    this.#lock.release();
  }

  /** Whoever is in the table is gone: the lock of the operating system says so. */
  #take(): number {
    const taken = this.#table.acquire(this.#login, this.#who, SIGN_OF_LIFE_MS, true);
    return taken.done ? taken.token : 0;
  }
}

/** What the table says of who has a login; null when it cannot be read, or the holder has not written yet. */
function holderOf(file: string, login: ResourceKey): TableLease | null {
  try {
    const db = openConnection(file, { readOnly: true });
    try {
      return new LeaseTable(db).row(login);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

function sentenceOf(row: TableLease | null): string {
  if (row === null || row.until === 0) return `${TAKEN}. ${ADVICE}`;
  const now = machineMonotonic();
  const quiet = ((now - row.until + row.leaseMs) / 1_000).toFixed(0);
  const silent = runs(row, now) ? '' : ` It has not been heard of for ${quiet} s.`;
  return `${TAKEN}: ${row.holder}.${silent} ${ADVICE}`;
}
