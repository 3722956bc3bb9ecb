/** How serious a notice is. An alarm waits in the window until a person acknowledges it. */
export const NOTICE_LEVELS = ['info', 'warning', 'alarm'] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

/** Ways out of this machine for notices. */
export const ALERT_KINDS = ['webhook', 'slack', 'telegram', 'email'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/**
 * Where a channel leads, without anything that lets others use it: addresses of webhooks and tokens are secrets.
 * `email`: TLS from the first byte when `tls` is true, STARTTLS required otherwise.
 */
export type AlertPlace =
  | { readonly kind: 'webhook' | 'slack'; readonly host: string }
  | { readonly kind: 'telegram'; readonly chatId: string }
  | {
      readonly kind: 'email';
      readonly host: string;
      readonly port: number;
      readonly tls: boolean;
      readonly user: string;
      readonly from: string;
      readonly to: string;
    };

/** A configured channel. */
export interface AlertChannel {
  readonly id: string;
  readonly name: string;
  readonly place: AlertPlace;
  /** Notices below this level are not sent. */
  readonly minLevel: NoticeLevel;
  readonly enabled: boolean;
}

/** Minutes of the local day in which only alarms leave; from after to crosses midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Minutes to add to UTC for the local time meant. */
  readonly offsetMinutes: number;
}

const RANK: Readonly<Record<NoticeLevel, number>> = { info: 0, warning: 1, alarm: 2 };
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** True when `level` is at least `least`. */
export const reaches = (level: NoticeLevel, least: NoticeLevel): boolean => RANK[level] >= RANK[least];

/** True when `at` (ms since 1970) lies in the quiet hours. */
export function isQuiet(hours: QuietHours | null, at: number): boolean {
  if (hours === null || hours.fromMinute === hours.toMinute) return false;
  const minute = (((Math.floor(at / MINUTE_MS) + hours.offsetMinutes) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const { fromMinute, toMinute } = hours;
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}
