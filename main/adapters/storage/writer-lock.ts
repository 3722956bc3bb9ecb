import Database from 'better-sqlite3';

/** Holds the data folder for writing. */
export interface WriterLock {
  release(): void;
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/**
 * How long is tried. Two that try at the same moment can each stand in the other's way for an instant, and then neither would
 * have it; who finds it held waits so long in vain.
 */
const TRY_MS = 250;

/**
 * Takes the one writer's lock of a data folder: an exclusive transaction on a database of its own that is never written.
 * The operating system holds it and gives it back when the process ends, however it ends.
 * @returns null when another process (or another store of this one) holds it.
 */
export function takeWriterLock(file: string): WriterLock | null {
  const db = new Database(file, { timeout: TRY_MS });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return {
    release() {
      if (db.open) db.close();
    },
  };
}
