import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamLog } from '#main/adapters/system/log.ts';
import { KnownSecrets, scrubbingLog } from './known-secrets.ts';
import { parseLogin, loginText } from './login-text.ts';
import { secretForms } from './secret-forms.ts';

const LOGIN = { key: '6f1c0a9d2b7e4835', secret: 'c2VjcmV0/with+odd=chars', passphrase: 'Blaue Kühe & 7' };

/** What other programs make of a secret: with the runtime's own encoders, at every alignment. */
function encodings(secret: string, before: string, after: string): readonly string[] {
  const text = before + secret + after;
  return [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ s: text }).toString(),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('hex').toUpperCase(),
    JSON.stringify(text),
    [...text].reverse().join(''),
  ];
}

describe('known secrets', () => {
  it('are taken out of a text in every form and at every place', () => {
    const secretText = fc.string({ minLength: 12, maxLength: 40, unit: 'grapheme' });
    const around = fc.string({ maxLength: 7 });
    fc.assert(
      fc.property(secretText, around, around, (secret, before, after) => {
        const known = new KnownSecrets();
        known.add({ key: secret, secret, passphrase: null });
        const forms = secretForms(secret);
        for (const text of encodings(secret, before, after)) {
          // Encoders differ in marks they leave alone; what matters is that nothing of what they keep whole remains.
          const clean = known.scrub(text);
          for (const form of forms) expect(clean).not.toContain(form);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(encodings(LOGIN.secret, 'key:', '@host'))('leave nothing of %s', (text) => {
    const known = new KnownSecrets();
    known.add(LOGIN);
    expect(known.scrub(text)).toContain('(not shown)');
  });

  it('do not touch other texts', () => {
    const known = new KnownSecrets();
    known.add({ ...LOGIN, passphrase: 'abc' });
    const text = 'KuCoin answered 429 abc: slow down';
    expect(known.scrub(text)).toBe(text);
  });

  it('do not tear a long secret that holds a short one', () => {
    const known = new KnownSecrets();
    known.add({ key: 'abcd', secret: 'xxabcdyy', passphrase: null });
    expect(known.scrub('is xxabcdyy')).toBe('is (not shown)');
  });

  it('stay out of a log, in errors that carry their request too', () => {
    const known = new KnownSecrets();
    known.add(LOGIN);
    const lines: string[] = [];
    const log = scrubbingLog(
      streamLog((line) => void lines.push(line)),
      known,
    );
    const cause = Object.assign(new Error(`401 for ${LOGIN.key}`), { config: { headers: { auth: LOGIN.secret } } });
    const request = {
      headers: { 'KC-KEY': LOGIN.key },
      body: [`p=${LOGIN.passphrase}`],
      raw: Buffer.from(LOGIN.secret),
    };
    const error = Object.assign(new Error('request failed', { cause }), { request });
    log.error(`failed for ${LOGIN.key}`, {
      request,
      error,
      deep: { a: { b: { c: { d: { e: { f: LOGIN.secret } } } } } },
    });
    log.warn('twice', { nested: JSON.stringify({ request }) });
    log.info(LOGIN.passphrase, { [LOGIN.key]: 1n, none: null, call: () => LOGIN.secret });
    const text = lines.join('');
    for (const part of [LOGIN.key, LOGIN.secret, LOGIN.passphrase]) {
      for (const form of secretForms(part)) expect(text).not.toContain(form);
    }
    expect(text).toContain('request failed');
  });
});

describe('a login as text', () => {
  it('comes back as it went in', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        fc.option(fc.string({ minLength: 1 })),
        (key, secret, passphrase) => {
          expect(parseLogin(loginText({ key, secret, passphrase }))).toEqual({ key, secret, passphrase });
        },
      ),
    );
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"v":2,"key":"a","secret":"b","passphrase":null}',
    '{"v":1,"key":"","secret":"b","passphrase":null}',
    '{"v":1,"key":"a","secret":"b"}',
  ])('is not read from %s', (text) => expect(parseLogin(text)).toBeNull());
});
