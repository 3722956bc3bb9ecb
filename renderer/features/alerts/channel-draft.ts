import { newAlertChannel, type NewAlertChannel } from '#shared/contract/alerts.ts';
import type { AlertKind, NoticeLevel } from '#shared/domain/alert.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** The fields of a new channel as typed, those of all kinds together. */
export interface ChannelDraft {
  readonly kind: AlertKind;
  readonly name: string;
  readonly minLevel: NoticeLevel;
  /** Webhook and Slack; a secret, as whoever knows it can post there. */
  readonly address: string;
  /** Signs what a webhook gets; a secret. */
  readonly key: string;
  readonly chatId: string;
  /** Of the Telegram bot; a secret. */
  readonly token: string;
  readonly host: string;
  readonly port: string;
  readonly tls: boolean;
  readonly user: string;
  /** Of the mail account; a secret. */
  readonly password: string;
  readonly from: string;
  readonly to: string;
}

export const EMPTY_CHANNEL: ChannelDraft = {
  kind: 'webhook',
  name: '',
  minLevel: 'warning',
  address: '',
  key: '',
  chatId: '',
  token: '',
  host: '',
  port: '465',
  tls: true,
  user: '',
  password: '',
  from: '',
  to: '',
};

/** The parts that must not stay in the page after they were sent. */
export const forgetSecrets = (draft: ChannelDraft): ChannelDraft => ({
  ...draft,
  address: '',
  key: '',
  token: '',
  password: '',
});

/** What is sent to the host; fields of other kinds are left out. */
export function channelOf(draft: ChannelDraft): NewAlertChannel {
  const { kind, minLevel, tls } = draft;
  const name = draft.name.trim();
  switch (kind) {
    case 'webhook':
      return { kind, name, minLevel, address: draft.address.trim(), key: draft.key.trim() };
    case 'slack':
      return { kind, name, minLevel, address: draft.address.trim() };
    case 'telegram':
      return { kind, name, minLevel, chatId: draft.chatId.trim(), token: draft.token.trim() };
    case 'email':
      return {
        kind,
        name,
        minLevel,
        host: draft.host.trim(),
        port: Number(draft.port),
        tls,
        user: draft.user.trim(),
        from: draft.from.trim(),
        to: draft.to.trim(),
        password: draft.password,
      };
  }
}

const NEEDED: Readonly<Record<AlertKind, readonly (readonly [field: keyof ChannelDraft, sentence: string])[]>> = {
  webhook: [['address', say('Paste the address of the webhook.')]],
  slack: [['address', say('Paste the address of Slack’s incoming webhook.')]],
  telegram: [
    ['chatId', say('Give the chat: a number, or @ and the name of a channel.')],
    ['token', say('Paste the token of the bot.')],
  ],
  email: [
    ['host', say('Give the name of the mail server.')],
    ['port', say('Give the port of the mail server.')],
    ['user', say('Give the user of the mail account.')],
    ['password', say('Give the password of the mail account.')],
    ['from', say('Give the address it is sent from.')],
    ['to', say('Give the address it is sent to.')],
  ],
};

/** What the contract does not say in words of its own. */
const BY_FIELD: Readonly<Record<string, string>> = {
  port: say('A port is a whole number from 1 to 65,535.'),
  user: say('The user is too long.'),
  password: say('The password is too long.'),
  token: say('A token of a bot is digits, a colon and letters.'),
  address: say('Give an address that begins with https://.'),
};

/** What keeps the draft from being sent, one sentence; null when nothing does. */
export function channelProblem(draft: ChannelDraft): string | null {
  if (draft.name.trim() === '') return say('Give the channel a name.');
  const missing = NEEDED[draft.kind].find(([field]) => String(draft[field]).trim() === '');
  if (missing !== undefined) return missing[1];
  const parsed = newAlertChannel.safeParse(channelOf(draft));
  const issue = parsed.error?.issues[0];
  if (issue === undefined) return null;
  return BY_FIELD[String(issue.path[0])] ?? told(issue.message);
}
