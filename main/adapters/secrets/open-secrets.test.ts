import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err } from '#shared/kernel/result.ts';
import type { Secrets, SecretsUnavailable } from '#core/ports/secrets.ts';
import { MemorySecrets } from '#tests/support/accounts/memory-secrets.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { openSecrets } from './open-secrets.ts';

const PASS = 'a long enough passphrase';
const CHEAP = { memoryKiB: 8, passes: 1, lanes: 1 };

const failing = (code: SecretsUnavailable['code']): Secrets => {
  const fail = () => Promise.resolve(err({ code, message: `It says ${code}.` }));
  return { status: fail, read: fail, write: fail, remove: fail };
};

const host = (keychain: Secrets, folder = temporaryFolder()) => openSecrets(folder, () => 0, keychain, { cost: CHEAP });

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('secrets of a host', () => {
  it('are in the keychain where it answers, and no file is made', async () => {
    const keychain = new MemorySecrets();
    const secrets = host(keychain);
    expect(await secrets.overview()).toMatchObject({
      kind: 'keychain',
      state: 'ready',
      canCreateFile: false,
      hasFile: false,
    });
    expect(await secrets.createFile(PASS)).toMatchObject(refusedWith('SECRETS_EXISTS'));
    expect(await secrets.unlock(PASS)).toMatchObject(refusedWith('SECRETS_ABSENT'));
    await secrets.write('a', 'b');
    expect(keychain.items.get('a')).toBe('b');
    expect(await secrets.read('a')).toEqual({ ok: true, value: 'b' });
    await secrets.remove('a');
    expect(await secrets.read('a')).toEqual({ ok: true, value: null });
  });

  it('are in a file where no keychain answers, once a person has made and unlocked it', async () => {
    const folder = temporaryFolder();
    const first = host(failing('SECRETS_NO_BACKEND'), folder);
    expect(await first.overview()).toMatchObject({
      kind: 'file',
      state: 'absent',
      canCreateFile: true,
      hasFile: false,
    });
    expect(await first.write('a', 'b')).toMatchObject({
      error: { code: 'SECRETS_NO_BACKEND', message: expect.stringContaining('Or make an encrypted file') as string },
    });
    expect(await first.createFile(PASS)).toMatchObject({ ok: true });
    expect(await first.status()).toEqual({ ok: true, value: { backend: 'encrypted file' } });
    await first.write('a', 'b');
    const again = host(failing('SECRETS_NO_BACKEND'), folder);
    expect(await again.overview()).toMatchObject({
      kind: 'file',
      state: 'locked',
      hasFile: true,
      canCreateFile: false,
    });
    for (const answer of [again.status(), again.read('a'), again.write('c', 'd'), again.remove('a')]) {
      expect(await answer).toMatchObject(refusedWith('SECRETS_LOCKED'));
    }
    await again.unlock(PASS);
    expect(await again.read('a')).toEqual({ ok: true, value: 'b' });
    again.lock();
    expect(await again.read('a')).toMatchObject(refusedWith('SECRETS_LOCKED'));
  });

  it('are nowhere without keychain and without a folder to write to, which is told with both reasons', async () => {
    const secrets = host(failing('SECRETS_NO_BACKEND'), join(temporaryFolder(), 'not there'));
    const { sentence, ...overview } = await secrets.overview();
    expect(overview).toMatchObject({ kind: 'none', state: 'unavailable', canCreateFile: false });
    expect(sentence).toMatch(/It says SECRETS_NO_BACKEND\..*folder cannot be written/);
    expect(await secrets.createFile(PASS)).toMatchObject(refusedWith('SECRETS_FAILED'));
    expect(await secrets.write('a', 'b')).toMatchObject(refusedWith('SECRETS_NO_BACKEND'));
  });

  it('wait for a locked keychain, but a person may choose the file', async () => {
    const secrets = host(failing('SECRETS_LOCKED'));
    expect(await secrets.overview()).toMatchObject({ kind: 'keychain', state: 'locked', canCreateFile: true });
    expect(await secrets.write('a', 'b')).toMatchObject(refusedWith('SECRETS_LOCKED'));
    await secrets.createFile(PASS);
    expect(await secrets.overview()).toMatchObject({ kind: 'file', state: 'ready' });
  });

  it('from a file of before are found beside a keychain, and asked for when it is locked', async () => {
    const folder = temporaryFolder();
    const before = host(failing('SECRETS_NO_BACKEND'), folder);
    await before.createFile(PASS);
    await before.write('old', 'value');
    const keychain = new MemorySecrets();
    const secrets = host(keychain, folder);
    expect((await secrets.overview()).sentence).toContain('An encrypted file from before is locked.');
    expect(await secrets.read('old')).toMatchObject(refusedWith('SECRETS_LOCKED'));
    expect(await secrets.remove('old')).toMatchObject(refusedWith('SECRETS_LOCKED'));
    await secrets.write('new', 'value');
    expect(await secrets.remove('new')).toMatchObject({ ok: true });
    expect(keychain.items.size).toBe(0);
    await secrets.unlock(PASS);
    expect(await secrets.read('old')).toEqual({ ok: true, value: 'value' });
    expect(await secrets.remove('old')).toMatchObject({ ok: true });
    expect(await secrets.read('old')).toEqual({ ok: true, value: null });
  });
});
