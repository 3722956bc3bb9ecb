import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { recordHash, SealedRecord } from '#core/journal/sealed-record.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { BackupResult, BackupWatch } from '#core/ports/backup.ts';
import type { Hasher } from '#core/ports/hasher.ts';
import { StoreFailure, type JournalStore } from '#core/ports/store.ts';
import { openConnection, type Connection } from './connection.ts';
import { SqliteJournalStore } from './journal-store.ts';

/** Pages copied in one turn: about 3 MB, a few milliseconds during which nothing else runs. */
const PAGES = 400;
/** Records at the end of the chain whose hashes are computed again. */
const CHECKED = 5_000;
/** Records between two chances for others. */
const TURN = 500;
/** Room that is left on the disk beside the copy, bytes. */
const RESERVE = 64 * 1024 * 1024;

/** What is copied and where to. */
export interface BackupJob extends BackupWatch {
  /** The database, which may be in use. */
  readonly source: string;
  /** A file that is not there yet. */
  readonly target: string;
  readonly hasher: Hasher;
  /** Free bytes on the disk of a folder; null when they cannot be read. */
  readonly free: (folder: string) => number | null;
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** Bytes of a database and of its log. */
export const databaseBytes = (file: string): { readonly databaseBytes: number; readonly logBytes: number } => ({
  databaseBytes: sizeOf(file),
  logBytes: sizeOf(`${file}-wal`),
});

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

function mustBePossible({ source, target, free }: BackupJob): void {
  if (!existsSync(source)) throw new StoreFailure(`There is no database ${source}.`);
  if (existsSync(target)) throw new StoreFailure(`${target} exists already; a backup is never written over a file.`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const { databaseBytes: size, logBytes } = databaseBytes(source);
  const needed = size + logBytes + RESERVE;
  const room = free(dirname(target));
  if (room === null || room >= needed) return;
  throw new StoreFailure(
    `A backup needs ${megabytes(needed)} and the disk of ${dirname(target)} has ${megabytes(room)} free. ` +
      'Make room, or name a file on another disk.',
  );
}

function mustGoOn({ isStopped }: Pick<BackupWatch, 'isStopped'>): void {
  if (isStopped()) throw new StoreFailure('The backup was stopped; nothing of it is kept.');
}

/** Copies one moment of the database: the open read keeps writers from changing what is copied, and never makes them wait. */
async function copy(part: string, job: BackupJob): Promise<void> {
  const db = openConnection(job.source, { readOnly: true });
  try {
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await db.backup(part, {
      progress: ({ totalPages, remainingPages }) => {
        mustGoOn(job);
        job.onProgress('copying', totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return PAGES;
      },
    });
  } finally {
    db.close();
  }
}

/** Makes the copy one file without a log, and durable. */
function seal(part: string): void {
  const db = openConnection(part, { readOnly: false });
  db.pragma('journal_mode = DELETE');
  db.close();
  const fd = openSync(part, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** What cannot be removed is not made worse by saying so: the first failure is the one told. */
function discard(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    // The folder itself is what failed.
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Computes the end of the chain again, from the stored text. */
async function checkChain(
  journal: JournalStore,
  job: BackupJob,
): Promise<{ readonly records: number; readonly rootHash: string }> {
  const head = journal.head();
  if (head === null) return { records: 0, rootHash: '' };
  const from = Math.max(1, head.seq - CHECKED + 1);
  let last: JournalEvent | null = null;
  for (const event of journal.scan(from)) {
    const hash = recordHash(job.hasher, last?.hash ?? event.prevHash, event, SealedRecord.dataText(event));
    if (event.seq !== (last?.seq ?? from - 1) + 1 || hash !== event.hash)
      throw new StoreFailure(`Record ${String(event.seq)} of the copy does not follow from the one before it.`);
    last = event;
    if (event.seq % TURN !== 0) continue;
    job.onProgress('checking', (event.seq - from) / (head.seq - from + 1));
    await nextTurn();
    mustGoOn(job);
  }
  if (last?.hash !== head.hash) throw new StoreFailure('The chain of the copy does not end where the copy says.');
  return { records: head.seq, rootHash: head.hash };
}

async function check(part: string, job: BackupJob) {
  const db: Connection = openConnection(part, { readOnly: true });
  try {
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new StoreFailure(`The copy is damaged: ${String(found)}.`);
    return await checkChain(new SqliteJournalStore(db, true), job);
  } finally {
    db.close();
  }
}

/**
 * Copies a database into a new file, reads the copy back and checks the end of its chain; the file has its name only then.
 * @throws StoreFailure with a sentence; no part of a copy stays behind.
 */
export async function backupDatabase(job: BackupJob): Promise<BackupResult> {
  const target = resolve(job.target);
  const part = `${target}.part`;
  try {
    mustBePossible({ ...job, target });
    rmSync(part, { force: true });
    await copy(part, job);
    mustGoOn(job);
    seal(part);
    job.onProgress('checking', 0);
    const { records, rootHash } = await check(part, job);
    mustGoOn(job);
    renameSync(part, target);
    return { path: target, bytes: statSync(target).size, records, rootHash };
  } catch (error) {
    discard(part);
    if (error instanceof StoreFailure) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new StoreFailure(`The backup to ${target} failed: ${detail}`, { cause: error });
  }
}
