import type { AlertChannelView } from '#shared/contract/alerts.ts';
import type { AlertKind, NoticeLevel, QuietHours } from '#shared/domain/alert.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

export const KIND_WORDS: Readonly<Record<AlertKind, string>> = {
  webhook: 'Webhook',
  slack: 'Slack',
  telegram: 'Telegram',
  email: 'Email',
};

/** What a channel with this least level gets. */
export const LEVEL_WORDS: Readonly<Record<NoticeLevel, string>> = {
  info: 'everything',
  warning: 'warnings and alarms',
  alarm: 'alarms only',
};

/** Where a channel leads, without what is secret. */
export function placeWords({ place }: Pick<AlertChannelView, 'place'>): string {
  switch (place.kind) {
    case 'telegram':
      return `chat ${place.chatId}`;
    case 'email':
      return `${place.to} over ${place.host}:${String(place.port)}`;
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
  if (!enabled) return { word: 'OFF', tone: 'neutral' };
  if (last === null) return { word: 'NOT TRIED', tone: 'warn' };
  return last.ok ? { word: 'WORKS', tone: 'up' } : { word: 'FAILED', tone: 'down' };
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
  if (begin === null || end === null) return 'Give both times as hours and minutes.';
  return begin === end ? 'Both times are the same: that would be no time at all.' : null;
}

/** The quiet hours as one line. */
export const quietWords = ({ fromMinute, toMinute, offsetMinutes }: QuietHours): string =>
  `${clockText(fromMinute)} to ${clockText(toMinute)}, ${zoneText(offsetMinutes)}`;
