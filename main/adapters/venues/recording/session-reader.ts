import { readFileSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { WireMessage } from '../wire-tap.ts';
import { parseHeader, parseRecord, UnreadableSession, type SessionHeader } from './session-format.ts';

/** Unpacked recordings beyond this are refused: they would not fit into memory beside everything else. */
const LARGEST_BYTES = 1_024 * 1_024 * 1_024;

/** A recording as far as it can be read. */
export interface RecordedSession {
  readonly header: SessionHeader;
  readonly messages: readonly WireMessage[];
  /** Null when the recording is whole; else one sentence on where and how it breaks off. */
  readonly cut: string | null;
}

/**
 * Reads a recording. Everything before a cut or a broken line is given; what comes behind it is not, because it cannot be
 * known how much is missing between.
 * @throws UnreadableSession when not even the header can be read.
 */
export function readSession(path: string): RecordedSession {
  const text = unpack(readFileSync(path));
  const lines = text.split('\n');
  const header = parseHeader(lines[0] ?? '');
  const messages: WireMessage[] = [];
  const cutAt = (what: string): RecordedSession => ({
    header,
    messages,
    cut: `${what} after ${String(messages.length)} messages.`,
  });
  // Behind the last newline is nothing, or a line that was cut.
  for (const [index, line] of lines.slice(1, -1).entries()) {
    const record = parseRecord(line, header);
    if (record === null) return cutAt(`Line ${String(index + 2)} is broken`);
    if (record.kind === 'message') {
      messages.push(record.message);
      continue;
    }
    if (record.footer.messages !== messages.length) return cutAt('The end does not fit');
    return { header, messages, cut: null };
  }
  return cutAt('The recording breaks off');
}

function unpack(bytes: Buffer): string {
  try {
    // A sync flush as the end: what a cut file holds comes out without an error.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LARGEST_BYTES };
    return gunzipSync(bytes, options).toString('utf8');
  } catch (error) {
    return unpackBefore(bytes, error);
  }
}

/** The compressed bytes themselves are broken somewhere: halves the file until the part before that comes out. */
function unpackBefore(bytes: Buffer, cause: unknown): string {
  let [good, bad] = [0, bytes.length];
  let text = '';
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      text = gunzipSync(bytes.subarray(0, middle), { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
      good = middle;
    } catch {
      bad = middle;
    }
  }
  if (text !== '') return text;
  throw new UnreadableSession('This file is no recorded session.', { cause });
}
