import { LOGIN_LIMITS, VENUE_LOGINS, type VenueId } from '#shared/domain/exchange-account.ts';
import type { Credentials } from '#core/accounts/account.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';

const VISIBLE = /^[\x21-\x7e]+([ \n\r]+[\x21-\x7e]+)*$/;
const LEAST = 8;

const bad = (what: string): never => {
  throw new CliError(EXIT.badInput, what);
};

async function textOf(input: CliContext['terminal']['input']): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > 10_000) bad('The login on standard input is longer than a login can be.');
  }
  return text;
}

/** Checks the parts of a login. The sentences never repeat what was typed. */
function checked(venue: VenueId, parts: { readonly [Part in keyof Credentials]: unknown }): Credentials {
  const text = (part: keyof Credentials, label: string, least: number): string => {
    const value = parts[part];
    const given = typeof value === 'string' ? value.trim() : '';
    if (given.length < least) bad(`The ${label} is missing or too short.`);
    if (given.length > LOGIN_LIMITS[part]) bad(`The ${label} has more than ${LOGIN_LIMITS[part]} characters.`);
    if (!VISIBLE.test(given)) bad(`The ${label} has characters that no exchange uses.`);
    return given;
  };
  const key = text('key', 'API key', LEAST);
  const secret = text('secret', 'API secret', LEAST);
  const { label, passphrase: needed } = VENUE_LOGINS[venue];
  if (needed) return { key, secret, passphrase: text('passphrase', 'passphrase', 1) };
  if (typeof parts.passphrase === 'string' && parts.passphrase.trim() !== '') {
    bad(`An API key of ${label} has no passphrase; leave it empty.`);
  }
  return { key, secret, passphrase: null };
}

/** A login as JSON on standard input: `{"key":"…","secret":"…","passphrase":"…"}`. */
export async function loginFromInput(venue: VenueId, context: CliContext): Promise<Credentials> {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(await textOf(context.terminal.input));
  } catch (error) {
    if (error instanceof CliError) throw error;
  }
  if (typeof parsed !== 'object' || parsed === null) {
    return bad('The login on standard input is not JSON with key, secret and, where there is one, passphrase.');
  }
  const { key, secret, passphrase } = parsed as Readonly<Record<string, unknown>>;
  return checked(venue, { key, secret, passphrase });
}

/** A login typed at the terminal, which does not show it. */
export async function loginFromTerminal(venue: VenueId, { askHidden }: CliContext): Promise<Credentials> {
  const { label, passphrase: needed } = VENUE_LOGINS[venue];
  const ask = async (question: string): Promise<string> =>
    (await askHidden(question)) ??
    bad('Nobody is at the terminal to type the login. Give it as JSON on standard input with --stdin.');
  const key = await ask(`API key of ${label} (not shown): `);
  const secret = await ask('API secret (not shown): ');
  const passphrase = needed ? await ask('Passphrase of the API key (not shown): ') : null;
  return checked(venue, { key, secret, passphrase });
}
