import { createHmac, timingSafeEqual } from 'node:crypto';

import { type Answer, refuse } from './answers.ts';

export interface Credentials {
  readonly key: string;
  readonly secret: string;
  readonly passphrase: string;
  readonly permissions: string;
  readonly ipWhitelist: string;
}

export interface SignedRequest {
  readonly method: string;
  /** Path with its query, as sent. */
  readonly target: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const REQUIRED = ['kc-api-key', 'kc-api-sign', 'kc-api-timestamp', 'kc-api-passphrase'] as const;

/** Further off than this and KuCoin refuses the request. */
export const MAX_SKEW_MS = 5_000;

const signOf = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('base64');

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The refusal of a request that is not properly signed, or null. Source: KuCoin API, "Signing a message". */
export function signatureRefusal(request: SignedRequest, credentials: Credentials, now: number): Answer | null {
  const header = (name: string): string => String(request.headers[name] ?? '');
  if (REQUIRED.some((name) => header(name) === '')) {
    return refuse(
      '400001',
      'Please check the header of your request for KC-API-KEY, KC-API-SIGN, KC-API-TIMESTAMP, KC-API-PASSPHRASE',
      401,
    );
  }
  const stamp = header('kc-api-timestamp');
  if (!/^\d+$/.test(stamp) || Math.abs(Number(stamp) - now) > MAX_SKEW_MS) {
    return refuse('400002', 'Invalid KC-API-TIMESTAMP', 401);
  }
  if (header('kc-api-key') !== credentials.key) return refuse('400003', 'KC-API-KEY not exists', 401);
  // Version 1 keys send the passphrase in clear; all since then its HMAC.
  const hashed = header('kc-api-key-version') === '' || header('kc-api-key-version') === '1';
  const passphrase = hashed ? credentials.passphrase : signOf(credentials.secret, credentials.passphrase);
  if (!same(header('kc-api-passphrase'), passphrase)) return refuse('400004', 'Invalid KC-API-PASSPHRASE', 401);
  const payload = `${stamp}${request.method}${request.target}${request.body}`;
  if (!same(header('kc-api-sign'), signOf(credentials.secret, payload)))
    return refuse('400005', 'Invalid KC-API-SIGN', 401);
  return null;
}
