import type { FeedState, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import { THIN, UNKNOWN, formatNumber } from '#renderer/ui/format.ts';
import { formatAge, formatClock } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

export const STATE_TONES: Readonly<Record<FeedState, TagTone>> = { open: 'up', stale: 'danger', down: 'danger' };
export const STATE_WORDS: Readonly<Record<FeedState, string>> = {
  open: say('FRESH'),
  stale: say('STALE'),
  down: sayAs('feed', 'DOWN'),
};

/** The answer to "Is the market data fresh?". */
export interface FreshVerdict {
  readonly level: 'ok' | 'warn' | 'stop' | 'unknown';
  readonly sentence: string;
  readonly detail: string;
}

const NAMED = 6;

function names(rows: readonly FeedSymbolView[]): string {
  const shown = rows.slice(0, NAMED).map(({ coin }) => coin);
  return rows.length > NAMED
    ? say('{names} and {more, plural, one {# more} other {# more}}', {
        names: shown.join(', '),
        more: rows.length - NAMED,
      })
    : shown.join(', ');
}

/** Whether entries are possible as far as the data go, in words. */
export function freshVerdict(feeds: readonly FeedView[], rows: readonly FeedSymbolView[]): FreshVerdict {
  if (rows.length === 0) {
    return {
      level: 'unknown',
      sentence: say('No contract is followed'),
      detail: say('Without market data nothing is traded.'),
    };
  }
  const down = feeds.filter(({ status }) => status === 'down');
  const old = rows.filter(({ status }) => status !== 'open');
  const limit = formatAge(rows[0]?.limitMs ?? null);
  if (old.length === 0) {
    const sentence = say('{count, plural, one {The contract is fresh} other {All # contracts are fresh}}', {
      count: rows.length,
    });
    return { level: 'ok', sentence, detail: say('The last ticker of each came within {limit}.', { limit }) };
  }
  const values = { old: old.length, all: rows.length };
  const sentence =
    old.length === 1
      ? say('1 of {all, plural, one {# contract} other {# contracts}} is not fresh', values)
      : say('{old} of {all, plural, one {# contract} other {# contracts}} are not fresh', values);
  const cause = down.map(({ key, reason }) => `${key}: ${told(reason)}`).join(' ');
  const blocked =
    old.length === rows.length ? say('No entry on any contract.') : say('No entry on {names}.', { names: names(old) });
  const level = old.length === rows.length ? 'stop' : 'warn';
  return {
    level,
    sentence,
    detail: `${blocked} ${cause === '' ? say('Older than {limit} blocks entries.', { limit }) : cause}`,
  };
}

/** `4.2 s at 14:05:27`; a dash when there was none. */
export const gapWords = (gap: FeedView['lastGap']): string =>
  gap === null ? UNKNOWN : say('{span} at {time}', { span: formatAge(gap.ms), time: formatClock(gap.at) });

/** Milliseconds as shown: one decimal below ten. */
export const milliseconds = (ms: number | null): string =>
  ms === null ? UNKNOWN : `${formatNumber(ms, Math.abs(ms) < 10 ? 1 : 0)}${THIN}ms`;
