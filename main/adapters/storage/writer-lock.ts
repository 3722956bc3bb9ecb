import Database from 'better-sqlite3';

/** Holds the data folder for writing. */
export interface WriterLock {
  release(): void;
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/**
 * Takes the one writer's lock of a data folder: an exclusive transaction on a database of its own that is never written.
 * The operating system holds it and gives it back when the process ends, however it ends.
 * @returns null when another process (or another store of this one) holds it.
 */
export function takeWriterLock(file: string): WriterLock | null {
  const db = new Database(file, { timeout: 0 });
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
