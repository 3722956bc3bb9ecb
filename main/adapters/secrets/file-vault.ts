import { VAULT_PASSPHRASE } from '#shared/domain/exchange-account.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Secrets, SecretsRefusal, SecretsUnavailable } from '#core/ports/secrets.ts';
import { GuessDelay } from './guess-delay.ts';
import { deriveKey, isKeyOf, newSalt, openVault, readVault, sealVault, VAULT_COST } from './vault-cipher.ts';
import type { DeriveKey, VaultKey } from './vault-cipher.ts';
import { canWriteAt, exists, readPrivate, removeLeftovers, replacePrivate } from './vault-disk.ts';
import type { KdfCost, VaultParts } from './vault-format.ts';
import { decodeItems, encodeItems, wipeItems, type VaultItems } from './vault-items.ts';

export const FILE_BACKEND = 'encrypted file';

export interface FileVaultOptions {
  readonly path: string;
  /** Monotonic time in ms. */
  readonly now: () => number;
  readonly cost?: KdfCost;
  readonly derive?: DeriveKey;
}

type Refusable<T> = Result<T, SecretsRefusal>;

interface Opened {
  readonly key: VaultKey;
  readonly items: VaultItems;
  /** The file as last read or written: another one in its place is not overwritten. */
  file: Buffer;
}

const LOCKED: SecretsUnavailable = {
  code: 'SECRETS_LOCKED',
  message: 'The encrypted file with the logins is locked. Unlock it with its passphrase.',
};

const refusal = <Code extends SecretsRefusal['code']>(code: Code, message: string, waitMs = 0) =>
  err({ code, message, waitMs });

const failed = (error: unknown) =>
  refusal(
    'SECRETS_FAILED',
    `The encrypted file could not be read or written: ${error instanceof Error ? error.message : String(error)}`,
  );

/**
 * Secrets in one encrypted file: a passphrase becomes the key through argon2id, AES-256-GCM seals the content and
 * authenticates the readable header. Every change writes a new file and puts it in the place of the old one. What is
 * unlocked is in this process's memory until {@link FileVault.lock}.
 */
export class FileVault implements Secrets {
  readonly #options: Required<FileVaultOptions>;
  readonly #delay: GuessDelay;
  #opened: Opened | null = null;
  /** Calls that use the file, one after another. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: FileVaultOptions) {
    this.#options = { cost: VAULT_COST, derive: deriveKey, ...options };
    this.#delay = new GuessDelay(options.now);
  }

  /** Whether the file can be made where it belongs. */
  get possible(): boolean {
    return canWriteAt(this.#options.path);
  }

  get exists(): boolean {
    return exists(this.#options.path);
  }

  get unlocked(): boolean {
    return this.#opened !== null;
  }

  /** Until the next passphrase is taken, ms. */
  get waitMs(): number {
    return this.#delay.waitMs;
  }

  status(): Promise<Result<{ readonly backend: string }, SecretsUnavailable>> {
    return Promise.resolve(this.unlocked ? ok({ backend: FILE_BACKEND }) : err(LOCKED));
  }

  read(name: string): Promise<Result<string | null, SecretsUnavailable>> {
    if (this.#opened === null) return Promise.resolve(err(LOCKED));
    return Promise.resolve(ok(this.#opened.items.get(name)?.toString('utf8') ?? null));
  }

  write(name: string, value: string): Promise<Result<void, SecretsUnavailable>> {
    return this.#inTurn(async () =>
      this.#rewrite((items) => {
        items.set(name, Buffer.from(value, 'utf8'));
      }),
    );
  }

  remove(name: string): Promise<Result<void, SecretsUnavailable>> {
    return this.#inTurn(async () => {
      if (this.#opened?.items.has(name) === false) return ok(undefined);
      return this.#rewrite((items) => {
        items.delete(name);
      });
    });
  }

  /** Makes the file, empty and unlocked. */
  create(passphrase: string): Promise<Refusable<void>> {
    return this.#inTurn(async () => {
      const weak = weakness(passphrase);
      if (weak !== null) return weak;
      if (this.exists) return refusal('SECRETS_EXISTS', 'There is an encrypted file already; unlock it.');
      removeLeftovers(this.#options.path);
      const key = await this.#newKey(passphrase);
      const items: VaultItems = new Map();
      const file = sealVault(key, encodeItems(items));
      replacePrivate(this.#options.path, file);
      this.#opened = { key, items, file };
      return ok(undefined);
    });
  }

  unlock(passphrase: string): Promise<Refusable<void>> {
    return this.#inTurn(async () => {
      const opened = await this.#open(passphrase);
      if (!opened.ok) return opened;
      this.lock();
      this.#opened = opened.value;
      return ok(undefined);
    });
  }

  /** Wipes the key and the secrets. Copies that the runtime made of texts stay until it reuses their memory. */
  lock(): void {
    if (this.#opened === null) return;
    this.#opened.key.bytes.fill(0);
    wipeItems(this.#opened.items);
    this.#opened = null;
  }

  /** Seals the content anew under another passphrase and today's cost. The file is unlocked afterwards. */
  changePassphrase(current: string, next: string): Promise<Refusable<void>> {
    return this.#inTurn(async () => {
      const weak = weakness(next);
      if (weak !== null) return weak;
      const opened = await this.#open(current);
      if (!opened.ok) return opened;
      const key = await this.#newKey(next);
      const file = sealContent(key, opened.value.items);
      replacePrivate(this.#options.path, file);
      this.lock();
      opened.value.key.bytes.fill(0);
      this.#opened = { key, items: opened.value.items, file };
      return ok(undefined);
    });
  }

  async #newKey(passphrase: string): Promise<VaultKey> {
    const { cost, derive } = this.#options;
    const salt = newSalt();
    return { cost, salt, bytes: await derive(passphrase, cost, salt) };
  }

  async #open(passphrase: string): Promise<Refusable<Opened>> {
    const { waitMs } = this.#delay;
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1_000);
      return refusal('SECRETS_WAIT', `After wrong passphrases the next one is taken in ${seconds} s.`, waitMs);
    }
    if (!this.exists) return refusal('SECRETS_ABSENT', 'There is no encrypted file yet; make one first.');
    const file = readPrivate(this.#options.path);
    const parts = readVault(file);
    if (parts === null) return this.#damaged();
    const { cost, salt } = parts.header;
    const key = { cost, salt, bytes: await this.#options.derive(passphrase, cost, salt) };
    return isKeyOf(key, parts) ? this.#content(key, parts, file) : this.#wrong(key);
  }

  #content(key: VaultKey, parts: VaultParts, file: Buffer): Refusable<Opened> {
    const plain = openVault(key, parts);
    if (plain === null) {
      key.bytes.fill(0);
      return this.#damaged();
    }
    this.#delay.right();
    try {
      return ok({ key, items: decodeItems(plain), file });
    } finally {
      plain.fill(0);
    }
  }

  #wrong(key: VaultKey): Refusable<never> {
    key.bytes.fill(0);
    this.#delay.wrong();
    return refusal(
      'SECRETS_WRONG_PASSPHRASE',
      'The passphrase is not the one of the encrypted file. There is no way to recover it; without it the logins have to be entered anew.',
      this.#delay.waitMs,
    );
  }

  #damaged(): Refusable<never> {
    return refusal(
      'SECRETS_DAMAGED',
      `The encrypted file ${this.#options.path} was changed or is not whole. Put a backup in its place, or move it away and enter the logins anew.`,
    );
  }

  /** Changes a copy of the items and writes it; only then the change is so in memory too. */
  #rewrite(change: (items: VaultItems) => void): Result<void, SecretsUnavailable> {
    const opened = this.#opened;
    if (opened === null) return refusal('SECRETS_LOCKED', LOCKED.message);
    if (!this.exists || !readPrivate(this.#options.path).equals(opened.file)) {
      return refusal(
        'SECRETS_FAILED',
        `The encrypted file ${this.#options.path} was changed by somebody else. Lock and unlock it, then try again.`,
      );
    }
    const items: VaultItems = new Map(opened.items);
    change(items);
    const file = sealContent(opened.key, items);
    replacePrivate(this.#options.path, file);
    for (const [name, value] of opened.items) if (items.get(name) !== value) value.fill(0);
    this.#opened = { key: opened.key, items, file };
    return ok(undefined);
  }

  /** Runs work after what is under way; an error of the disk becomes a refusal. */
  #inTurn<T>(work: () => Promise<T>): Promise<T | ReturnType<typeof failed>> {
    const run = this.#queue.then(work).catch(failed);
    this.#queue = run;
    return run;
  }
}

function sealContent(key: VaultKey, items: VaultItems): Buffer {
  const plain = encodeItems(items);
  try {
    return sealVault(key, plain);
  } finally {
    plain.fill(0);
  }
}

function weakness(passphrase: string): Refusable<never> | null {
  const { min, max } = VAULT_PASSPHRASE;
  if (passphrase.length >= min && passphrase.length <= max) return null;
  return refusal('SECRETS_FAILED', `The passphrase has ${min} to ${max} characters.`);
}
