import type { FeedState, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import { plural, THIN, UNKNOWN, formatNumber } from '#renderer/ui/format.ts';
import { formatAge, formatClock } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

export const STATE_TONES: Readonly<Record<FeedState, TagTone>> = { open: 'up', stale: 'danger', down: 'danger' };
export const STATE_WORDS: Readonly<Record<FeedState, string>> = { open: 'FRESH', stale: 'STALE', down: 'DOWN' };

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
    ? `${shown.join(', ')} and ${plural(rows.length - NAMED, 'more', 'more')}`
    : shown.join(', ');
}

/** Whether entries are possible as far as the data go, in words. */
export function freshVerdict(feeds: readonly FeedView[], rows: readonly FeedSymbolView[]): FreshVerdict {
  if (rows.length === 0) {
    return { level: 'unknown', sentence: 'No contract is followed', detail: 'Without market data nothing is traded.' };
  }
  const down = feeds.filter(({ status }) => status === 'down');
  const old = rows.filter(({ status }) => status !== 'open');
  const limit = formatAge(rows[0]?.limitMs ?? null);
  if (old.length === 0) {
    const sentence = rows.length === 1 ? 'The contract is fresh' : `All ${plural(rows.length, 'contract')} are fresh`;
    return { level: 'ok', sentence, detail: `The last ticker of each came within ${limit}.` };
  }
  const sentence = `${String(old.length)} of ${plural(rows.length, 'contract')} ${old.length === 1 ? 'is' : 'are'} not fresh`;
  const cause = down.map(({ key, reason }) => `${key}: ${reason}`).join(' ');
  const blocked = `No entry on ${old.length === rows.length ? 'any contract' : names(old)}.`;
  const level = old.length === rows.length ? 'stop' : 'warn';
  return { level, sentence, detail: `${blocked} ${cause === '' ? `Older than ${limit} blocks entries.` : cause}` };
}

/** `4.2 s at 14:05:27`; a dash when there was none. */
export const gapWords = (gap: FeedView['lastGap']): string =>
  gap === null ? UNKNOWN : `${formatAge(gap.ms)} at ${formatClock(gap.at)}`;

/** Milliseconds as shown: one decimal below ten. */
export const milliseconds = (ms: number | null): string =>
  ms === null ? UNKNOWN : `${formatNumber(ms, Math.abs(ms) < 10 ? 1 : 0)}${THIN}ms`;
