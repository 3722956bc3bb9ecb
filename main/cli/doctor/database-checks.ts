import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openConnection, type Connection } from '#main/adapters/storage/connection.ts';
import { checkSchema } from '#main/adapters/storage/migrate.ts';
import { MIGRATIONS } from '#main/adapters/storage/migrations/index.ts';
import { DATABASE_FILE, LOCK_FILE } from '#main/adapters/storage/open-store.ts';
import { takeWriterLock } from '#main/adapters/storage/writer-lock.ts';
import { span } from '../terminal/figures.ts';
import { failed, fine, missing, reasonOf, type Finding } from './finding.ts';

const FOLDER = { name: 'Data folder', needed: true };
const DATABASE = { name: 'Database', needed: true };
const SYNC = { name: 'Sync level', needed: true };

const COMMITS = 21;
const FULL = 2;
/** A commit that is slower than this makes orders wait noticeably. */
const SLOW_COMMIT_MS = 50;

/** The folder itself, or the nearest one above it that exists. */
export function nearestFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestFolder(parent);
}

/** Whether the data folder is there, and free. */
export function folderCheck(folder: string): Finding {
  if (!existsSync(folder)) return fine(FOLDER, `${folder} is not there yet; the first start makes it`);
  const lockFile = join(folder, LOCK_FILE);
  if (!existsSync(lockFile)) return fine(FOLDER, `${folder}, empty as yet`);
  try {
    const lock = takeWriterLock(lockFile);
    if (lock === null) {
      const advice = 'End the other one to trade here; this one would only show what is there.';
      return fine(FOLDER, `${folder}, held by a running workstation`, advice);
    }
    lock.release();
    return fine(FOLDER, folder);
  } catch (error) {
    return failed(FOLDER, `${folder} cannot be used: ${reasonOf(error)}`, 'Give yourself the folder, or name another.');
  }
}

/** Whether the database opens and how far its schema is; nothing is migrated. */
export function databaseCheck(folder: string): Finding {
  const file = join(folder, DATABASE_FILE);
  const known = String(MIGRATIONS.length);
  try {
    if (!existsSync(file)) return inScratchFolder(folder, (probe) => fine(DATABASE, `${sqliteOf(probe)}; no data yet`));
    const db = openConnection(file, { readOnly: true });
    try {
      const version = checkSchema(db);
      const detail = `${sqliteOf(db)}, ${String(version)} of ${known} migrations`;
      return fine(DATABASE, detail, version < MIGRATIONS.length ? 'The next start brings it up to date.' : null);
    } finally {
      db.close();
    }
  } catch (error) {
    return failed(DATABASE, reasonOf(error), 'Restore the data folder from a backup, or name another with --data-dir.');
  }
}

const sqliteOf = (db: Connection): string =>
  `SQLite ${String(db.prepare<[], string>('SELECT sqlite_version()').pluck().get())}`;

/** Runs a check on a database of its own on the disk of the data folder, and removes it. */
function inScratchFolder<T>(folder: string, check: (db: Connection) => T): T {
  const above = nearestFolder(folder);
  mkdirSync(above, { recursive: true });
  const scratch = mkdtempSync(join(above, '.zmart-doctor-'));
  try {
    const db = openConnection(join(scratch, 'probe.db'), { readOnly: false });
    try {
      return check(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The level after real writes, which is when SQLite may drop it, and the time of one durable commit. */
export function syncCheck(folder: string, stopwatch: () => number): Finding {
  try {
    return inScratchFolder(folder, (db) => {
      db.exec('CREATE TABLE probe (id INTEGER PRIMARY KEY) STRICT');
      const insert = db.prepare('INSERT INTO probe DEFAULT VALUES');
      const took = Array.from({ length: COMMITS }, () => {
        const started = stopwatch();
        insert.run();
        return stopwatch() - started;
      }).sort((a, b) => a - b);
      const level = Number(db.pragma('synchronous', { simple: true }));
      if (level !== FULL) {
        return failed(
          SYNC,
          `level ${String(level)} after a write, not FULL (2)`,
          'Records could be lost; do not trade.',
        );
      }
      const median = took[COMMITS >> 1] ?? Number.NaN;
      const detail = `FULL (2) after ${String(COMMITS)} writes; a durable commit takes ${commitTime(median)}`;
      return fine(SYNC, detail, median > SLOW_COMMIT_MS ? 'The disk is slow: orders wait for it.' : null);
    });
  } catch (error) {
    const advice = 'Give yourself the folder, free some space, or name another with --data-dir.';
    return missing(SYNC, `the disk refuses to be written: ${reasonOf(error)}`, advice);
  }
}

const commitTime = (ms: number): string => (ms < 10 ? `${ms.toFixed(2)} ms` : span(ms));
