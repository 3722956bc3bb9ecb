import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { StoreFailure, type CandleArchive, type Store } from '#core/ports/store.ts';
import { SqliteCandleStore } from './candle-store.ts';
import { openBulkReader, openConnection, type Connection } from './connection.ts';
import { SqliteDerivativeStore } from './derivative-store.ts';
import { SqliteExternalStore } from './external-store.ts';
import { SqliteFlowStore } from './flow-store.ts';
import { onDisk } from './disk-guard.ts';
import { SqliteJournalStore } from './journal-store.ts';
import { checkSchema, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { sqlCompiler } from './schema.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

/** File names within the data folder. */
export const DATABASE_FILE = 'zmart.db';
export const LOCK_FILE = 'zmart.lock';

/** How to open a data folder. */
export interface OpenStoreOptions {
  /** When another process holds the folder: open it for reading only instead of failing. */
  readonly readOnlyIfLocked?: boolean;
  /** Only read: no lock is taken and nothing is migrated, so that a writer may start meanwhile. */
  readonly readOnly?: boolean;
}

/**
 * Opens the data folder, which is made when absent (for the owner only). One process at a time writes; with
 * `readOnlyIfLocked` a further one gets a store whose `journal.readOnly` is true.
 * @throws StoreFailure with a sentence for the user.
 */
export function openStore(folder: string, options: OpenStoreOptions = {}): Store {
  return onDisk(`Opening the data folder ${folder}`, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const onlyRead = options.readOnly === true;
    const lock = onlyRead ? null : takeWriterLock(join(folder, LOCK_FILE));
    if (lock === null && !onlyRead && options.readOnlyIfLocked !== true) {
      throw new StoreFailure(
        `Another process holds the data folder ${folder}. End it, or open the folder for reading only.`,
      );
    }
    try {
      const store = assemble(join(folder, DATABASE_FILE), lock);
      if (!store.journal.readOnly) syncFolder(folder);
      return store;
    } catch (error) {
      lock?.release();
      throw error;
    }
  });
}

/** The candles of a data folder for reading, and nothing else of it. */
export interface CandleReader {
  readonly candles: CandleArchive;
  close(): void;
}

/**
 * Opens only the candles of a folder that has a database, for reading: quick enough for a process that trades.
 * @throws StoreFailure with a sentence for the user.
 */
export function openCandleReader(folder: string): CandleReader {
  return onDisk(`Opening the candles of ${folder}`, () => {
    const file = join(folder, DATABASE_FILE);
    const db = openDatabase(file, true);
    return orClose(db, () => ({ candles: new SqliteCandleStore(db, db, true), close: () => void db.close() }));
  });
}

/** Makes the names of new files durable. SQLite does it too, but passes over a failure: the file would be gone after a power cut. */
function syncFolder(folder: string): void {
  // Windows knows no such call on folders; NTFS journals the names itself.
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function openDatabase(file: string, readOnly: boolean): Connection {
  const db = openConnection(file, { readOnly });
  return orClose(db, () => {
    if (!readOnly) migrate(db);
    else if (checkSchema(db) !== MIGRATIONS.length) {
      throw new StoreFailure(`${file} is being brought up to date by the process that holds it; try again.`);
    }
    return db;
  });
}

/** What `open` gives; when it fails, an open connection does not stay behind. */
function orClose<T>(db: Connection, open: () => T): T {
  try {
    return open();
  } catch (error) {
    db.close();
    throw error;
  }
}

function assemble(file: string, lock: WriterLock | null): Store {
  const readOnly = lock === null;
  const db = openDatabase(file, readOnly);
  const reader = orClose(db, () => openBulkReader(file));
  return {
    journal: new SqliteJournalStore(db, readOnly),
    candles: new SqliteCandleStore(db, reader, readOnly),
    derivatives: new SqliteDerivativeStore(db, readOnly),
    flows: new SqliteFlowStore(db, readOnly),
    external: new SqliteExternalStore(db, readOnly),
    scratch: scratchOf(db, readOnly),
    tidy() {
      if (readOnly || !db.open) return;
      // Passive: it never waits for a reader and never makes one wait.
      onDisk('Folding the log into the database', () => db.pragma('wal_checkpoint(PASSIVE)'));
    },
    close() {
      if (!db.open) return;
      // The writer last: the last connection to close folds the log into the file, which a reader could not.
      reader.close();
      db.close();
      lock?.release();
    },
  };
}

function scratchOf(db: Connection, readOnly: boolean): Store['scratch'] {
  const read = db
    .prepare<[string], string>(sqlCompiler.selectFrom('scratch').select('value').where('key', '=', '').compile().sql)
    .pluck();
  const write = db.prepare<[string, string]>(
    sqlCompiler
      .insertInto('scratch')
      .values({ key: '', value: '' })
      .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
      .compile().sql,
  );
  return {
    read: (key) => onDisk('Reading small state', () => read.get(key) ?? null),
    write(key, value) {
      // What can be lost need not be written by a process that may only read.
      if (!readOnly) onDisk('Writing small state', () => write.run(key, value));
    },
  };
}
