import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { decoded, unpacked, unreadableReason } from '#main/adapters/system/packed-text.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';

const isPacked = (path: string): boolean => basename(path).toLowerCase().endsWith('.gz');

/** A file that cannot be read, as the end of the command. */
const unreadable = (path: string, error: unknown): CliError =>
  new CliError(EXIT.badInput, `${path} cannot be read: ${unreadableReason(error)}.`, { cause: error });

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
    yield* decoded(isPacked(path) ? unpacked(raw) : raw);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    raw.destroy();
  }
}
