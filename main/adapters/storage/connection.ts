import Database from 'better-sqlite3';
import { StoreFailure } from '#core/ports/store.ts';

export type Connection = Database.Database;

/** The first SQLite without the WAL-reset race that could corrupt a database with several connections. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const SYNCHRONOUS_FULL = 2;

/**
 * Opens a connection with `synchronous=FULL` proven. better-sqlite3's SQLite is built to drop from FULL to NORMAL in WAL
 * mode at the first write, unless the level was set by hand after the mode: so it is set here, for every connection.
 * @throws StoreFailure when SQLite is too old or the level does not hold.
 */
export function openConnection(file: string, options: { readonly readOnly: boolean }): Connection {
  const db = new Database(file, { readonly: options.readOnly, fileMustExist: options.readOnly, timeout: 5_000 });
  try {
    requireSqlite(db);
    // Takes effect on a new file only. A grouped commit then needs half as many writes as with pages of 4 KiB.
    if (!options.readOnly) db.pragma('page_size = 8192');
    if (!options.readOnly) db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // macOS acknowledges a plain fsync before the drive has written; elsewhere these two do nothing.
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
    db.pragma('foreign_keys = ON');
    // So that INSERT OR REPLACE fires the triggers that keep the journal append-only.
    db.pragma('recursive_triggers = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -65536');
    // A host folds the log into the file while nothing waits (`tidy`). Only a burst of 80,000 records comes to 60 MB, and pays for it within a commit.
    db.pragma('wal_autocheckpoint = 7500');
    db.pragma('journal_size_limit = 67108864');
    requireFull(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a connection for bulk reads, which maps the file into memory: large BLOBs are then copied once and not twice.
 * Records are never read or written this way, since an error of the disk would end the process without a word.
 */
export function openBulkReader(file: string): Connection {
  const db = openConnection(file, { readOnly: true });
  db.pragma(`mmap_size = ${String(2 ** 31 - 65_536)}`);
  db.pragma('cache_size = -2048');
  return db;
}

/** @throws StoreFailure unless each commit of this connection is synced; asked again after the first write. */
export function requireFull(db: Connection): void {
  const level = db.pragma('synchronous', { simple: true });
  if (level !== SYNCHRONOUS_FULL) {
    throw new StoreFailure(`The database is at synchronous level ${String(level)}, not FULL; records could be lost.`);
  }
}

function requireSqlite(db: Connection): void {
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '0';
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > wanted) return;
    if (part < wanted) throw new StoreFailure(`SQLite ${version} is too old; ${OLDEST_SQLITE.join('.')} is needed.`);
  }
}
