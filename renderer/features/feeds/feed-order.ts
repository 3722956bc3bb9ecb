import type { FeedChannelView, FeedState, FeedSymbolView } from '#shared/contract/feeds.ts';

const RANK: Readonly<Record<FeedState, number>> = { down: 0, stale: 1, open: 2 };

/** A contract that never had data is the oldest of all. */
const age = ({ ageMs }: FeedSymbolView): number => ageMs ?? Number.MAX_SAFE_INTEGER;

/**
 * Worst first: down, then stale by age, then fresh. The ages of stale rows grow together, so their order stands; fresh
 * rows go by how often they failed and then by name, because their ages change all the time and rows must not jump.
 */
export function worstFirst(rows: readonly FeedSymbolView[]): readonly FeedSymbolView[] {
  return rows.toSorted((a, b) => {
    if (a.status !== b.status) return RANK[a.status] - RANK[b.status];
    if (a.status !== 'open' && age(a) !== age(b)) return age(b) - age(a);
    return b.gaps - a.gaps || a.coin.localeCompare(b.coin) || a.key.localeCompare(b.key);
  });
}

/** Streams that cannot be relied on first, and there those of the account before those of a contract; then by name. */
export function channelsWorstFirst(rows: readonly FeedChannelView[]): readonly FeedChannelView[] {
  return rows.toSorted(
    (a, b) =>
      Number(a.trusted) - Number(b.trusted) ||
      Number(b.coin === null) - Number(a.coin === null) ||
      a.key.localeCompare(b.key),
  );
}
