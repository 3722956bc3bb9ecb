import type { Result } from '#shared/kernel/result.ts';

/** Why a secret could not be kept or read. */
export interface SecretsUnavailable {
  readonly code: 'SECRETS_NO_BACKEND' | 'SECRETS_LOCKED' | 'SECRETS_FAILED';
  /** One sentence for a person: what is missing and what to do. */
  readonly message: string;
}

/** The operating system's keychain. Names are ours; values never leave the main process. */
export interface Secrets {
  /** The backend in use, or why there is none. */
  status(): Promise<Result<{ readonly backend: string }, SecretsUnavailable>>;
  read(name: string): Promise<Result<string | null, SecretsUnavailable>>;
  write(name: string, value: string): Promise<Result<void, SecretsUnavailable>>;
  remove(name: string): Promise<Result<void, SecretsUnavailable>>;
}

/** Why the encrypted file was not opened, made or changed. */
export interface SecretsRefusal {
  readonly code:
    | SecretsUnavailable['code']
    | 'SECRETS_WRONG_PASSPHRASE'
    | 'SECRETS_WAIT'
    | 'SECRETS_DAMAGED'
    | 'SECRETS_EXISTS'
    | 'SECRETS_ABSENT';
  /** One sentence for a person: what is wrong and what to do. */
  readonly message: string;
  /** Until the next try is taken, ms; 0 when it is taken now. */
  readonly waitMs: number;
}

/** Where secrets are kept on this host, and whether they can be read now. */
export interface SecretsOverview {
  readonly kind: 'keychain' | 'file' | 'none';
  readonly state: 'ready' | 'locked' | 'absent' | 'unavailable';
  /** Empty when there is none. */
  readonly backend: string;
  /** For a person; says why the keychain is not used when it is not. */
  readonly sentence: string;
  /** No keychain answers and there is no file yet. */
  readonly canCreateFile: boolean;
  readonly hasFile: boolean;
  /** Until the next passphrase is taken, ms. */
  readonly waitMs: number;
}

/**
 * The secrets of a host: the keychain where one answers, else a file of our own that a passphrase unlocks once per start,
 * else nothing. A secret is never kept in the clear.
 */
export interface SecretsHost extends Secrets {
  overview(): Promise<SecretsOverview>;
  /** Makes the encrypted file, unlocked. Refused while a keychain answers or when there is a file. */
  createFile(passphrase: string): Promise<Result<void, SecretsRefusal>>;
  unlock(passphrase: string): Promise<Result<void, SecretsRefusal>>;
  /** Forgets the key of the file; nothing happens when it is locked. */
  lock(): void;
  changePassphrase(current: string, next: string): Promise<Result<void, SecretsRefusal>>;
}
