import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/data/data-context.tsx';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { SymbolRow } from './row-order.ts';

/** The score an entry needs; null until the host has said it. It is the same for every cell. */
export function useEntryBar(rows: readonly SymbolRow[], timeframe: Timeframe): number | null {
  const client = useClient();
  const symbol = rows.find((row) => row.cells.has(timeframe))?.symbol ?? '';
  const query = useQuery({
    queryKey: ['entry-bar'],
    queryFn: async () => (await client.scores.explain({ symbol, timeframe })).threshold,
    enabled: symbol !== '',
    staleTime: Infinity,
  });
  return query.data ?? null;
}
