import type { AccountView, LiveCondition, SecretsStatus } from '#shared/contract/accounts.ts';
import type { RightsVerdictKind, Tristate } from '#shared/domain/exchange-account.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';

export const VERDICT_WORDS: Readonly<Record<RightsVerdictKind, string>> = {
  safe: say('SAFE'),
  warned: say('WARNED'),
  refused: say('REFUSED'),
};

export const VERDICT_TONES: Readonly<Record<RightsVerdictKind, TagTone>> = {
  safe: 'up',
  warned: 'warn',
  refused: 'danger',
};

export const TRISTATE_WORDS: Readonly<Record<Tristate, string>> = {
  yes: say('Yes'),
  no: say('No'),
  unknown: say('Not known'),
};

/** Rights that were never read are no verdict on the key. */
export const verdictWord = ({ rights, verdict }: AccountView): string =>
  rights === null ? say('NOT CHECKED') : VERDICT_WORDS[verdict.verdict];

export const verdictTone = ({ rights, verdict }: AccountView): TagTone =>
  rights === null ? 'neutral' : VERDICT_TONES[verdict.verdict];

/** Whether the key works from listed addresses only, as a cell says it. */
export function ipWords({ rights }: AccountView): string {
  if (rights === null) return say('not checked');
  return { yes: say('listed addresses'), no: say('any address'), unknown: say('not known') }[rights.ipRestricted];
}

/** When the venue last answered for this login: the connection test, or the reading of the rights. */
export const lastCheck = ({ connection, rightsCheckedAt }: AccountView): number | null =>
  connection === null ? rightsCheckedAt : Math.max(connection.at, rightsCheckedAt ?? 0);

export const CONDITION_WORDS: Readonly<Record<LiveCondition['state'], string>> = {
  met: say('HOLDS'),
  warned: say('WARNING'),
  unmet: say('MISSING'),
  unknown: say('NOT KNOWN'),
};

export const CONDITION_TONES: Readonly<Record<LiveCondition['state'], TagTone>> = {
  met: 'up',
  warned: 'warn',
  unmet: 'down',
  unknown: 'down',
};

export const SECRETS_WORDS: Readonly<Record<SecretsStatus['state'], string>> = {
  ready: say('READY'),
  locked: say('LOCKED'),
  absent: say('NOT SET UP'),
  unavailable: say('UNAVAILABLE'),
};

export const SECRETS_TONES: Readonly<Record<SecretsStatus['state'], TagTone>> = {
  ready: 'up',
  locked: 'warn',
  absent: 'warn',
  unavailable: 'down',
};

/** What to do before a login can be stored; empty when it can. */
export function secretsAdvice({ state, kind, canCreateFile }: SecretsStatus): string {
  if (state === 'ready') return '';
  if (state === 'locked' && kind === 'keychain')
    return canCreateFile
      ? say('Unlock the keychain of this computer first, or make the encrypted file.')
      : say('Unlock the keychain of this computer first.');
  if (state === 'locked') return say('Unlock the encrypted file first.');
  if (state === 'absent' || canCreateFile) return say('Make the encrypted file for logins first.');
  return say('This host has no place where a login could be kept.');
}
