import { language, languageTag, say } from '#shared/language/words.ts';
import { MINUS, THIN, UNKNOWN } from './format.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** Stands for a figure where the words around it are looked up. */
const CUT = '\u0000';

/** What stands before, between and after the figures of an age. */
type Around = readonly [string, string, string];

function around(text: string): Around {
  const [before = '', between = '', after = ''] = text.replaceAll(' ', THIN).split(CUT);
  return [before, between, after];
}

const ageWords = () => ({
  spoken: language(),
  seconds: around(say('{seconds} s', { seconds: CUT })),
  minutes: around(say('{minutes} m', { minutes: CUT })),
  hours: around(say('{hours} h {minutes}', { hours: CUT, minutes: CUT })),
  days: around(say('{days} d', { days: CUT })),
});

let ages: ReturnType<typeof ageWords> | null = null;

/** The words of ages, looked up once: thousands of ages are written every second. */
function wordsOfAges(): ReturnType<typeof ageWords> {
  if (ages === null || ages.spoken !== language()) ages = ageWords();
  return ages;
}

const inWords = ([before, after]: Around, figure: string): string => before + figure + after;

/** A span in the coarsest unit that still tells: `0.4 s`, `12 s`, `4 m`, `1 h 24`, `3 d`. */
export function formatAge(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return UNKNOWN;
  const span = Math.max(0, ms);
  const words = wordsOfAges();
  if (span < 9_950) return inWords(words.seconds, (span / SECOND).toFixed(1));
  if (span < 99_500) return inWords(words.seconds, String(Math.round(span / SECOND)));
  if (span < HOUR) return inWords(words.minutes, String(Math.floor(span / MINUTE)));
  if (span >= DAY) return inWords(words.days, String(Math.floor(span / DAY)));
  const [before, between, after] = words.hours;
  return before + String(Math.floor(span / HOUR)) + between + two((span % HOUR) / MINUTE) + after;
}

/** How long something has lasted: `16 h 53 m`, `12 m`, `4 d 2 h`. */
export function formatSpan(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return say('{seconds} s', { seconds: Math.floor(span / SECOND) });
  if (span < HOUR) return say('{minutes} m', { minutes: Math.floor(span / MINUTE) });
  const hours = Math.floor((span % DAY) / HOUR);
  if (span < DAY) return say('{hours} h {minutes} m', { hours, minutes: two((span % HOUR) / MINUTE) });
  return say('{days} d {hours} h', { days: Math.floor(span / DAY), hours });
}

/** How long something still takes, as roughly as it can be known: `about 40 s left`, `about 2 min left`. */
export function leftWords(ms: number): string {
  const left = Math.max(0, ms);
  if (left < 10 * SECOND) return say('a few seconds left');
  if (left <= 50 * SECOND) return say('about {seconds} s left', { seconds: Math.ceil(left / (10 * SECOND)) * 10 });
  if (left <= 10 * MINUTE) return say('about {minutes} min left', { minutes: Math.max(1, Math.round(left / MINUTE)) });
  if (left < 55 * MINUTE) return say('about {minutes} min left', { minutes: Math.round(left / (5 * MINUTE)) * 5 });
  return say('about {hours, plural, one {# hour} other {# hours}} left', { hours: Math.round(left / HOUR) });
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

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

interface Dates {
  readonly tag: string;
  readonly day: Intl.DateTimeFormat;
  readonly dayOfYear: Intl.DateTimeFormat;
}

let dates: Dates | null = null;

/** How another language than English writes dates; a format is dear to make. */
function datesOf(tag: string): Dates {
  if (dates?.tag === tag) return dates;
  const day = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  dates = {
    tag,
    day: new Intl.DateTimeFormat(tag, day),
    dayOfYear: new Intl.DateTimeFormat(tag, { ...day, year: 'numeric' }),
  };
  return dates;
}

function englishDay(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** A day in UTC: `14 Jul`. */
export const formatDay = (ms: number): string =>
  language() === 'en' ? englishDay(ms) : datesOf(languageTag()).day.format(ms);

/** A day in UTC with its year: `14 Jul 2025`. */
const formatDate = (ms: number): string =>
  language() === 'en'
    ? `${englishDay(ms)} ${String(new Date(ms).getUTCFullYear())}`
    : datesOf(languageTag()).dayOfYear.format(ms);

/** Day and minute in UTC: `14 Jul 2025 14:05`. */
export const formatDayMinute = (ms: number): string => `${formatDate(ms)} ${formatMinute(ms)}`;

/** Day and time in UTC: `14 Jul 2025 14:05:27`. */
export const formatMoment = (ms: number): string => `${formatDate(ms)} ${formatClock(ms)}`;
