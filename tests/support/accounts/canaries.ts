import { randomBytes } from 'node:crypto';
import type { Credentials } from '#core/accounts/account.ts';

/** A login that is nowhere else in the world, so that any trace of it is a leak. */
export function canaryLogin(passphrase: boolean): Credentials {
  const text = (bytes: number, alphabet: 'hex' | 'base64'): string => randomBytes(bytes).toString(alphabet);
  return {
    key: `CANARYk${text(12, 'hex')}`,
    secret: `CANARYs/${text(24, 'base64')}`,
    passphrase: passphrase ? `CANARYp &%"${text(9, 'base64')}` : null,
  };
}

/** The base64 characters that a text alone decides when it starts at byte `at` of what was encoded. */
function base64Core(text: string, at: number): string {
  const bytes = Buffer.from(text);
  const encoded = Buffer.concat([Buffer.alloc(at), bytes]).toString('base64');
  return encoded.slice(Math.ceil((at * 8) / 6), Math.floor(((at + bytes.length) * 8) / 6));
}

/** The forms to search for, made with the runtime's encoders and not with the program's own. */
export function canaryForms(login: Credentials): readonly string[] {
  return [login.key, login.secret, login.passphrase ?? '']
    .filter((part) => part !== '')
    .flatMap((part) => {
      const base64 = [0, 1, 2].map((at) => base64Core(part, at));
      return [
        part,
        JSON.stringify(part).slice(1, -1),
        encodeURIComponent(part),
        new URLSearchParams({ x: part }).toString().slice(2),
        Buffer.from(part).toString('hex'),
        Buffer.from(part).toString('hex').toUpperCase(),
        part.split('').reverse().join(''),
        ...base64,
        ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
      ];
    });
}

/** A place that was searched, and what was found there. */
export interface Hit {
  readonly place: string;
  readonly form: string;
}

const PREFIX = 8;

/** The forms by their first characters: one pass over a text then finds any of thousands. */
function byPrefix(forms: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const form of forms) {
    const prefix = form.slice(0, PREFIX);
    found.set(prefix, [...(found.get(prefix) ?? []), form]);
  }
  return found;
}

/** Searches texts and bytes for every form of every login. */
export function canaryHits(
  places: ReadonlyMap<string, string | Buffer>,
  logins: readonly Credentials[],
): readonly Hit[] {
  const forms = byPrefix([...new Set(logins.flatMap(canaryForms))]);
  const hits: Hit[] = [];
  const search = (place: string, text: string): void => {
    for (let at = 0; at + PREFIX <= text.length; at += 1) {
      for (const form of forms.get(text.slice(at, at + PREFIX)) ?? []) {
        if (text.startsWith(form, at)) hits.push({ place, form });
      }
    }
  };
  for (const [place, content] of places) {
    const text = typeof content === 'string' ? content : content.toString('latin1');
    search(place, text);
    // Two bytes a character, as a database or a heap may hold texts.
    if (text.includes('\0')) search(place, text.replaceAll('\0', ''));
  }
  return hits;
}
