import { useMemo, useSyncExternalStore } from 'react';
import { useConnection, useTopics } from './data-context.tsx';
import type { TopicState } from './topic-store.ts';
import type { Topic, TopicRows } from './topics.ts';

/** A topic as a screen sees it; see {@link TopicState}. */
export interface LiveRows<Row> extends TopicState<Row> {
  readonly retry: () => void;
}

/** The rows of a live topic: at most 4 renders a second, unchanged rows keep their identity. */
export function useRows<T extends Topic>(topic: T): LiveRows<TopicRows[T]> {
  const store = useTopics()[topic];
  const state = useSyncExternalStore<TopicState<TopicRows[T]>>(store.subscribe, store.snapshot);
  const { phase } = useConnection();
  return useMemo(() => {
    const stale = phase === 'lost' && state.status === 'live';
    return { ...state, ...(stale ? { status: 'stale' as const } : {}), retry: store.retry };
  }, [state, phase, store]);
}

/** A topic of one row: status, overview, funnel. */
export interface LiveRow<Row> extends Omit<LiveRows<Row>, 'rows'> {
  readonly row: Row | null;
}

/** The one row of a single-row topic; null until it came. */
export function useRow<T extends Topic>(topic: T): LiveRow<TopicRows[T]> {
  const { rows, ...rest } = useRows(topic);
  return { ...rest, row: rows[0] ?? null };
}
