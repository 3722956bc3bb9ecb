import { useSyncExternalStore } from 'react';
import { useRow } from './use-rows.ts';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  now = Date.now();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** The page's clock, once a second, ms since 1970. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** The host's clock (in a replay its virtual one) carried on from its last word, once a second; null before the first. */
export function useHostNow(): number | null {
  const { row, receivedAt } = useRow('status');
  const here = useNow();
  if (row === null || receivedAt === null) return null;
  return row.now + Math.max(0, here - receivedAt);
}
