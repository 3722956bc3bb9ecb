import type { RightsVerdictKind, Tristate, VenueId } from '#shared/domain/exchange-account.ts';

/**
 * The data of records about exchange accounts; the subject is the account's id. No part of a login is ever in them but
 * the last four characters of a key. `by`: the role of the caller, or the part of the program that did it.
 */
export interface AccountEventData {
  'account.added': { name: string; venue: VenueId; keyTail: string; backend: string; by: string };
  'account.renamed': { name: string; by: string };
  'account.enabled': { by: string };
  'account.disabled': { reason: string; by: string };
  /** `loginErased` is false when the keychain could not be reached and the login stayed in it. */
  'account.removed': { name: string; loginErased: boolean; by: string };
  /** What the venue says the key may do, and what followed from it for live trading. */
  'account.checked': {
    canTrade: Tristate;
    canMoveFunds: Tristate;
    ipRestricted: Tristate;
    permissions: readonly string[];
    verdict: RightsVerdictKind;
    findings: readonly string[];
    by: string;
  };
  /** The rights could not be read; what was known stays until it is too old. */
  'account.check-failed': { reason: string; by: string };
  'account.tested': {
    ok: boolean;
    sentence: string;
    latencyMs: number | null;
    clockOffsetMs: number | null;
    by: string;
  };
  /** First step to live trading; `missing` names the conditions that did not hold. */
  'live.requested': { name: string; ready: boolean; missing: readonly string[]; by: string };
  /** The second step was tried and did not succeed. */
  'live.refused': { reason: string; by: string };
  /** The account is released for live trading. `typed` is what the person typed. */
  'live.confirmed': { name: string; typed: string; conditions: readonly string[]; by: string };
  'live.ended': { reason: string; by: string };
  /** The place where logins are kept; the subject is `secrets`. */
  'secrets.created': { backend: string; by: string };
  'secrets.unlocked': { backend: string; by: string };
  'secrets.locked': { backend: string; by: string };
  'secrets.passphrase-changed': { backend: string; by: string };
  /** A wrong passphrase, or a file that is damaged. */
  'secrets.refused': { code: string; by: string };
}

export type AccountEventType = keyof AccountEventData;

export const ACCOUNT_EVENT_TYPES = [
  'account.added',
  'account.renamed',
  'account.enabled',
  'account.disabled',
  'account.removed',
  'account.checked',
  'account.check-failed',
  'account.tested',
  'live.requested',
  'live.refused',
  'live.confirmed',
  'live.ended',
  'secrets.created',
  'secrets.unlocked',
  'secrets.locked',
  'secrets.passphrase-changed',
  'secrets.refused',
] as const satisfies readonly AccountEventType[];
