import { createHmac } from 'node:crypto';
import type { AlertChannel, AlertPlace } from '#shared/domain/alert.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { AlertSender, OutgoingNotice } from '#core/ports/alert-sender.ts';
import { addressOf, postJson } from './http-post.ts';
import { noticeText, slackText } from './notice-text.ts';

type Sent = Promise<Result<void, string>>;
type EmailPlace = Extract<AlertPlace, { kind: 'email' }>;

export interface SenderOptions {
  /** Where Telegram's bots are; another place in tests. */
  readonly telegram?: string;
  /** Certificates of mail servers are checked unless a test's own server has none that can be. */
  readonly checkCertificates?: boolean;
}

const TELEGRAM = 'https://api.telegram.org';
const MAIL_TIMEOUT_MS = 15_000;

/** Sends notices over the network: webhook, Slack, Telegram and mail. */
export function networkAlertSender(options: SenderOptions = {}): AlertSender {
  return {
    send(channel: AlertChannel, secret: string, notice: OutgoingNotice): Sent {
      const { place } = channel;
      switch (place.kind) {
        case 'webhook':
          return webhook(secret, notice);
        case 'slack':
          return slack(secret, notice);
        case 'telegram':
          return telegram(options.telegram ?? TELEGRAM, secret, place.chatId, notice);
        case 'email':
          return email(place, secret, notice, options.checkCertificates ?? true);
      }
    },
  };
}

/** The secret is the address, or the address, a space and a key that signs the body (HMAC-SHA256, hex). */
function webhook(secret: string, { level, title, body, at, more }: OutgoingNotice): Sent {
  const [text = '', key] = secret.split(' ');
  const address = addressOf(text);
  if (!address.ok) return Promise.resolve(address);
  const fields = { source: 'Zmart Workstation', level, title, body, at: new Date(at).toISOString(), more };
  const signed = (content: string): Record<string, string> =>
    key === undefined ? {} : { 'x-zmart-signature': createHmac('sha256', key).update(content).digest('hex') };
  return postJson(address.value, fields, signed);
}

function slack(secret: string, notice: OutgoingNotice): Sent {
  const address = addressOf(secret);
  return address.ok ? postJson(address.value, { text: slackText(notice) }) : Promise.resolve(address);
}

function telegram(base: string, token: string, chatId: string, notice: OutgoingNotice): Sent {
  if (!/^\d+:[\w-]+$/.test(token)) return Promise.resolve(err('This is not the token of a Telegram bot.'));
  // Without a parse mode the text is shown as it is.
  const fields = { chat_id: chatId, text: noticeText(notice), disable_web_page_preview: true };
  return postJson(new URL(`${base}/bot${token}/sendMessage`), fields);
}

async function email(place: EmailPlace, password: string, notice: OutgoingNotice, strict: boolean): Sent {
  const { host, port, tls, user, from, to } = place;
  // Loaded with the first mail: most hosts send none.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: tls,
    requireTLS: !tls,
    auth: { user, pass: password },
    connectionTimeout: MAIL_TIMEOUT_MS,
    greetingTimeout: MAIL_TIMEOUT_MS,
    socketTimeout: MAIL_TIMEOUT_MS,
    tls: { rejectUnauthorized: strict },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const subject = `[Zmart] ${notice.level === 'alarm' ? 'ALARM: ' : ''}${notice.title.replace(/[\r\n]+/g, ' ')}`;
    await transport.sendMail({ from, to, subject, text: noticeText(notice) });
    return ok(undefined);
  } catch (error) {
    return err(mailProblem(host, error));
  } finally {
    transport.close();
  }
}

/** A server's words may repeat what was sent to it; only what kind of failure it was is told. */
function mailProblem(host: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EAUTH') return `${host} refused the user or the password.`;
  if (code === 'ETLS') return `${host} offers no encrypted connection.`;
  if (code === 'EENVELOPE') return `${host} refused the sender or the receiver.`;
  if (code === 'ESOCKET' || code === 'ECONNECTION' || code === 'EDNS') return `${host} could not be reached.`;
  return code === 'ETIMEDOUT' ? `${host} did not answer in time.` : `${host} did not take the message.`;
}
