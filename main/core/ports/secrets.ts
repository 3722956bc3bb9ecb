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
