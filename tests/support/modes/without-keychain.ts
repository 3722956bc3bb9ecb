import { createRequire } from 'node:module';

/** On Linux no keychain answers at this address, so that logins go to the encrypted file of the data folder. */
export const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } as const;

/** True where a host would put a login into the keychain of whoever runs the tests. */
export function wouldUseKeychain(): boolean {
  try {
    createRequire(import.meta.url).resolve('keytar');
    return process.platform !== 'linux';
  } catch {
    return false;
  }
}
