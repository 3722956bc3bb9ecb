import type { Credentials } from './account.ts';

/** The name under which an account's login is kept. */
export const loginName = (accountId: string): string => `account/${accountId}`;

/** A login as one text, for one item of the keychain. */
export const loginText = ({ key, secret, passphrase }: Credentials): string =>
  JSON.stringify({ v: 1, key, secret, passphrase });

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Reads a login back; null when the text is not one that {@link loginText} made. */
export function parseLogin(text: string): Credentials | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { v, key, secret, passphrase } = parsed as Readonly<Record<string, unknown>>;
  if (v !== 1 || !isText(key) || !isText(secret)) return null;
  if (passphrase !== null && !isText(passphrase)) return null;
  return { key, secret, passphrase };
}
