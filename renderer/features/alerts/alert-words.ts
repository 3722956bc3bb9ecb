import type { AlertChannelView } from '#shared/contract/alerts.ts';
import type { AlertKind, NoticeLevel, QuietHours } from '#shared/domain/alert.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';

export const KIND_WORDS: Readonly<Record<AlertKind, string>> = {
  webhook: say('Webhook'),
  slack: say('Slack'),
  telegram: 'Telegram',
  email: say('Email'),
};

/** What a channel with this least level gets. */
export const LEVEL_WORDS: Readonly<Record<NoticeLevel, string>> = {
  info: say('everything'),
  warning: say('warnings and alarms'),
  alarm: say('alarms only'),
};

/** Where a channel leads, without what is secret. */
export function placeWords({ place }: Pick<AlertChannelView, 'place'>): string {
  switch (place.kind) {
    case 'telegram':
      return say('chat {chat}', { chat: place.chatId });
    case 'email':
      return say('{to} over {server}', { to: place.to, server: `${place.host}:${String(place.port)}` });
    case 'webhook':
    case 'slack':
      return place.host;
  }
}

/** How a channel stands, as a word. */
export function channelState({ enabled, last }: Pick<AlertChannelView, 'enabled' | 'last'>): {
  readonly word: string;
  readonly tone: TagTone;
} {
  if (!enabled) return { word: say('OFF'), tone: 'neutral' };
  if (last === null) return { word: say('NOT TRIED'), tone: 'warn' };
  return last.ok ? { word: say('WORKS'), tone: 'up' } : { word: say('FAILED'), tone: 'down' };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Minutes of the day as a clock shows them: 1,320 → `22:00`. */
export const clockText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** A time of day as minutes; null when it is none. */
export function clockMinute(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** Minutes east of UTC as written: 120 → `UTC+02:00`. */
export const zoneText = (minutes: number): string => `UTC${minutes < 0 ? '−' : '+'}${clockText(Math.abs(minutes))}`;

/** What keeps quiet hours from being set; null when nothing does. */
export function quietProblem(from: string, to: string): string | null {
  const [begin, end] = [clockMinute(from), clockMinute(to)];
  if (begin === null || end === null) return say('Give both times as hours and minutes.');
  return begin === end ? say('Both times are the same: that would be no time at all.') : null;
}

/** The quiet hours as one line. */
export const quietWords = ({ fromMinute, toMinute, offsetMinutes }: QuietHours): string =>
  say('{from} to {until}, {zone}', {
    from: clockText(fromMinute),
    until: clockText(toMinute),
    zone: zoneText(offsetMinutes),
  });
