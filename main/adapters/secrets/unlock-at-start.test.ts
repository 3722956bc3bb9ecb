import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/kernel/result.ts';
import type { SecretsOverview } from '#core/ports/secrets.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { passphraseFromFile, unlockAtStart, type UnlockParts } from './unlock-at-start.ts';

const LOCKED: SecretsOverview = {
  kind: 'file',
  state: 'locked',
  backend: 'encrypted file',
  sentence: '',
  canCreateFile: false,
  hasFile: true,
  waitMs: 0,
};

function world(answers: readonly (string | null)[], env: UnlockParts['env'] = {}, overview = LOCKED) {
  const said: string[] = [];
  const tried: string[] = [];
  let asked = 0;
  const run = () =>
    unlockAtStart({
      env,
      overview: () => Promise.resolve(overview),
      unlock: (passphrase) => {
        tried.push(passphrase);
        return Promise.resolve(passphrase === 'right' ? ok(undefined) : err({ code: 'X', message: 'It is wrong.' }));
      },
      ask: () => Promise.resolve(answers[asked++] ?? null),
      say: (sentence) => void said.push(sentence),
    });
  return { run, said, tried, asked: () => asked };
}

const passphraseFile = (text: string, mode = 0o600): string => {
  const path = join(temporaryFolder(), 'passphrase');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

describe('unlocking at the start', () => {
  it('asks until the passphrase is right, three times at most', async () => {
    const second = world(['no', 'right']);
    expect(await second.run()).toBe(true);
    expect(second.said).toEqual(['It is wrong.', 'The exchange logins are unlocked.']);
    const never = world(['a', 'b', 'c', 'right']);
    expect(await never.run()).toBe(false);
    expect(never.tried).toEqual(['a', 'b', 'c']);
    expect(never.said.at(-1)).toContain('stay locked');
  });

  it('goes on when nobody answers', async () => {
    for (const answer of [null, '']) {
      const { run, tried, asked } = world([answer]);
      expect(await run()).toBe(false);
      expect(tried).toEqual([]);
      expect(asked()).toBe(1);
    }
  });

  it('takes the first line of the file, once, and asks nobody', async () => {
    const good = world([], { ZMART_PASSPHRASE_FILE: passphraseFile('right\nand more') });
    expect(await good.run()).toBe(true);
    const wrong = world(['right'], { ZMART_PASSPHRASE_FILE: passphraseFile('wrong') });
    expect(await wrong.run()).toBe(false);
    expect([good.asked(), wrong.asked()]).toEqual([0, 0]);
  });

  it('asks for nothing where there is nothing to unlock', async () => {
    for (const overview of [
      { ...LOCKED, state: 'ready' as const },
      { ...LOCKED, state: 'absent' as const },
      { ...LOCKED, kind: 'keychain' as const },
    ]) {
      const { run, said, asked } = world(['right'], {}, overview);
      expect(await run()).toBe(overview.state === 'ready');
      expect([said, asked()]).toEqual([[], 0]);
    }
  });
});

describe('the passphrase file', () => {
  it.each([
    [passphraseFileMissing(), /there is no such file/],
    [() => passphraseFile('right', 0o644), /can be read by others/],
    [() => passphraseFile('right', 0o640), /chmod 600/],
    [() => passphraseFile('\nright'), /no passphrase in its first line/],
  ])('that is not as it must be is refused with a sentence (%#)', (make, sentence) => {
    const path = make();
    expect(() => passphraseFromFile({ ZMART_PASSPHRASE_FILE: path }, 'linux')).toThrow(sentence);
  });

  it('keeps spaces and takes lines of Windows', () => {
    expect(passphraseFromFile({ ZMART_PASSPHRASE_FILE: passphraseFile(' a b \r\n') }, 'linux')).toBe(' a b ');
    expect(passphraseFromFile({ ZMART_PASSPHRASE_FILE: passphraseFile('x', 0o644) }, 'win32')).toBe('x');
    expect(passphraseFromFile({ ZMART_PASSPHRASE_FILE: '' })).toBeNull();
    expect(passphraseFromFile({})).toBeNull();
  });
});

function passphraseFileMissing(): () => string {
  return () => join(temporaryFolder(), 'nothing');
}
