import { MINUS, THIN, UNKNOWN } from './format.ts';
import { say } from '#shared/language/words.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** A span in the coarsest unit that still tells: `0.4 s`, `12 s`, `4 m`, `1 h 24`, `3 d`. */
export function formatAge(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return UNKNOWN;
  const span = Math.max(0, ms);
  if (span < 9_950) return `${(span / SECOND).toFixed(1)}${THIN}s`;
  if (span < 99_500) return `${String(Math.round(span / SECOND))}${THIN}s`;
  if (span < HOUR) return `${String(Math.floor(span / MINUTE))}${THIN}m`;
  if (span < DAY) return `${String(Math.floor(span / HOUR))}${THIN}h${THIN}${two((span % HOUR) / MINUTE)}`;
  return `${String(Math.floor(span / DAY))}${THIN}d`;
}

/** How long something has lasted: `16 h 53 m`, `12 m`, `4 d 2 h`. */
export function formatSpan(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${String(Math.floor(span / SECOND))} s`;
  if (span < HOUR) return `${String(Math.floor(span / MINUTE))} m`;
  if (span < DAY) return `${String(Math.floor(span / HOUR))} h ${two((span % HOUR) / MINUTE)} m`;
  return `${String(Math.floor(span / DAY))} d ${String(Math.floor((span % DAY) / HOUR))} h`;
}

/** A countdown: `1:54:33`. */
export function formatCountdown(ms: number): string {
  const span = Math.max(0, ms);
  return `${String(Math.floor(span / HOUR))}:${two((span % HOUR) / MINUTE)}:${two((span % MINUTE) / SECOND)}`;
}

/** Time of day in UTC: `14:05:27`. */
export const formatClock = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

/** Time of day where this computer stands, 24 h, with its distance from UTC: `16:05:27 +02:00`. */
export function formatLocalClock(ms: number): string {
  const ahead = -new Date(ms).getTimezoneOffset();
  const zone = `${ahead < 0 ? MINUS : '+'}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
  return `${formatClock(ms + ahead * MINUTE)} ${zone}`;
}

/** Time of day in UTC without seconds: `14:05`. */
export const formatMinute = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

const MONTHS = [
  say('Jan'),
  say('Feb'),
  say('Mar'),
  say('Apr'),
  say('May'),
  say('Jun'),
  say('Jul'),
  say('Aug'),
  say('Sep'),
  say('Oct'),
  say('Nov'),
  say('Dec'),
] as const;

/** A day in UTC: `14 Jul`. */
export function formatDay(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** Day and time in UTC: `14 Jul 2025 14:05:27`. */
export function formatMoment(ms: number): string {
  return `${formatDay(ms)} ${String(new Date(ms).getUTCFullYear())} ${formatClock(ms)}`;
}
