import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inSession, secretServiceProblem } from '#tests/support/accounts/secret-service.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const problem = secretServiceProblem();

const refused = (code: string, message: RegExp) => ({
  ok: false,
  error: { code, message: expect.stringMatching(message) as string },
});

/** Everything the keyring has on the disk. */
function stored(folder: string): string {
  const keyrings = join(folder, 'data', 'keyrings');
  return readdirSync(keyrings)
    .map((name) => readFileSync(join(keyrings, name), 'latin1'))
    .join('');
}

describe.skipIf(problem !== null)(
  `keytar against a real Secret Service${problem === null ? '' : `: ${problem}`}`,
  () => {
    it('writes, reads, overwrites and removes; what is left is there in the next session, and is not in the clear', () => {
      const folder = temporaryFolder();
      expect(inSession(folder, 'unlocked', 'round trip')).toEqual({
        status: { ok: true, value: { backend: 'Secret Service' } },
        before: { ok: true, value: null },
        written: { ok: true },
        overwritten: { ok: true },
        long: { ok: true },
        read: { ok: true, value: 'CANARY-second' },
        longIsSame: true,
        removed: { ok: true },
        removedAgain: { ok: true },
        after: { ok: true, value: null },
        left: { ok: true },
      });
      expect(inSession(folder, 'unlocked', 'status')).toMatchObject({ read: { ok: true, value: 'CANARY-left' } });
      expect(stored(folder)).not.toContain('CANARY');
    });

    it('says that a keyring is locked', () => {
      const folder = temporaryFolder();
      inSession(folder, 'unlocked', 'round trip');
      const locked = refused('SECRETS_LOCKED', /^The login keychain is locked/);
      expect(inSession(folder, 'locked', 'status')).toEqual({ status: locked, read: locked, written: locked });
    });

    it('says that a keyring was never made', () => {
      const result = inSession(temporaryFolder(), 'locked', 'status');
      expect(result).toMatchObject({
        written: refused('SECRETS_LOCKED', /^The login keychain is locked or was never made/),
      });
    });

    it('says that no secret service answers', () => {
      const none = refused('SECRETS_NO_BACKEND', /^No secret service answers/);
      expect(inSession(temporaryFolder(), 'absent', 'status')).toEqual({ status: none, read: none, written: none });
    });

    it('says that there is no session', () => {
      const none = refused('SECRETS_NO_BACKEND', /^There is no D-Bus session/);
      expect(inSession(temporaryFolder(), 'no session', 'status')).toEqual({ status: none, read: none, written: none });
    });

    it('is preferred to an encrypted file, which takes its place where it does not answer', () => {
      const folder = temporaryFolder();
      expect(inSession(folder, 'unlocked', 'host')).toMatchObject({
        overview: { kind: 'keychain', state: 'ready', backend: 'Secret Service', canCreateFile: false, hasFile: false },
        file: refused('SECRETS_EXISTS', /keychain of this system answers/),
      });
      expect(readdirSync(folder)).not.toContain('secrets.vault');
      expect(inSession(folder, 'absent', 'host')).toMatchObject({
        overview: { kind: 'file', state: 'absent', canCreateFile: true },
        file: { ok: true },
      });
      expect(readdirSync(folder)).toContain('secrets.vault');
    });
  },
);
