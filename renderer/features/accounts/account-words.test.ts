import { describe, expect, it } from 'vitest';
import type { AccountView } from '#shared/contract/accounts.ts';
import { SAMPLE_SECRETS, sampleAccounts } from '#tests/support/renderer/sample-accounts.ts';
import { ipWords, lastCheck, secretsAdvice, verdictTone, verdictWord } from './account-words.ts';

const NOW = 1_763_000_000_000;
const [sound, tooMuch, unchecked] = sampleAccounts(NOW) as [AccountView, AccountView, AccountView];

describe('an account in words', () => {
  it('never calls rights safe that were not read', () => {
    expect([verdictWord(sound), verdictWord(tooMuch), verdictWord(unchecked)]).toEqual([
      'SAFE',
      'REFUSED',
      'NOT CHECKED',
    ]);
    const unread: AccountView = { ...sound, rights: null };
    expect([verdictWord(unread), verdictTone(unread)]).toEqual(['NOT CHECKED', 'neutral']);
  });

  it('says from where the key works, and that it is not known where the exchange does not say', () => {
    expect([ipWords(sound), ipWords(tooMuch), ipWords(unchecked)]).toEqual([
      'listed addresses',
      'any address',
      'not checked',
    ]);
    expect(ipWords({ ...sound, rights: sound.rights && { ...sound.rights, ipRestricted: 'unknown' } })).toBe(
      'not known',
    );
  });

  it('takes the later of test and reading as the last check', () => {
    expect(lastCheck(sound)).toBe(NOW - 42_000);
    expect(lastCheck({ ...sound, connection: null })).toBe(sound.rightsCheckedAt);
    expect(lastCheck(unchecked)).toBeNull();
  });
});

describe('advice about the place of logins', () => {
  it('is empty only when a login can be stored', () => {
    expect(secretsAdvice(SAMPLE_SECRETS.ready)).toBe('');
    expect(secretsAdvice(SAMPLE_SECRETS.locked)).toContain('Unlock the encrypted file');
    expect(secretsAdvice({ ...SAMPLE_SECRETS.locked, kind: 'keychain' })).toContain('keychain of this computer');
    expect(secretsAdvice(SAMPLE_SECRETS.absent)).toContain('Make the encrypted file');
    expect(
      secretsAdvice({ ...SAMPLE_SECRETS.absent, kind: 'none', state: 'unavailable', canCreateFile: false }),
    ).toContain('no place');
  });
});
