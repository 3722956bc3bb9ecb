import { describe, expect, it } from 'vitest';
import { newAlertChannel } from '#shared/contract/alerts.ts';
import { ALERT_KINDS } from '#shared/domain/alert.ts';
import { channelState, clockMinute, clockText, placeWords, quietProblem, quietWords, zoneText } from './alert-words.ts';
import { channelOf, channelProblem, EMPTY_CHANNEL, forgetSecrets, type ChannelDraft } from './channel-draft.ts';

const FULL: ChannelDraft = {
  ...EMPTY_CHANNEL,
  name: ' Desk ',
  address: ' https://hooks.example.org/T1/abc ',
  key: 'signing-key',
  chatId: '-100123',
  token: '12345:AbC-d_e',
  host: 'mail.example.org',
  user: 'desk',
  password: ' with spaces ',
  from: 'desk@example.org',
  to: 'me@example.org',
};

describe('a new channel', () => {
  it.each(ALERT_KINDS)('of kind %s is what the contract takes, without fields of other kinds', (kind) => {
    const draft = { ...FULL, kind };
    expect(channelProblem(draft)).toBeNull();
    const sent = channelOf(draft);
    expect(sent.name).toBe('Desk');
    expect(Object.keys(newAlertChannel.parse(sent)).sort()).toEqual(Object.keys(sent).sort());
  });

  it.each(ALERT_KINDS)('of kind %s says what is missing, one thing at a time', (kind) => {
    expect(channelProblem({ ...EMPTY_CHANNEL, kind })).toBe('Give the channel a name.');
    expect(channelProblem({ ...EMPTY_CHANNEL, kind, name: 'x' })).toMatch(/^(Paste|Give) the/);
  });

  it('is not sent over an open line, to a chat that is none, or to a port that is none', () => {
    expect(channelProblem({ ...FULL, address: 'http://hooks.example.org' })).toContain('https://');
    expect(channelProblem({ ...FULL, address: 'http://127.0.0.1:8080/in' })).toBeNull();
    expect(channelProblem({ ...FULL, key: 'two words' })).toBe('A key has no spaces.');
    expect(channelProblem({ ...FULL, kind: 'telegram', chatId: 'me' })).toContain('A chat is');
    expect(channelProblem({ ...FULL, kind: 'telegram', token: 'nonsense' })).toContain('digits, a colon');
    expect(channelProblem({ ...FULL, kind: 'email', port: '70000' })).toContain('65,535');
    expect(channelProblem({ ...FULL, kind: 'email', port: 'abc' })).toContain('65,535');
    expect(channelProblem({ ...FULL, kind: 'email', to: 'nobody' })).toBe('This is not a mail address.');
    expect(channelProblem({ ...FULL, name: 'x'.repeat(41) })).toContain('40');
  });

  it('forgets every secret and keeps the rest', () => {
    const { address, key, token, password, ...rest } = forgetSecrets(FULL);
    expect([address, key, token, password]).toEqual(['', '', '', '']);
    expect(rest).toMatchObject({ name: ' Desk ', chatId: '-100123', host: 'mail.example.org' });
  });
});

describe('the words of channels', () => {
  it('tell where one leads and how it stands', () => {
    expect(placeWords({ place: { kind: 'slack', host: 'hooks.slack.com' } })).toBe('hooks.slack.com');
    expect(placeWords({ place: { kind: 'telegram', chatId: '-1' } })).toBe('chat -1');
    const last = { ok: false, at: 1, sentence: 'x' };
    expect(channelState({ enabled: true, last }).word).toBe('FAILED');
    expect(channelState({ enabled: false, last }).word).toBe('OFF');
    expect(channelState({ enabled: true, last: null }).word).toBe('NOT TRIED');
    expect(channelState({ enabled: true, last: { ...last, ok: true } }).word).toBe('WORKS');
  });

  it('read times of day and write them', () => {
    expect(clockMinute('22:05')).toBe(1_325);
    expect(clockText(1_325)).toBe('22:05');
    for (const text of ['24:00', '12:60', '', '7', 'ab:cd']) expect(clockMinute(text), text).toBeNull();
    expect(zoneText(-210)).toBe('UTC−03:30');
    expect(quietWords({ fromMinute: 1_320, toMinute: 420, offsetMinutes: 60 })).toBe('22:00 to 07:00, UTC+01:00');
    expect(quietProblem('22:00', '22:00')).toContain('same');
    expect(quietProblem('22:00', '')).toContain('both');
    expect(quietProblem('22:00', '07:00')).toBeNull();
  });
});
