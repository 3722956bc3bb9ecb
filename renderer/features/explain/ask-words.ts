import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { languageTag, say, sayAs } from '#shared/language/words.ts';

/** A contract that can be asked about. */
export interface Askable {
  readonly symbol: string;
  readonly coin: string;
}

/** A question: which symbol, which side, when. */
export interface Asked {
  readonly symbol: string;
  readonly coin: string;
  /** Null: either side. */
  readonly direction: Direction | null;
  /** ms since 1970. */
  readonly at: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
/** Sides by their words, in English and in the language of the window. */
const SIDES: ReadonlyMap<string, Direction> = new Map([
  ['long', 1],
  ['buy', 1],
  ['short', -1],
  ['sell', -1],
  [sayAs('side', 'long').toLowerCase(), 1],
  [say('buy').toLowerCase(), 1],
  [sayAs('side', 'short').toLowerCase(), -1],
  [say('sell').toLowerCase(), -1],
]);
/** How many days before now the words for days mean. */
const DAYS_AGO: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['yesterday', 1],
  [sayAs('day', 'today').toLowerCase(), 0],
  [sayAs('day', 'yesterday').toLowerCase(), 1],
]);
/** A question as it is typed. */
const typed = (coin: string, word: string, time: string): string => `${coin} ${word} ${time}`;
export const EXAMPLES = {
  side: typed('SOL', sayAs('side', 'long'), '14:05'),
  day: typed('BTC', formatDay(Date.UTC(2025, 7, 8)), '14:05'),
  yesterday: typed('BTC', sayAs('day', 'yesterday'), '09:30'),
};
const SHAPE = say('Write it like “{example}” or “{other}”; times are UTC.', {
  example: EXAMPLES.side,
  other: EXAMPLES.day,
});

/** A sentence that says what is wrong, or the question. */
export type Parsed = { readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly problem: string };

/** The months as the window writes them, in lower case without a stop: `jan`, `okt`, `1月`. */
const monthNames = (): readonly string[] => {
  const month = new Intl.DateTimeFormat(languageTag(), { month: 'short', timeZone: 'UTC' });
  return MONTHS.map((_, at) =>
    month
      .format(Date.UTC(2025, at, 15))
      .toLowerCase()
      .replace(/\.$/, ''),
  );
};

const monthOf = (word: string): number => {
  const english = MONTHS.findIndex((name) => word.startsWith(name));
  return english >= 0 ? english : monthNames().findIndex((name) => word.replace(/\.$/, '').startsWith(name));
};

/** A day and a month before now: of last year where this year's is still to come. */
function dayBefore(now: number, month: number, day: number): number {
  const year = new Date(now).getUTCFullYear();
  const start = Date.UTC(year, month, day);
  return start > now ? Date.UTC(year - 1, month, day) : start;
}

/** The day of one word, or of it and the next; null when they name none. */
function dayAt(word: string, next: string, now: number): { readonly start: number; readonly words: number } | null {
  const ago = DAYS_AGO.get(word);
  if (ago !== undefined) return { start: (Math.floor(now / DAY) - ago) * DAY, words: 1 };
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (date !== null) return { start: Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])), words: 1 };
  const chinese = /^(\d{1,2})月(\d{1,2})日$/.exec(word);
  if (chinese !== null) return { start: dayBefore(now, Number(chinese[1]) - 1, Number(chinese[2])), words: 1 };
  const month = next === '' ? -1 : monthOf(next);
  return /^\d{1,2}\.?$/.test(word) && month >= 0
    ? { start: dayBefore(now, month, Number.parseInt(word, 10)), words: 2 }
    : null;
}

/** The first minute of a day that words name, UTC; null when they name none. `left` are the words that were not used. */
function dayOf(words: readonly string[], now: number): { readonly start: number | null; readonly left: string[] } {
  for (const [i, word] of words.entries()) {
    const day = dayAt(word, words[i + 1] ?? '', now);
    if (day !== null) return { start: day.start, left: words.filter((_, at) => at < i || at >= i + day.words) };
  }
  return { start: null, left: [...words] };
}

/** Time of day of a word, ms; null when it is none, NaN when there is no such time. */
function timeOf(word: string): number | null {
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(word);
  if (time === null) return null;
  const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return NaN;
  return hours * 60 * MINUTE + minutes * MINUTE + seconds * 1_000;
}

/** Reads “SOL 14:05”, “SOL long yesterday 14:05”, “BTC short 2025-08-08 14:05”. A time later than now is yesterday's. */
export function parseAsked(text: string, now: number, known: readonly Askable[]): Parsed {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { ok: false, problem: SHAPE };
  const { start, left } = dayOf(words, now);
  let at: number | null = null;
  let direction: Direction | null = null;
  let found: Askable | null = null;
  for (const word of left) {
    const time = timeOf(word);
    if (time !== null) {
      if (Number.isNaN(time)) return { ok: false, problem: say('There is no time {word}.', { word }) };
      at = time;
      continue;
    }
    const side = SIDES.get(word);
    if (side !== undefined) {
      direction = side;
      continue;
    }
    const symbol = known.find((one) => one.coin.toLowerCase() === word || one.symbol.toLowerCase() === word);
    if (symbol === undefined)
      return {
        ok: false,
        problem: say('No symbol, side or time is called “{word}”. {example}', { word, example: SHAPE }),
      };
    found = symbol;
  }
  if (found === null) return { ok: false, problem: say('No symbol is named. {example}', { example: SHAPE }) };
  if (at === null) return { ok: false, problem: say('No time is named. {example}', { example: SHAPE }) };
  const today = Math.floor(now / DAY) * DAY;
  const day = start ?? (today + at > now ? today - DAY : today);
  return { ok: true, asked: { ...found, direction, at: day + at } };
}

function sideOf(coin: string, direction: Direction | null): string {
  if (direction === null) return coin;
  return direction === 1 ? say('{coin} long', { coin }) : say('{coin} short', { coin });
}

/** The question in words: `Why did nothing happen with SOL long at 14:05 on 8 Aug?`; something `happened` or not. */
export function askedQuestion(
  { coin, direction, at }: Pick<Asked, 'coin' | 'direction' | 'at'>,
  happened = false,
): string {
  const values = { what: sideOf(coin, direction), time: formatMinute(at), day: formatDay(at) };
  return happened
    ? say('Why was it so with {what} at {time} UTC on {day}?', values)
    : say('Why did nothing happen with {what} at {time} UTC on {day}?', values);
}
