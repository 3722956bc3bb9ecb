import type { IncomingMessage } from 'node:http';
import type { Refusal } from './access-check.ts';

const MAX_BODY_BYTES = 1_048_576;

const TOO_LARGE: Refusal = { status: 413, code: 'PAYLOAD_TOO_LARGE', sentence: 'A body may hold 1 MB at most.' };
const NOT_JSON: Refusal = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', sentence: 'A body must be application/json.' };
const MALFORMED: Refusal = { status: 400, code: 'BAD_REQUEST', sentence: 'The body is not JSON.' };

export type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal };

const refused = (refusal: Refusal): Body => ({ ok: false, refusal });

/** The bytes of a body; null when it is longer than allowed. */
export async function readBytes(request: IncomingMessage, most = MAX_BODY_BYTES): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads the JSON of a request within bounds; no body counts as an empty object. Forms are refused: any page can send them. */
export async function readJsonBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return refused(TOO_LARGE);
  const bytes = await readBytes(request);
  if (bytes === null) return refused(TOO_LARGE);
  if (bytes.length === 0) return { ok: true, value: {} };
  if (!/^application\/json(\s*;|$)/i.test(request.headers['content-type'] ?? '')) return refused(NOT_JSON);
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch {
    return refused(MALFORMED);
  }
}
