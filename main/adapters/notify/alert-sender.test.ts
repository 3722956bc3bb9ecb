import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlertChannel, AlertPlace } from '#shared/domain/alert.ts';
import type { OutgoingNotice } from '#core/ports/alert-sender.ts';
import { startMailServer, type MailServerOptions } from '#tests/support/notify/mail-server.ts';
import { startWebReceiver } from '#tests/support/notify/web-receiver.ts';
import { networkAlertSender } from './alert-sender.ts';

const NOTICE: OutgoingNotice = {
  level: 'alarm',
  title: 'Trading is <halted> & safe',
  body: 'Day loss of 3.1 % reached.',
  at: Date.UTC(2025, 2, 11, 14),
  more: 2,
};
const TEXT =
  'ALARM: Trading is <halted> & safe\nDay loss of 3.1 % reached.\n(2 more like this)\n2025-03-11T14:00:00.000Z · Zmart Workstation';

const channel = (place: AlertPlace): AlertChannel => ({ id: 'a', name: 'A', place, minLevel: 'info', enabled: true });

async function receiver() {
  const web = await startWebReceiver();
  onTestFinished(() => web.close());
  return web;
}

describe('a webhook', () => {
  const place = { kind: 'webhook', host: 'x' } as const;

  it('gets the notice as JSON, signed with its key', async () => {
    const web = await receiver();
    const sent = await networkAlertSender().send(channel(place), `${web.url}/hook/abc key-1`, NOTICE);
    expect(sent).toEqual({ ok: true, value: undefined });
    const [post] = web.posts;
    expect(JSON.parse(post?.body ?? '')).toEqual({
      source: 'Zmart Workstation',
      level: 'alarm',
      title: NOTICE.title,
      body: NOTICE.body,
      at: '2025-03-11T14:00:00.000Z',
      more: 2,
    });
    expect(post?.path).toBe('/hook/abc');
    expect(post?.headers['x-zmart-signature']).toBe(
      createHmac('sha256', 'key-1')
        .update(post?.body ?? '')
        .digest('hex'),
    );
  });

  it.each([302, 404, 500])('that answers %i did not take it, and is not followed elsewhere', async (status) => {
    const web = await receiver();
    web.answer = status;
    const sent = await networkAlertSender().send(channel(place), `${web.url}/secret-path`, NOTICE);
    expect(sent).toEqual({ ok: false, error: `${new URL(web.url).host} answered ${String(status)}.` });
  });

  it('that cannot be reached is named by its host alone', async () => {
    const sent = await networkAlertSender().send(channel(place), 'http://127.0.0.1:1/secret-path', NOTICE);
    expect(sent).toEqual({ ok: false, error: '127.0.0.1:1 could not be reached.' });
  });

  it.each(['http://example.org/x', 'ftp://example.org/x', 'nonsense'])('at %s is refused', async (address) => {
    const sent = await networkAlertSender().send(channel(place), address, NOTICE);
    expect(sent.ok).toBe(false);
  });
});

it('Slack gets text in which nothing is markup', async () => {
  const web = await receiver();
  await networkAlertSender().send(channel({ kind: 'slack', host: 'x' }), `${web.url}/services/T/B/x`, NOTICE);
  const escaped = TEXT.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  expect(JSON.parse(web.posts[0]?.body ?? '')).toEqual({ text: escaped });
});

describe('Telegram', () => {
  const place = { kind: 'telegram', chatId: '-100123' } as const;

  it('gets plain text for the chat, by the token of the bot', async () => {
    const web = await receiver();
    const sent = await networkAlertSender({ telegram: web.url }).send(channel(place), '12:ab-C_d', NOTICE);
    expect(sent.ok).toBe(true);
    expect(web.posts[0]?.path).toBe('/bot12:ab-C_d/sendMessage');
    expect(JSON.parse(web.posts[0]?.body ?? '')).toEqual({
      chat_id: '-100123',
      text: TEXT,
      disable_web_page_preview: true,
    });
  });

  it('is not asked with something that is no token', async () => {
    const web = await receiver();
    const sent = await networkAlertSender({ telegram: web.url }).send(channel(place), '12:a/../b', NOTICE);
    expect([sent.ok, web.posts.length]).toEqual([false, 0]);
  });
});

describe('mail', () => {
  async function send(options: MailServerOptions, password = 'right', checkCertificates = false) {
    const server = await startMailServer(options);
    onTestFinished(() => server.close());
    const place = {
      kind: 'email',
      host: '127.0.0.1',
      port: server.port,
      tls: false,
      user: 'me',
      from: 'desk@example.org',
      to: 'me@example.org',
    } as const;
    const sent = await networkAlertSender({ checkCertificates }).send(channel(place), password, NOTICE);
    return { sent, mails: server.mails };
  }

  it('goes over an encrypted connection, from and to whom it should', async () => {
    const { sent, mails } = await send({});
    expect(sent).toEqual({ ok: true, value: undefined });
    const [mail] = mails;
    expect(mail).toMatchObject({ encrypted: true, user: 'me', from: 'desk@example.org', to: 'me@example.org' });
    expect(mail?.data).toContain('Subject: [Zmart] ALARM: Trading is <halted> & safe');
    expect(mail?.data).toContain('Day loss of 3.1 % reached.');
  });

  it('never goes in the clear, and the password neither', async () => {
    const { sent, mails } = await send({ startTls: false });
    expect(sent.ok).toBe(false);
    expect(mails).toEqual([]);
  });

  it('does not trust a certificate of nobody', async () => {
    const { sent, mails } = await send({}, 'right', true);
    expect([sent.ok, mails.length]).toEqual([false, 0]);
  });

  it('tells a wrong password without repeating it', async () => {
    const { sent } = await send({}, 'wrong-password');
    expect(sent).toEqual({ ok: false, error: '127.0.0.1 refused the user or the password.' });
  });
});
