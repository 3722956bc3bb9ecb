import type { AccountView, LiveCondition, SecretsStatus } from '#shared/contract/accounts.ts';
import type { RightsVerdictKind, Tristate } from '#shared/domain/exchange-account.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

export const VERDICT_WORDS: Readonly<Record<RightsVerdictKind, string>> = {
  safe: 'SAFE',
  warned: 'WARNED',
  refused: 'REFUSED',
};

export const VERDICT_TONES: Readonly<Record<RightsVerdictKind, TagTone>> = {
  safe: 'up',
  warned: 'warn',
  refused: 'danger',
};

export const TRISTATE_WORDS: Readonly<Record<Tristate, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known' };

/** Rights that were never read are no verdict on the key. */
export const verdictWord = ({ rights, verdict }: AccountView): string =>
  rights === null ? 'NOT CHECKED' : VERDICT_WORDS[verdict.verdict];

export const verdictTone = ({ rights, verdict }: AccountView): TagTone =>
  rights === null ? 'neutral' : VERDICT_TONES[verdict.verdict];

/** Whether the key works from listed addresses only, as a cell says it. */
export function ipWords({ rights }: AccountView): string {
  if (rights === null) return 'not checked';
  return { yes: 'listed addresses', no: 'any address', unknown: 'not known' }[rights.ipRestricted];
}

/** When the venue last answered for this login: the connection test, or the reading of the rights. */
export const lastCheck = ({ connection, rightsCheckedAt }: AccountView): number | null =>
  connection === null ? rightsCheckedAt : Math.max(connection.at, rightsCheckedAt ?? 0);

export const CONDITION_WORDS: Readonly<Record<LiveCondition['state'], string>> = {
  met: 'HOLDS',
  warned: 'WARNING',
  unmet: 'MISSING',
  unknown: 'NOT KNOWN',
};

export const CONDITION_TONES: Readonly<Record<LiveCondition['state'], TagTone>> = {
  met: 'up',
  warned: 'warn',
  unmet: 'down',
  unknown: 'down',
};

export const SECRETS_WORDS: Readonly<Record<SecretsStatus['state'], string>> = {
  ready: 'READY',
  locked: 'LOCKED',
  absent: 'NOT SET UP',
  unavailable: 'UNAVAILABLE',
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
    return `Unlock the keychain of this computer first${canCreateFile ? ', or make the encrypted file' : ''}.`;
  if (state === 'locked') return 'Unlock the encrypted file first.';
  if (state === 'absent' || canCreateFile) return 'Make the encrypted file for logins first.';
  return 'This host has no place where a login could be kept.';
}
