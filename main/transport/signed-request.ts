import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Refusal } from './access-check.ts';

/** How far the time of a signed request may be from ours, ms: within it a nonce is taken once. */
export const SIGNED_WINDOW_MS = 5 * 60_000;
/** Requests of one source within a minute, good and bad. */
export const REQUESTS_A_MINUTE = 60;
/** Nonces kept for each source: more than can come within the window, as it is limited. */
const MOST_NONCES = REQUESTS_A_MINUTE * 11;

const NONCE = /^[A-Za-z0-9_-]{8,64}$/;
const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

const refusal = (status: Refusal['status'], code: string, sentence: string): Refusal => ({ status, code, sentence });

const UNSIGNED = refusal(
  401,
  'SIGNATURE_MISSING',
  'A signal needs the headers X-Zmart-Timestamp (ms), X-Zmart-Nonce (8 to 64 letters and digits) and X-Zmart-Signature.',
);
const STALE = refusal(401, 'TIMESTAMP_OUTSIDE_WINDOW', 'The time of the request is more than five minutes from ours.');
const WRONG = refusal(401, 'SIGNATURE_WRONG', 'The signature does not fit the request.');
const REPLAYED = refusal(409, 'NONCE_USED', 'A request with this nonce was taken before.');
const TOO_MANY: Refusal = {
  ...refusal(429, 'RATE_LIMITED', `A source may call ${String(REQUESTS_A_MINUTE)} times a minute.`),
  retryAfterSeconds: 60,
};

/** What of a request is signed. */
export interface SignedParts {
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
}

/** `sha256=` and HMAC-SHA256 in hex over `timestamp.nonce.` and the raw body. */
export function signatureOf(secret: string, timestamp: string, nonce: string, body: Buffer): string {
  const mac = createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(body).digest('hex');
  return `sha256=${mac}`;
}

/** Checks requests that a shared secret signs: whoever knows it is let in, once for each nonce. */
export class SignedRequests {
  readonly #now: () => number;
  readonly #nonces = new Map<string, Map<string, number>>();
  readonly #calls = new Map<string, { since: number; count: number }>();

  /** @param now wall time, ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a call of a source; the refusal when it calls too often. */
  admit(source: string): Refusal | null {
    const now = this.#now();
    const calls = this.#calls.get(source);
    if (calls === undefined || now - calls.since >= 60_000 || now < calls.since) {
      this.#calls.set(source, { since: now, count: 1 });
      return null;
    }
    calls.count += 1;
    return calls.count > REQUESTS_A_MINUTE ? TOO_MANY : null;
  }

  /** Null when the request is signed with the secret, fresh, and new. Its nonce is used up then. */
  check(source: string, secret: string, { timestamp, nonce, signature, body }: SignedParts): Refusal | null {
    const given = SIGNATURE.exec(signature ?? '')?.[1];
    if (timestamp === undefined || !/^\d{13}$/.test(timestamp) || nonce === undefined || !NONCE.test(nonce))
      return UNSIGNED;
    if (given === undefined) return UNSIGNED;
    const expected = Buffer.from(signatureOf(secret, timestamp, nonce, body).slice('sha256='.length), 'hex');
    // Compared in constant time, before anything else is told apart.
    if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) return WRONG;
    const now = this.#now();
    if (Math.abs(now - Number(timestamp)) > SIGNED_WINDOW_MS) return STALE;
    return this.#isNew(source, nonce, now) ? null : REPLAYED;
  }

  #isNew(source: string, nonce: string, now: number): boolean {
    const used = this.#nonces.get(source) ?? new Map<string, number>();
    this.#nonces.set(source, used);
    // A time ahead of ours keeps its nonce valid for up to twice the window.
    for (const [old, at] of used) if (now - at > 2 * SIGNED_WINDOW_MS) used.delete(old);
    if (used.has(nonce) || used.size >= MOST_NONCES) return false;
    used.set(nonce, now);
    return true;
  }
}
