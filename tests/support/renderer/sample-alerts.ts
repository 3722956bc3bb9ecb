import type { AlertChannelView } from '#shared/contract/alerts.ts';

/** Channels as a person may have set them up: one that works, one that was refused. */
export const sampleAlertChannels = (now: number): AlertChannelView[] => [
  {
    key: 'a1',
    name: 'Phone',
    place: { kind: 'telegram', chatId: '-100123' },
    minLevel: 'warning',
    enabled: true,
    last: { ok: true, at: now - 3 * 3_600_000, sentence: 'It arrived.' },
    waiting: 0,
  },
  {
    key: 'a2',
    name: 'Mail',
    place: {
      kind: 'email',
      host: 'mail.example.org',
      port: 587,
      tls: false,
      user: 'desk',
      from: 'desk@example.org',
      to: 'me@example.org',
    },
    minLevel: 'alarm',
    enabled: true,
    last: { ok: false, at: now - 60_000, sentence: 'mail.example.org refused the user or the password.' },
    waiting: 1,
  },
];
