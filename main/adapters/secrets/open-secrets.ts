import { join } from 'node:path';
import { err, type Result } from '#shared/kernel/result.ts';
import type { Secrets, SecretsHost, SecretsOverview, SecretsRefusal, SecretsUnavailable } from '#core/ports/secrets.ts';
import { FILE_BACKEND, FileVault, type FileVaultOptions } from './file-vault.ts';
import { pickSecrets } from './pick-secrets.ts';

export const VAULT_FILE = 'secrets.vault';

type Answer<T> = Promise<Result<T, SecretsUnavailable>>;
type Opening = Promise<Result<void, SecretsRefusal>>;
type Found = Pick<SecretsOverview, 'kind' | 'state' | 'backend' | 'sentence' | 'canCreateFile'>;

/** What a host without an answering keychain says, by what there is of the file. */
function withoutKeychain(why: SecretsUnavailable, vault: FileVault): Found {
  const unused = `The keychain is not used: ${why.message}`;
  if (vault.exists) {
    const state = vault.unlocked ? 'ready' : 'locked';
    const sentence = `Logins are kept in an encrypted file, which is ${vault.unlocked ? 'unlocked' : 'locked'}. ${unused}`;
    return { kind: 'file', state, backend: FILE_BACKEND, sentence, canCreateFile: false };
  }
  const canCreateFile = vault.possible;
  if (why.code === 'SECRETS_LOCKED') {
    return { kind: 'keychain', state: 'locked', backend: '', sentence: why.message, canCreateFile };
  }
  if (!canCreateFile) {
    const refused = `Logins cannot be kept on this host. ${unused} The data folder cannot be written, so no encrypted file can be made.`;
    return { kind: 'none', state: 'unavailable', backend: '', sentence: refused, canCreateFile };
  }
  const sentence = `Logins can be kept in an encrypted file that a passphrase unlocks at each start. ${unused}`;
  return { kind: 'file', state: 'absent', backend: FILE_BACKEND, sentence, canCreateFile };
}

/**
 * The keychain first; the encrypted file where no keychain answers, and beside it when there is one from before. What
 * neither takes is refused: nothing is ever written in the clear.
 */
export class HostSecrets implements SecretsHost {
  readonly #keychain: Secrets;
  readonly #vault: FileVault;

  constructor(keychain: Secrets, vault: FileVault) {
    this.#keychain = keychain;
    this.#vault = vault;
  }

  async overview(): Promise<SecretsOverview> {
    const vault = this.#vault;
    const status = await this.#keychain.status();
    const rest = { hasFile: vault.exists, waitMs: vault.waitMs };
    if (!status.ok) return { ...withoutKeychain(status.error, vault), ...rest };
    const { backend } = status.value;
    const older = rest.hasFile && !vault.unlocked ? ' An encrypted file from before is locked.' : '';
    const sentence = `Logins are kept in the keychain of this system (${backend}).${older}`;
    return { kind: 'keychain', state: 'ready', backend, sentence, canCreateFile: false, ...rest };
  }

  async status(): Answer<{ readonly backend: string }> {
    const status = await this.#keychain.status();
    if (status.ok) return status;
    if (this.#vault.exists) return this.#vault.status();
    return err(nowhere(status.error));
  }

  async read(name: string): Answer<string | null> {
    const fromKeychain = await this.#keychain.read(name);
    if (fromKeychain.ok && fromKeychain.value !== null) return fromKeychain;
    if (!this.#vault.exists) return fromKeychain;
    const fromVault = await this.#vault.read(name);
    return fromVault.ok && fromVault.value === null ? fromKeychain : fromVault;
  }

  async write(name: string, value: string): Answer<void> {
    const status = await this.#keychain.status();
    if (status.ok) return this.#keychain.write(name, value);
    if (this.#vault.exists) return this.#vault.write(name, value);
    return err(nowhere(status.error));
  }

  /** Erases it wherever it may be; a place that cannot be looked into is a failure, unless it was found in the other. */
  async remove(name: string): Answer<void> {
    const held = await this.#keychain.read(name);
    const removed = held.ok ? await this.#keychain.remove(name) : err(held.error);
    if (!this.#vault.exists) return removed;
    const inVault = await this.#vault.read(name);
    if (!inVault.ok) return held.ok && held.value !== null ? removed : inVault;
    if (inVault.value === null) return removed;
    const erased = await this.#vault.remove(name);
    return held.ok && !removed.ok ? removed : erased;
  }

  async createFile(passphrase: string): Opening {
    const status = await this.#keychain.status();
    if (!status.ok) return this.#vault.create(passphrase);
    const message = `The keychain of this system answers (${status.value.backend}), so no encrypted file is made.`;
    return err({ code: 'SECRETS_EXISTS', message, waitMs: 0 });
  }

  unlock(passphrase: string): Opening {
    return this.#vault.unlock(passphrase);
  }

  lock(): void {
    this.#vault.lock();
  }

  changePassphrase(current: string, next: string): Opening {
    return this.#vault.changePassphrase(current, next);
  }
}

const nowhere = (why: SecretsUnavailable): SecretsUnavailable => ({
  ...why,
  message: `${why.message} Or make an encrypted file for the logins.`,
});

/** The keychain, loaded when it is first asked for: most starts never need it. */
function whenAsked(load: () => Secrets): Secrets {
  let loaded: Secrets | null = null;
  const keychain = (): Secrets => (loaded ??= load());
  return {
    status: () => keychain().status(),
    read: (name) => keychain().read(name),
    write: (name, value) => keychain().write(name, value),
    remove: (name) => keychain().remove(name),
  };
}

/** The secrets of this host and data folder. */
export const openSecrets = (
  dataDir: string,
  now: () => number,
  keychain: Secrets = whenAsked(() => pickSecrets()),
  vault: Partial<FileVaultOptions> = {},
): SecretsHost => new HostSecrets(keychain, new FileVault({ path: join(dataDir, VAULT_FILE), now, ...vault }));
