import { err } from '#shared/kernel/result.ts';
import type { SecretsRefusal, SecretsUnavailable } from '../ports/secrets.ts';

/** Why something about an account was not done. The sentence is for a person and holds no part of a login. */
export interface AccountRefusal {
  readonly code:
    | 'NOT_FOUND'
    | 'NOT_WRITABLE'
    | 'NOT_AVAILABLE'
    | 'NOT_CONFIRMED'
    | 'NAME_TAKEN'
    | 'WRONG_PASSPHRASE'
    | 'SECRETS_LOCKED'
    | 'SECRETS_UNAVAILABLE';
  readonly message: string;
  /** Of WRONG_PASSPHRASE: ms until the next try is taken. */
  readonly waitMs: number;
}

/** A refusal as the failure of a result. */
export const refuse = (code: AccountRefusal['code'], message: string, waitMs = 0) =>
  err<AccountRefusal>({ code, message, waitMs });

const CODE_OF: Readonly<Record<SecretsRefusal['code'], AccountRefusal['code']>> = {
  SECRETS_LOCKED: 'SECRETS_LOCKED',
  SECRETS_ABSENT: 'SECRETS_UNAVAILABLE',
  SECRETS_NO_BACKEND: 'SECRETS_UNAVAILABLE',
  SECRETS_FAILED: 'SECRETS_UNAVAILABLE',
  SECRETS_DAMAGED: 'SECRETS_UNAVAILABLE',
  SECRETS_EXISTS: 'NOT_AVAILABLE',
  SECRETS_WRONG_PASSPHRASE: 'WRONG_PASSPHRASE',
  SECRETS_WAIT: 'WRONG_PASSPHRASE',
};

/** What the place of the secrets said, as a refusal. */
export const secretsRefusal = (reason: SecretsUnavailable | SecretsRefusal) =>
  refuse(CODE_OF[reason.code], reason.message, 'waitMs' in reason ? reason.waitMs : 0);
