import type { FeedState, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import { THIN, UNKNOWN, formatNumber } from '#renderer/ui/format.ts';
import { formatAge, formatClock } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';

export const STATE_TONES: Readonly<Record<FeedState, TagTone>> = { open: 'up', stale: 'danger', down: 'danger' };
export const STATE_WORDS: Readonly<Record<FeedState, string>> = {
  open: say('FRESH'),
  stale: say('STALE'),
  down: say('DOWN'),
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
    ? say('{shown} and {rows, plural, one {# more} other {# more}}', {
        shown: shown.join(', '),
        rows: rows.length - NAMED,
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
    const sentence =
      rows.length === 1
        ? say('The contract is fresh')
        : say('All {rows, plural, one {# contract} other {# contracts}} are fresh', { rows: rows.length });
    return { level: 'ok', sentence, detail: say('The last ticker of each came within {limit}.', { limit }) };
  }
  const sentence = say('{old} of {rows, plural, one {# contract} other {# contracts}} {value} not fresh', {
    old: old.length,
    rows: rows.length,
    value: old.length === 1 ? 'is' : 'are',
  });
  const cause = down.map(({ key, reason }) => `${key}: ${reason}`).join(' ');
  const blocked = say('No entry on {names}.', { names: old.length === rows.length ? say('any contract') : names(old) });
  const level = old.length === rows.length ? 'stop' : 'warn';
  return {
    level,
    sentence,
    detail: `${blocked} ${cause === '' ? say('Older than {limit} blocks entries.', { limit }) : cause}`,
  };
}

/** `4.2 s at 14:05:27`; a dash when there was none. */
export const gapWords = (gap: FeedView['lastGap']): string =>
  gap === null ? UNKNOWN : say('{ms} at {at}', { ms: formatAge(gap.ms), at: formatClock(gap.at) });

/** Milliseconds as shown: one decimal below ten. */
export const milliseconds = (ms: number | null): string =>
  ms === null ? UNKNOWN : `${formatNumber(ms, Math.abs(ms) < 10 ? 1 : 0)}${THIN}ms`;
