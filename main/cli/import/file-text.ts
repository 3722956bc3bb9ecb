import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'it may not be read';
  if (code === 'EISDIR') return 'it is a folder';
  if (code.startsWith('Z_')) return 'it is not a whole gzip file';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8 text';
  return error instanceof Error ? error.message : String(error);
};

/** A file that cannot be read, as the end of the command. */
const unreadable = (path: string, error: unknown): CliError =>
  new CliError(EXIT.badInput, `${path} cannot be read: ${reasonOf(error)}.`, { cause: error });

/** Size of a file in bytes. @throws CliError when it is not a file that can be read. */
export async function fileSize(path: string): Promise<number> {
  let found;
  try {
    found = await stat(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  if (found.isFile()) return found.size;
  throw new CliError(EXIT.badInput, `${path} cannot be read: it is not a file.`);
}

/**
 * The text of a file in pieces, unpacked on the way when its name ends in `.gz`; never the whole of it in memory.
 * @param onBytes told of each piece's size as stored, for a progress bar.
 * @throws CliError while it is read, when it cannot be read, is cut off or is not UTF-8.
 */
export async function* fileText(path: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const raw = createReadStream(path);
  raw.on('data', (piece) => {
    onBytes(piece.length);
  });
  try {
    yield* decoded(unpacked(path, raw));
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    raw.destroy();
  }
}

function unpacked(path: string, raw: Readable): AsyncIterable<Uint8Array> {
  if (!basename(path).toLowerCase().endsWith('.gz')) return raw;
  const gunzip = createGunzip();
  raw.on('error', (error) => gunzip.destroy(error));
  return raw.pipe(gunzip);
}

/** Text of bytes that come in pieces, cut anywhere. @throws TypeError when they are not UTF-8. */
export async function* decoded(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
