import { useEffect, useState } from 'react';
import { paceAfter, remainingMs, type Pace } from './long-work.ts';
import { useNow } from './use-now.ts';

/** What is left of long work that is looked at, ms, by the pace since it is; null before that is known. */
export function useRemaining({ done, total }: { readonly done: number; readonly total: number }): number | null {
  const now = useNow();
  const [pace, setPace] = useState<Pace | null>(null);
  useEffect(() => {
    if (total > 0) setPace((before) => paceAfter(before, done, Date.now()));
  }, [done, total, now]);
  return remainingMs(pace, total);
}
