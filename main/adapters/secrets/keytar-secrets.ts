import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Secrets, SecretsUnavailable } from '#core/ports/secrets.ts';
import { secretsFailure } from './keytar-failure.ts';

/** The part of keytar that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Under which name the keychain lists our items. */
const SERVICE = 'Zmart Workstation';
/** Never written; reading it shows whether the keychain answers. */
const PROBE = 'probe';

const BACKENDS: Readonly<Record<string, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
};

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, SecretsUnavailable>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(secretsFailure(error));
  }
}

/** Secrets in the operating system's keychain. */
export function keytarSecrets(keychain: Keychain, platform: string): Secrets {
  const backend = BACKENDS[platform] ?? 'Secret Service';
  return {
    status: () =>
      attempt(async () => {
        await keychain.getPassword(SERVICE, PROBE);
        return { backend };
      }),
    read: (name) => attempt(() => keychain.getPassword(SERVICE, name)),
    write: (name, value) => attempt(() => keychain.setPassword(SERVICE, name, value)),
    remove: (name) =>
      attempt(async () => {
        await keychain.deletePassword(SERVICE, name);
      }),
  };
}
