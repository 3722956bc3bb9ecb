import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';

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
const SIDES: Readonly<Record<string, Direction>> = { long: 1, buy: 1, short: -1, sell: -1 };
/** A question as it is typed: it is read in English, whatever the language. */
const typed = (coin: string, when: string): string => `${coin} ${when}`;
export const EXAMPLES = {
  side: typed('SOL', 'long 14:05'),
  day: typed('BTC', '8 Aug 14:05'),
  yesterday: typed('BTC', 'yesterday 09:30'),
};
const SHAPE = say('Write it like “{example}” or “{other}”; times are UTC.', {
  example: EXAMPLES.side,
  other: EXAMPLES.day,
});

/** A sentence that says what is wrong, or the question. */
export type Parsed = { readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly problem: string };

/** The first minute of a day that words name, UTC; null when they name none. `left` are the words that were not used. */
function dayOf(words: readonly string[], now: number): { readonly start: number | null; readonly left: string[] } {
  const today = Math.floor(now / DAY) * DAY;
  const left = [...words];
  const take = (at: number, count: number): void => void left.splice(at, count);
  for (const [i, word] of left.entries()) {
    if (word === 'today' || word === 'yesterday') {
      take(i, 1);
      return { start: word === 'today' ? today : today - DAY, left };
    }
    const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
    if (date !== null) {
      take(i, 1);
      return { start: Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])), left };
    }
    const month = MONTHS.findIndex((name) => (left[i + 1] ?? '').startsWith(name));
    if (/^\d{1,2}$/.test(word) && month >= 0) {
      take(i, 2);
      const year = new Date(now).getUTCFullYear();
      const start = Date.UTC(year, month, Number(word));
      return { start: start > now ? Date.UTC(year - 1, month, Number(word)) : start, left };
    }
  }
  return { start: null, left };
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
    const side = SIDES[word];
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
