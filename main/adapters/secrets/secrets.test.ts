import { describe, expect, it } from 'vitest';
import { keytarSecrets, type Keychain } from './keytar-secrets.ts';
import { pickSecrets } from './pick-secrets.ts';

function memoryKeychain(): Keychain {
  const items = new Map<string, string>();
  return {
    getPassword: async (service, account) => items.get(`${service}\0${account}`) ?? null,
    setPassword: async (service, account, password) => void items.set(`${service}\0${account}`, password),
    deletePassword: async (service, account) => items.delete(`${service}\0${account}`),
  };
}

const failing = (message: string): Keychain => ({
  getPassword: () => Promise.reject(new Error(message)),
  setPassword: () => Promise.reject(new Error(message)),
  deletePassword: () => Promise.reject(new Error(message)),
});

describe('secrets in a keychain', () => {
  it('are written, read and removed', async () => {
    const secrets = pickSecrets(memoryKeychain, 'darwin');
    expect(await secrets.status()).toEqual({ ok: true, value: { backend: 'macOS Keychain' } });
    expect(await secrets.read('kucoin')).toEqual({ ok: true, value: null });
    expect(await secrets.write('kucoin', 'value')).toMatchObject({ ok: true });
    expect(await secrets.read('kucoin')).toEqual({ ok: true, value: 'value' });
    expect(await secrets.remove('kucoin')).toMatchObject({ ok: true });
    expect(await secrets.remove('kucoin')).toMatchObject({ ok: true });
    expect(await secrets.read('kucoin')).toEqual({ ok: true, value: null });
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'SECRETS_NO_BACKEND', /no D-Bus session/],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'SECRETS_NO_BACKEND', /gnome-keyring/],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'SECRETS_LOCKED', /Unlock it/],
    ['Cannot create an item in a locked collection', 'SECRETS_LOCKED', /locked/],
    ['User interaction is not allowed.', 'SECRETS_LOCKED', /locked/],
    ['Something new', 'SECRETS_FAILED', /refused: Something new/],
  ])('that says "%s" is told as %s', async (said, code, sentence) => {
    const secrets = keytarSecrets(failing(said), 'linux');
    for (const answer of [secrets.status(), secrets.read('a'), secrets.write('a', 'b'), secrets.remove('a')]) {
      const result = await answer;
      expect(result).toMatchObject({ ok: false, error: { code } });
      if (!result.ok) expect(result.error.message).toMatch(sentence);
    }
  });

  it('that hides its items while it is locked is told as locked, not as empty', async () => {
    const open = memoryKeychain();
    await keytarSecrets(open, 'linux').write('kucoin', 'value');
    const locked: Keychain = {
      getPassword: async () => null,
      setPassword: () => Promise.reject(new Error('Cannot create an item in a locked collection')),
      deletePassword: async () => false,
    };
    const swallowing: Keychain = { ...locked, setPassword: async () => undefined };
    for (const keychain of [locked, swallowing]) {
      const secrets = keytarSecrets(keychain, 'linux');
      for (const answer of [secrets.status(), secrets.read('kucoin'), secrets.remove('kucoin')]) {
        expect(await answer).toMatchObject({ ok: false, error: { code: 'SECRETS_LOCKED' } });
      }
    }
  });

  it('that does not answer is told as locked', async () => {
    const never: Keychain = { ...memoryKeychain(), getPassword: () => new Promise(() => undefined) };
    const status = await keytarSecrets(never, 'linux', 5).status();
    expect(status).toMatchObject({
      ok: false,
      error: { code: 'SECRETS_LOCKED', message: expect.stringContaining('did not answer') as string },
    });
  });

  it('never tells the value it was to keep', async () => {
    const result = await keytarSecrets(failing('refused'), 'linux').write('key', 'the-value');
    expect(JSON.stringify(result)).not.toContain('the-value');
  });
});

describe('a host without a keychain', () => {
  it.each([
    ["Cannot find module 'keytar'\nRequire stack:\n- x", 'MODULE_NOT_FOUND', /keytar is not installed/],
    ['libsecret-1.so.0: cannot open shared object file: No such file', 'ERR_DLOPEN_FAILED', /libsecret is missing/],
    ['The module was compiled against a different Node.js version', 'ERR_DLOPEN_FAILED', /npm rebuild keytar/],
  ])('where loading fails with "%s" says so', async (message, code, sentence) => {
    const secrets = pickSecrets(() => {
      throw Object.assign(new Error(message), { code });
    });
    const status = await secrets.status();
    expect(status).toMatchObject({ ok: false, error: { code: 'SECRETS_NO_BACKEND' } });
    if (!status.ok) {
      expect(status.error.message).toMatch(sentence);
      expect(status.error.message).not.toContain('\n');
    }
    expect(await secrets.write('a', 'b')).toEqual(status);
  });

  it('does not take a keychain that fell back to basic_text', async () => {
    const basic = { ...memoryKeychain(), getSelectedStorageBackend: () => 'basic_text' };
    const secrets = pickSecrets(() => basic);
    for (const answer of [secrets.status(), secrets.write('a', 'b'), secrets.read('a')]) {
      expect(await answer).toMatchObject({
        ok: false,
        error: { code: 'SECRETS_NO_BACKEND', message: expect.stringContaining('basic_text') as string },
      });
    }
    const named = { ...memoryKeychain(), getSelectedStorageBackend: () => 'gnome_libsecret' };
    expect(await pickSecrets(() => named).status()).toMatchObject({ ok: true });
  });

  it('refuses a package that is no keychain', async () => {
    expect(await pickSecrets(() => ({})).status()).toMatchObject({ ok: false, error: { code: 'SECRETS_FAILED' } });
  });
});
