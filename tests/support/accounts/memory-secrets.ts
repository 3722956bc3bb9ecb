import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { SecretsHost, SecretsOverview, SecretsUnavailable } from '#core/ports/secrets.ts';

/** Secrets in memory that can be locked and can fail. */
export class MemorySecrets implements SecretsHost {
  readonly items = new Map<string, string>();
  problem: SecretsUnavailable | null = null;
  passphrase: string | null = null;
  locked = false;

  status() {
    return this.#answer(() => ({ backend: 'memory' }));
  }

  read(name: string) {
    return this.#answer(() => this.items.get(name) ?? null);
  }

  write(name: string, value: string) {
    return this.#answer(() => void this.items.set(name, value));
  }

  remove(name: string) {
    return this.#answer(() => void this.items.delete(name));
  }

  overview(): Promise<SecretsOverview> {
    const state = this.#problem() === null ? 'ready' : 'locked';
    return Promise.resolve({
      kind: 'file',
      state,
      backend: 'memory',
      sentence: `Logins are in memory, ${state}.`,
      canCreateFile: this.passphrase === null,
      hasFile: this.passphrase !== null,
      waitMs: 0,
    });
  }

  createFile(passphrase: string) {
    this.passphrase = passphrase;
    return Promise.resolve(ok(undefined));
  }

  unlock(passphrase: string) {
    if (passphrase !== this.passphrase) {
      return Promise.resolve(
        err({ code: 'SECRETS_WRONG_PASSPHRASE' as const, message: 'It is not right.', waitMs: 7 }),
      );
    }
    this.locked = false;
    return Promise.resolve(ok(undefined));
  }

  lock(): void {
    this.locked = true;
  }

  changePassphrase(current: string, next: string) {
    if (current !== this.passphrase) return this.unlock(current);
    this.passphrase = next;
    return Promise.resolve(ok(undefined));
  }

  #problem(): SecretsUnavailable | null {
    return this.locked ? { code: 'SECRETS_LOCKED', message: 'It is locked.' } : this.problem;
  }

  #answer<T>(value: () => T): Promise<Result<T, SecretsUnavailable>> {
    const problem = this.#problem();
    return Promise.resolve(problem === null ? ok(value()) : err(problem));
  }
}
