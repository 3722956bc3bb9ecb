import { LOGIN_LIMITS, VAULT_PASSPHRASE, VENUE_LOGINS, type VenueId } from '#shared/domain/exchange-account.ts';
import { say } from '#shared/language/words.ts';

/** The fields of the add dialog as typed. */
export interface LoginDraft {
  readonly venue: VenueId;
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly passphrase: string;
}

export const EMPTY_LOGIN: LoginDraft = { venue: 'kucoin-futures', name: '', key: '', secret: '', passphrase: '' };

/** The parts that must not stay in the page after they were sent. */
export const forgetSecrets = (draft: LoginDraft): LoginDraft => ({ ...draft, key: '', secret: '', passphrase: '' });

const LEAST = 8;

/** What keeps the draft from being sent, one sentence; null when nothing does. */
export function loginProblem({ venue, name, key, secret, passphrase }: LoginDraft): string | null {
  const { label, passphrase: needed } = VENUE_LOGINS[venue];
  if (name.trim() === '') return say('Give the account a name.');
  if (name.trim().length > LOGIN_LIMITS.name)
    return say('A name has at most {most} characters.', { most: LOGIN_LIMITS.name });
  if (key.trim().length < LEAST) return say('Paste the API key.');
  if (secret.trim().length < LEAST) return say('Paste the API secret.');
  if (key.trim() === secret.trim()) return say('Key and secret are the same text: one of them is pasted twice.');
  if (needed && passphrase.trim() === '')
    return say('An API key of {venue} comes with a passphrase: give it too.', { venue: label });
  return null;
}

/** What keeps a new passphrase of the encrypted file from being used; null when nothing does. */
export function passphraseProblem(passphrase: string, again: string): string | null {
  const { min, max } = VAULT_PASSPHRASE;
  if (passphrase.length < min) return say('The passphrase has at least {least} characters.', { least: min });
  if (passphrase.length > max) return say('The passphrase has at most {most} characters.', { most: max });
  return passphrase === again ? null : say('The two are not the same.');
}
