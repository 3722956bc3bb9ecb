import { createRequire } from 'node:module';
import { err } from '#shared/kernel/result.ts';
import type { Secrets, SecretsUnavailable } from '#core/ports/secrets.ts';
import { secretsFailure } from './keytar-failure.ts';
import { keytarSecrets, type Keychain } from './keytar-secrets.ts';

/** Loaded at run time: the package is optional, and where it is absent or does not fit, that is an answer, not a crash. */
const loadKeytar = (): unknown => createRequire(import.meta.url)('keytar');

function isKeychain(loaded: unknown): loaded is Keychain {
  const names = ['getPassword', 'setPassword', 'deletePassword'] as const;
  return typeof loaded === 'object' && loaded !== null && names.every((name) => name in loaded);
}

/** Some bindings tell which store they fell back to; this one keeps secrets under a password that everybody knows. */
function fallsBack(loaded: Keychain): boolean {
  const { getSelectedStorageBackend: told } = loaded as { readonly getSelectedStorageBackend?: unknown };
  return typeof told === 'function' && (told as () => unknown).call(loaded) === 'basic_text';
}

/** Secrets on a host without a keychain: every call says why. Nothing is ever kept in the clear instead. */
function withoutKeychain(reason: SecretsUnavailable): Secrets {
  const refuse = () => Promise.resolve(err(reason));
  return { status: refuse, read: refuse, write: refuse, remove: refuse };
}

/** The operating system's keychain, or secrets that say why there is none. Never fails and never falls back to a file. */
export function pickSecrets(load: () => unknown = loadKeytar, platform: string = process.platform): Secrets {
  try {
    const loaded = load();
    if (isKeychain(loaded)) {
      if (!fallsBack(loaded)) return keytarSecrets(loaded, platform);
      return withoutKeychain({
        code: 'SECRETS_NO_BACKEND',
        message: 'The keychain fell back to basic_text, which protects nothing, so it is not used.',
      });
    }
    return withoutKeychain({
      code: 'SECRETS_FAILED',
      message: 'The package keytar has not the calls that are needed.',
    });
  } catch (error) {
    return withoutKeychain(secretsFailure(error));
  }
}
