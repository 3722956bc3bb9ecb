import { ok, type Result } from '#shared/kernel/result.ts';
import type { SecretsHost } from '../ports/secrets.ts';
import type { Credentials } from './account.ts';
import { refuse, secretsRefusal, type AccountRefusal } from './account-refusal.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { loginName, loginText, parseLogin } from './login-text.ts';

/** Logins in the place of the secrets. Whatever passes through here is hidden from logs and records from then on. */
export class LoginStore {
  readonly #secrets: SecretsHost;
  readonly #known: KnownSecrets;

  constructor(secrets: SecretsHost, known: KnownSecrets) {
    this.#secrets = secrets;
    this.#known = known;
  }

  /** Keeps a login; gives the name of the place that took it. */
  async keep(accountId: string, credentials: Credentials): Promise<Result<string, AccountRefusal>> {
    this.#known.add(credentials);
    const status = await this.#secrets.status();
    if (!status.ok) return secretsRefusal(status.error);
    const written = await this.#secrets.write(loginName(accountId), loginText(credentials));
    return written.ok ? ok(status.value.backend) : secretsRefusal(written.error);
  }

  async read(accountId: string): Promise<Result<Credentials, AccountRefusal>> {
    const read = await this.#secrets.read(loginName(accountId));
    if (!read.ok) return secretsRefusal(read.error);
    const missing = 'The login of this account is not where logins are kept. Remove the account and add it again.';
    if (read.value === null) return refuse('SECRETS_UNAVAILABLE', missing);
    const credentials = parseLogin(read.value);
    if (credentials === null) {
      const sentence = 'The stored login of this account cannot be read. Remove the account and add it again.';
      return refuse('SECRETS_UNAVAILABLE', sentence);
    }
    this.#known.add(credentials);
    return ok(credentials);
  }

  async erase(accountId: string): Promise<Result<void, AccountRefusal>> {
    const removed = await this.#secrets.remove(loginName(accountId));
    return removed.ok ? removed : secretsRefusal(removed.error);
  }
}
