import { describe, expect, it } from 'vitest';
import { VENUE_IDS, VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import { pastedText } from '#renderer/ui/pasted-text.ts';
import { EMPTY_LOGIN, forgetSecrets, loginProblem, passphraseProblem, type LoginDraft } from './login-draft.ts';

const whole: LoginDraft = {
  venue: 'okx',
  name: 'Main',
  key: 'key-12345678',
  secret: 'secret-12345678',
  passphrase: 'pp',
};

describe('the draft of a login', () => {
  it('can be sent when everything is there, with a passphrase only where the exchange has one', () => {
    expect(loginProblem(whole)).toBeNull();
    for (const venue of VENUE_IDS) {
      const problem = loginProblem({ ...whole, venue, passphrase: '' });
      expect(problem === null, venue).toBe(!VENUE_LOGINS[venue].passphrase);
    }
  });

  it('says the first thing that is missing', () => {
    expect(loginProblem(EMPTY_LOGIN)).toBe('Give the account a name.');
    expect(loginProblem({ ...whole, name: ' ' })).toBe('Give the account a name.');
    expect(loginProblem({ ...whole, name: 'x'.repeat(41) })).toContain('40');
    expect(loginProblem({ ...whole, key: ' short ' })).toBe('Paste the API key.');
    expect(loginProblem({ ...whole, secret: '' })).toBe('Paste the API secret.');
    expect(loginProblem({ ...whole, secret: ` ${whole.key}` })).toContain('pasted twice');
  });

  it('forgets every secret part and keeps the rest', () => {
    expect(forgetSecrets(whole)).toEqual({ venue: 'okx', name: 'Main', key: '', secret: '', passphrase: '' });
  });
});

describe('pasted text', () => {
  it('loses the space around it, says so, and keeps the lines inside', () => {
    expect(pastedText('  abc\n')).toEqual({ text: 'abc', trimmed: true });
    expect(pastedText('abc')).toEqual({ text: 'abc', trimmed: false });
    expect(pastedText('-----BEGIN\nabc\n-----END').text).toBe('-----BEGIN\nabc\n-----END');
  });
});

describe('a new passphrase', () => {
  it('is long enough and typed twice', () => {
    expect(passphraseProblem('eleven char', 'eleven char')).toContain('12');
    expect(passphraseProblem('x'.repeat(257), 'x'.repeat(257))).toContain('256');
    expect(passphraseProblem('correct horse battery', 'correct horse batter')).toBe('The two are not the same.');
    expect(passphraseProblem('correct horse battery', 'correct horse battery')).toBeNull();
  });
});
