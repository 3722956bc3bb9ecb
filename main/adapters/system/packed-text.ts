import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Why something cannot be read as text, as the end of a sentence. */
export function unreadableReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'it may not be read';
  if (code === 'EISDIR') return 'it is a folder';
  if (code.startsWith('Z_')) return 'it is not a whole gzip file';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8 text';
  return error instanceof Error ? error.message : String(error);
}

/** Text of bytes that come in pieces, cut anywhere. @throws TypeError when they are not UTF-8. */
export async function* decoded(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** Bytes as they are packed by gzip, unpacked. */
export function unpacked(raw: Readable): Readable {
  const gunzip = createGunzip();
  raw.on('error', (error) => gunzip.destroy(error));
  return raw.pipe(gunzip);
}

const isPacked = (first: Uint8Array | undefined): boolean => first?.[0] === 0x1f && first[1] === 0x8b;

/**
 * The text of bytes in memory, unpacked on the way when they begin as gzip does.
 * @param onBytes told of each piece's size when it is taken.
 * @throws Error while it is read, when it is cut off or is not UTF-8; {@link unreadableReason} tells why.
 */
export async function* packedText(
  pieces: readonly Uint8Array[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  function* counted(): Generator<Uint8Array> {
    for (const piece of pieces) {
      onBytes(piece.length);
      yield piece;
    }
  }
  const raw = Readable.from(counted(), { objectMode: false });
  try {
    yield* decoded(isPacked(pieces[0]) ? unpacked(raw) : raw);
  } finally {
    raw.destroy();
  }
}
