import type { BenchView, SlotView } from '#shared/contract/portfolio-manager.ts';
import { told } from '#shared/language/told.ts';
import type { PartName } from './slot-words.ts';

export type SortKey = 'rank' | PartName;

/** Slots by a part of their score, best first and what is not known last; by rank otherwise. */
export function sortSlots(slots: readonly SlotView[], key: SortKey): readonly SlotView[] {
  const byRank = [...slots].sort((a, b) => a.rank - b.rank);
  if (key === 'rank') return byRank;
  const part = (slot: SlotView): number => slot.parts[key] ?? Number.NEGATIVE_INFINITY;
  return byRank.sort((a, b) => (part(a) === part(b) ? 0 : part(b) - part(a)));
}

/** Those with a place first in its order, then by score; or by a part. */
export function sortBench(bench: readonly BenchView[], key: SortKey): readonly BenchView[] {
  const worth = (row: BenchView): number => (key === 'rank' ? row.score : row.parts[key]) ?? Number.NEGATIVE_INFINITY;
  const place = (row: BenchView): number => row.place ?? Number.POSITIVE_INFINITY;
  return [...bench].sort((a, b) => {
    if (key === 'rank' && place(a) !== place(b)) return place(a) - place(b);
    return worth(a) === worth(b) ? a.key.localeCompare(b.key) : worth(b) - worth(a);
  });
}

/** Whether a row is meant by a filter: in its symbol, coin or sector, by its English name or the one that is shown. */
export function isMeant({ key, coin, sector }: Pick<SlotView, 'key' | 'coin' | 'sector'>, filter: string): boolean {
  const text = `${key} ${coin} ${sector} ${told(sector)}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
