import { useMemo, useSyncExternalStore } from 'react';
import { useConnection, useTopics } from './data-context.tsx';
import { sameData } from './same-data.ts';
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

/** One row of a live topic by its key; null without one. Renders again only when that row changed. */
export function useRowOf<T extends Topic>(topic: T, key: string | null): TopicRows[T] | null {
  const store = useTopics()[topic];
  const find = (): TopicRows[T] | null => {
    const { rows } = store.snapshot();
    return rows.find((row) => row.key === key) ?? null;
  };
  return useSyncExternalStore(store.subscribe, find);
}

/**
 * What `part` takes of one row; null without that row. Renders again only when the part changed, whatever else of the row did.
 * @param part the same function at every render.
 */
export function useRowPart<T extends Topic, Part>(
  topic: T,
  key: string | null,
  part: (row: TopicRows[T]) => Part,
): Part | null {
  const store = useTopics()[topic];
  const read = useMemo(() => {
    let kept: Part | null = null;
    return (): Part | null => {
      const row = store.snapshot().rows.find((one) => one.key === key);
      const next = row === undefined ? null : part(row);
      if (!sameData(kept, next)) kept = next;
      return kept;
    };
  }, [store, key, part]);
  return useSyncExternalStore(store.subscribe, read);
}
