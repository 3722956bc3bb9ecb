import { ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../journal/journal.ts';
import type { SecretsHost, SecretsOverview, SecretsRefusal } from '../ports/secrets.ts';
import { refuse, secretsRefusal, type AccountRefusal } from './account-refusal.ts';

type Opened = Result<SecretsOverview, AccountRefusal>;
type Act = 'secrets.created' | 'secrets.unlocked' | 'secrets.passphrase-changed';

/** Opens, locks and re-keys the place of the secrets, and records that it was done, never with what. */
export class SecretsDesk {
  readonly #secrets: SecretsHost;
  readonly #journal: Journal;
  /** Called when the secrets became readable. */
  onReady: () => void = () => undefined;

  constructor(secrets: SecretsHost, journal: Journal) {
    this.#secrets = secrets;
    this.#journal = journal;
  }

  overview(): Promise<SecretsOverview> {
    return this.#secrets.overview();
  }

  create(passphrase: string, by: string): Promise<Opened> {
    return this.#recorded('secrets.created', by, () => this.#secrets.createFile(passphrase));
  }

  unlock(passphrase: string, by: string): Promise<Opened> {
    return this.#recorded('secrets.unlocked', by, () => this.#secrets.unlock(passphrase));
  }

  changePassphrase(current: string, next: string, by: string): Promise<Opened> {
    return this.#recorded('secrets.passphrase-changed', by, () => this.#secrets.changePassphrase(current, next));
  }

  async lock(by: string): Promise<SecretsOverview> {
    const before = await this.#secrets.overview();
    this.#secrets.lock();
    const after = await this.#secrets.overview();
    if (before.state === 'ready' && after.state === 'locked') await this.#note('secrets.locked', by, after.backend);
    return after;
  }

  async #recorded(type: Act, by: string, act: () => Promise<Result<void, SecretsRefusal>>): Promise<Opened> {
    const { notWritable } = this.#journal;
    // Another process that holds the folder may write the file; to read it is no harm.
    if (notWritable !== null && type !== 'secrets.unlocked') return refuse('NOT_WRITABLE', notWritable);
    const result = await act();
    const overview = await this.#secrets.overview();
    if (!result.ok) {
      const { code } = result.error;
      if (code === 'SECRETS_WRONG_PASSPHRASE' || code === 'SECRETS_DAMAGED') await this.#refused(code, by);
      return secretsRefusal(result.error);
    }
    await this.#note(type, by, overview.backend);
    this.onReady();
    return ok(overview);
  }

  #note(type: Act | 'secrets.locked', by: string, backend: string): Promise<void> {
    return this.#append(() => this.#journal.append({ type, subject: 'secrets', data: { backend, by } }));
  }

  #refused(code: string, by: string): Promise<void> {
    return this.#append(() =>
      this.#journal.append({ type: 'secrets.refused', subject: 'secrets', data: { code, by } }),
    );
  }

  /** What was done is done; a disk that fails now is told by the journal itself, and stops everything else. */
  async #append(append: () => unknown): Promise<void> {
    if (this.#journal.notWritable !== null) return;
    append();
    await this.#journal.whenDurable().catch(() => undefined);
  }
}
