import { useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRows } from '#renderer/data/use-rows.ts';
import type { SignalView } from '#shared/contract/signal.ts';

/** Where a signal stands among the latest. */
export interface Neighbours {
  readonly earlier: string | null;
  readonly later: string | null;
  /** Its place from the newest, 1 first; null when it is older than the list. */
  readonly place: number | null;
  readonly count: number;
}

/** The signals before and after one in a list, newest first. */
export function neighboursOf(list: readonly Pick<SignalView, 'key'>[], signalId: string): Neighbours {
  const index = list.findIndex(({ key }) => key === signalId);
  if (index < 0) return { earlier: null, later: null, place: null, count: list.length };
  return {
    earlier: list[index + 1]?.key ?? null,
    later: list[index - 1]?.key ?? null,
    place: index + 1,
    count: list.length,
  };
}

/** Follows the list of the latest signals; it is read again when a signal came that it does not hold. */
export function useNeighbours(signalId: string): Neighbours {
  const newest = useRows('signals').rows.reduce((at, signal) => Math.max(at, signal.at), 0);
  const input = { limit: 200 };
  const query = useQuery({
    ...useApi().signals.list.queryOptions({ input }),
    queryKey: [...useApi().signals.list.queryKey({ input }), newest],
    placeholderData: (before) => before,
  });
  return neighboursOf(query.data ?? [], signalId);
}
