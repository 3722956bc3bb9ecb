import type { SecretsUnavailable } from '#core/ports/secrets.ts';

interface Cause {
  readonly sign: RegExp;
  readonly code: SecretsUnavailable['code'];
  readonly message: string;
}

/** What keytar and the libraries below it say, and what that means for a person. The first that matches counts. */
const CAUSES: readonly Cause[] = [
  {
    sign: /cannot find (module|package)/i,
    code: 'SECRETS_NO_BACKEND',
    message:
      'The optional package keytar is not installed. Run `npm ci` again; on Linux install libsecret-1-dev first.',
  },
  {
    sign: /libsecret[^:]*: cannot open shared object/i,
    code: 'SECRETS_NO_BACKEND',
    message: 'The library libsecret is missing. Install it (Debian: libsecret-1-0).',
  },
  {
    sign: /cannot open shared object|invalid elf|was compiled against|dlopen|err_dlopen_failed/i,
    code: 'SECRETS_NO_BACKEND',
    message: 'The package keytar does not fit this system. Run `npm rebuild keytar`.',
  },
  {
    sign: /autolaunch D-?Bus|org\.freedesktop\.DBus|dbus-launch|D-?Bus.*(connect|session)|could not connect/i,
    code: 'SECRETS_NO_BACKEND',
    message:
      'There is no D-Bus session, so no keychain can be reached. Log in to a desktop, or use `dbus-run-session`.',
  },
  {
    sign: /org\.freedesktop\.secrets|ServiceUnknown|no such secret (service|collection)/i,
    code: 'SECRETS_NO_BACKEND',
    message: 'No secret service answers. Install and start one (Debian: gnome-keyring).',
  },
  {
    sign: /does not exist at path|locked|dismissed|user interaction is not allowed|user canceled/i,
    code: 'SECRETS_LOCKED',
    message: 'The login keychain is locked or was never made. Unlock it, then try again.',
  },
];

/** Maps what the keychain's library threw to an unavailability with a sentence; its own words stay at the end. */
export function secretsFailure(error: unknown): SecretsUnavailable {
  const said = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = CAUSES.find(({ sign }) => sign.test(said) || sign.test(code));
  const firstLine = said.split('\n', 1)[0]?.trim() ?? '';
  if (cause === undefined) return { code: 'SECRETS_FAILED', message: `The keychain refused: ${firstLine}` };
  return { code: cause.code, message: `${cause.message} (${firstLine})` };
}
