import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { FileVault } from './file-vault.ts';
import { GuessDelay } from './guess-delay.ts';
import { deriveKey, keyMaker, VAULT_COST } from './vault-cipher.ts';
import { replacePrivate } from './vault-disk.ts';
import { decodeItems, encodeItems } from './vault-items.ts';

const PASS = 'correct horse battery';
/** Argon2id at its cheapest: the cost is what is measured elsewhere, not what is tested here. */
const CHEAP = { memoryKiB: 8, passes: 1, lanes: 1 };

function newVault(folder = temporaryFolder()) {
  const path = join(folder, 'secrets.vault');
  let now = 0;
  const open = () => new FileVault({ path, now: () => now, cost: CHEAP });
  return { path, folder, open, vault: open(), pass: (ms: number) => (now += ms) };
}

async function filled() {
  const world = newVault();
  expect(await world.vault.create(PASS)).toEqual({ ok: true, value: undefined });
  await world.vault.write('account/a', 'the-first-secret');
  await world.vault.write('account/b', 'Größe 🗝');
  return world;
}

describe('the encrypted file', () => {
  it('keeps secrets over a restart, for its passphrase only', async () => {
    const { open, vault } = await filled();
    expect(await vault.read('account/a')).toEqual({ ok: true, value: 'the-first-secret' });
    const again = open();
    expect(await again.read('account/a')).toMatchObject({ ok: false, error: { code: 'SECRETS_LOCKED' } });
    expect(await again.write('c', 'd')).toMatchObject({ ok: false, error: { code: 'SECRETS_LOCKED' } });
    expect(await again.remove('account/a')).toMatchObject({ ok: false, error: { code: 'SECRETS_LOCKED' } });
    expect(await again.unlock('correct horse batterz')).toMatchObject({
      ok: false,
      error: { code: 'SECRETS_WRONG_PASSPHRASE' },
    });
    expect(again.unlocked).toBe(false);
    expect(await again.unlock(PASS)).toMatchObject({ ok: true });
    expect(await again.read('account/b')).toEqual({ ok: true, value: 'Größe 🗝' });
    expect(await again.read('nobody')).toEqual({ ok: true, value: null });
    await again.remove('account/a');
    again.lock();
    expect(await again.read('account/b')).toMatchObject({ ok: false });
    await again.unlock(PASS);
    expect(await again.read('account/a')).toEqual({ ok: true, value: null });
  });

  it('shows nothing of what it holds, is for the owner only, and leaves no other file', async () => {
    const { path, folder } = await filled();
    const text = readFileSync(path, 'latin1');
    expect(text).not.toContain('the-first-secret');
    expect(text).not.toContain('account/');
    expect(text).toContain('"kdf":"argon2id","memoryKiB":8,"passes":1,"lanes":1');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.vault']);
  });

  it('takes rights away from others that somebody gave them', async () => {
    const { path, open } = await filled();
    chmodSync(path, 0o644);
    await open().unlock(PASS);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('uses a new nonce for every writing and a new salt for every passphrase', async () => {
    const { path, vault } = await filled();
    const seen = new Set<string>();
    for (let n = 0; n < 5; n += 1) {
      await vault.write('account/a', 'the same');
      seen.add(readFileSync(path, 'latin1').split('\n')[1] ?? '');
    }
    expect(seen.size).toBe(5);
    const salts = new Set([...seen].map((header) => (JSON.parse(header) as { salt: string }).salt));
    expect(salts.size).toBe(1);
    await vault.changePassphrase(PASS, 'another passphrase');
    const [, header = ''] = readFileSync(path, 'latin1').split('\n');
    expect(salts.has((JSON.parse(header) as { salt: string }).salt)).toBe(false);
  });

  it('is refused with any byte of it flipped, as damaged and not as a wrong passphrase', async () => {
    const { path, open } = await filled();
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at += 1) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, bad);
      const opened = await open().unlock(PASS);
      // A flip within the header's MAC alone cannot be told from another passphrase.
      const mac = good.indexOf('\n', good.indexOf('\n') + 1) + 66;
      const inMac = at >= mac && at < mac + 64;
      const codes = inMac ? ['SECRETS_WRONG_PASSPHRASE', 'SECRETS_DAMAGED'] : ['SECRETS_DAMAGED'];
      expect(codes, `byte ${at}`).toContain(opened.ok ? 'opened' : opened.error.code);
    }
    writeFileSync(path, good);
    expect(await open().unlock(PASS)).toMatchObject({ ok: true });
  });

  it('is refused when cut, lengthened, replaced, or not a plain file', async () => {
    const { path, folder, open } = await filled();
    const good = readFileSync(path);
    const others = [
      Buffer.alloc(0),
      Buffer.from('\n\n\n'),
      Buffer.concat([good, Buffer.from([0])]),
      Buffer.alloc(9_999, 10),
    ];
    for (let length = 0; length < good.length; length += 7) others.push(good.subarray(0, length));
    for (const bad of others) {
      writeFileSync(path, bad);
      expect(await open().unlock(PASS)).toMatchObject({ ok: false, error: { code: 'SECRETS_DAMAGED' } });
    }
    const link = new FileVault({ path: join(folder, 'link'), now: () => 0, cost: CHEAP });
    symlinkSync(path, join(folder, 'link'));
    expect(await link.unlock(PASS)).toMatchObject({ ok: false, error: { code: 'SECRETS_FAILED' } });
  });

  it('does not let a header ask for more memory than a machine has', async () => {
    const { path, open } = await filled();
    const text = readFileSync(path, 'latin1');
    writeFileSync(path, text.replace('"memoryKiB":8', '"memoryKiB":4000000000'), 'latin1');
    expect(await open().unlock(PASS)).toMatchObject({ ok: false, error: { code: 'SECRETS_DAMAGED' } });
  });

  it('is refused when its parts come from two files', async () => {
    const { path, vault, open } = await filled();
    const first = readFileSync(path);
    await vault.write('account/a', 'the-other-secret');
    const second = readFileSync(path);
    expect(second.length).toBe(first.length);
    const cut = first.indexOf('\n', first.indexOf('\n', first.indexOf('\n') + 1) + 1) + 1;
    writeFileSync(path, Buffer.concat([first.subarray(0, cut), second.subarray(cut)]));
    expect(await open().unlock(PASS)).toMatchObject({ ok: false, error: { code: 'SECRETS_DAMAGED' } });
  });

  it('gets another passphrase, after which the old one is wrong', async () => {
    const { vault, open } = await filled();
    expect(await vault.changePassphrase('not the right one', 'another passphrase')).toMatchObject({
      ok: false,
      error: { code: 'SECRETS_WRONG_PASSPHRASE' },
    });
    expect(await vault.changePassphrase(PASS, 'short')).toMatchObject({ ok: false, error: { code: 'SECRETS_FAILED' } });
    expect(await vault.changePassphrase(PASS, 'another passphrase')).toMatchObject({ ok: true });
    expect(await vault.read('account/a')).toEqual({ ok: true, value: 'the-first-secret' });
    await vault.write('c', 'written after');
    const again = open();
    expect(await again.unlock(PASS)).toMatchObject({ ok: false });
    expect(await again.unlock('another passphrase')).toMatchObject({ ok: true });
    expect(await again.read('c')).toEqual({ ok: true, value: 'written after' });
  });

  it('makes the guesser wait, longer each time, and forgets it after the right passphrase', async () => {
    const { vault, pass } = await filled();
    const wrong = async () => {
      const opened = await vault.unlock('a wrong passphrase');
      return opened.ok ? null : opened.error;
    };
    vault.lock();
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      expect((await wrong())?.code).toBe('SECRETS_WRONG_PASSPHRASE');
      waits.push(vault.waitMs);
      if (vault.waitMs > 0) {
        expect(await vault.unlock(PASS)).toMatchObject({
          ok: false,
          error: { code: 'SECRETS_WAIT', waitMs: vault.waitMs },
        });
      }
      pass(vault.waitMs);
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300].map((s) => s * 1_000));
    expect(await vault.unlock(PASS)).toMatchObject({ ok: true });
    await wrong();
    expect(vault.waitMs).toBe(0);
  });

  it('is not overwritten when somebody put another file in its place', async () => {
    const { path, vault, open } = await filled();
    const other = open();
    await other.unlock(PASS);
    await other.write('account/c', 'from the other process');
    expect(await vault.write('account/d', 'x')).toMatchObject({ ok: false, error: { code: 'SECRETS_FAILED' } });
    await vault.unlock(PASS);
    expect(await vault.read('account/c')).toMatchObject({ value: 'from the other process' });
    expect(readFileSync(path).length).toBeGreaterThan(0);
  });

  it('is not made twice, nor with a passphrase that is too short', async () => {
    const { vault, open } = newVault();
    expect(await vault.unlock(PASS)).toMatchObject({ ok: false, error: { code: 'SECRETS_ABSENT' } });
    expect(await vault.create('short')).toMatchObject({ ok: false, error: { code: 'SECRETS_FAILED' } });
    expect(vault.exists).toBe(false);
    await vault.create(PASS);
    expect(await open().create(PASS)).toMatchObject({ ok: false, error: { code: 'SECRETS_EXISTS' } });
  });

  it('keeps what is there, and nothing else, when the new content cannot take its place', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'secrets.vault');
    mkdirSync(join(path, 'in the way'), { recursive: true });
    expect(() => replacePrivate(path, Buffer.from('new'))).toThrow();
    expect(readdirSync(folder)).toEqual(['secrets.vault']);
    expect(readdirSync(path)).toEqual(['in the way']);
  });

  it('takes away what an interrupted write left', async () => {
    const { vault, folder, path } = newVault();
    writeFileSync(`${path}.0123456789ab.new`, 'half of a file');
    await vault.create(PASS);
    expect(readdirSync(folder)).toEqual(['secrets.vault']);
  });

  it('does many things at once in their order', async () => {
    const { vault, open } = await filled();
    await Promise.all(Array.from({ length: 20 }, (_, n) => vault.write(`n${n}`, `v${n}`)));
    const again = open();
    await again.unlock(PASS);
    for (let n = 0; n < 20; n += 1) expect(await again.read(`n${n}`)).toEqual({ ok: true, value: `v${n}` });
  });
});

describe('the key of a passphrase', () => {
  it('is argon2id as RFC 9106 has it', () => {
    expect(VAULT_COST).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 4 });
  });

  it('is the same where the runtime has no argon2', async () => {
    const salt = Buffer.alloc(16, 7);
    const without = keyMaker(() => Promise.reject(new Error('ERR_CRYPTO_ARGON2_NOT_SUPPORTED')));
    const [native, ours] = await Promise.all([deriveKey(PASS, CHEAP, salt), without(PASS, CHEAP, salt)]);
    expect(ours.equals(native)).toBe(true);
  });

  it('is the same for texts that look the same', async () => {
    const salt = Buffer.alloc(16, 7);
    const [composed, decomposed, other] = await Promise.all([
      deriveKey('Passwörter sind lang', CHEAP, salt),
      deriveKey('Passwo\u0308rter sind lang', CHEAP, salt),
      deriveKey('Passworter sind lang', CHEAP, salt),
    ]);
    expect(composed.equals(decomposed)).toBe(true);
    expect(composed.equals(other)).toBe(false);
    expect(composed.length).toBe(64);
  });
});

describe('items of the file', () => {
  it('come back as they went in', () => {
    const name = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array()), (values) => {
        const items = new Map(Object.entries(values).map(([key, value]) => [key, Buffer.from(value)]));
        expect([...decodeItems(encodeItems(items))]).toEqual([...items]);
      }),
    );
  });

  it('are not read from something else', () => {
    expect(() => decodeItems(Buffer.from([0, 0, 0, 9, 1]))).toThrow(RangeError);
    expect(() => decodeItems(Buffer.from([0, 0]))).toThrow(RangeError);
  });
});

describe('the wait after wrong guesses', () => {
  it('ends by itself', () => {
    let now = 0;
    const delay = new GuessDelay(() => now);
    for (let n = 0; n < 3; n += 1) delay.wrong();
    expect(delay.waitMs).toBe(1_000);
    now = 999;
    expect(delay.waitMs).toBe(1);
    now = 1_000;
    expect(delay.waitMs).toBe(0);
  });
});
