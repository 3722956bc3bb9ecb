import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** Twenty logins are a few kilobytes. */
const MOST_BYTES = 1_048_576;

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** True when there is something under the path, of whatever kind. */
export function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Whether a file can be made at the path. */
export function canWriteAt(path: string): boolean {
  try {
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Reads a plain file of sensible size and sees to it that only its owner can. @throws Error with a sentence. */
export function readPrivate(path: string): Buffer {
  const stat = lstatSync(path);
  if (!stat.isFile()) throw new Error(`${path} is not a plain file.`);
  if (stat.size > MOST_BYTES) throw new Error(`${path} is larger than such a file can be.`);
  if (process.platform !== 'win32' && (stat.mode & OTHERS) !== 0) chmodSync(path, OWNER_ONLY);
  return readFileSync(path);
}

/** Writes all bytes; a short write goes on. */
function writeAll(descriptor: number, content: Buffer): void {
  for (let at = 0; at < content.length;) at += writeSync(descriptor, content, at);
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder; its file system keeps the order of a rename by itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Takes away what an interrupted write left. */
export function removeLeftovers(path: string): void {
  const start = `${basename(path)}.`;
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(start) && name.endsWith('.new')) rmSync(join(folder, name), { force: true });
  }
}

/** Puts a new content in the place of a file, whole or not at all, and durable when it returns. */
export function replacePrivate(path: string, content: Buffer): void {
  const fresh = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const descriptor = openSync(fresh, 'wx', OWNER_ONLY);
    try {
      writeAll(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
