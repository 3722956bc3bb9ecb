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
/**
 * An item that says nothing. A locked Secret Service answers as if an item were not there; so only an item that must be
 * there tells a locked one from an empty one.
 */
const PROBE = { account: 'probe', value: 'readable' } as const;
const PROBE_WAIT_MS = 4_000;

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

/** Rejects when the keychain does not answer: it may have put up a prompt that nobody sees. */
async function withinTime<T>(work: Promise<T>, waitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the keychain is locked: it did not answer; perhaps it waits for its password'));
    }, waitMs);
  });
  return Promise.race([work, silence]).finally(() => {
    clearTimeout(timer);
  });
}

/** Rejects unless the keychain keeps and shows items. The probe is written once, where it was never written. */
async function assertReadable(keychain: Keychain, waitMs: number): Promise<void> {
  const found = await withinTime(keychain.getPassword(SERVICE, PROBE.account), waitMs);
  if (found === PROBE.value) return;
  await withinTime(keychain.setPassword(SERVICE, PROBE.account, PROBE.value), waitMs);
  const kept = await withinTime(keychain.getPassword(SERVICE, PROBE.account), waitMs);
  if (kept !== PROBE.value) throw new Error('the keychain is locked: it does not show what it was given');
}

/** Secrets in the operating system's keychain. */
export function keytarSecrets(keychain: Keychain, platform: string, waitMs = PROBE_WAIT_MS): Secrets {
  const backend = BACKENDS[platform] ?? 'Secret Service';
  return {
    status: () =>
      attempt(async () => {
        await assertReadable(keychain, waitMs);
        return { backend };
      }),
    read: (name) =>
      attempt(async () => {
        const value = await keychain.getPassword(SERVICE, name);
        if (value === null) await assertReadable(keychain, waitMs);
        return value;
      }),
    write: (name, value) => attempt(() => keychain.setPassword(SERVICE, name, value)),
    remove: (name) =>
      attempt(async () => {
        if (!(await keychain.deletePassword(SERVICE, name))) await assertReadable(keychain, waitMs);
      }),
  };
}
