import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { heatField, newestColumn, putColumns, type ColumnRange } from './chart/heat-field.ts';
import type { LeverageClass } from './scope.ts';

const DAY = 86_400_000;
/** What the host keeps. */
const KEPT = { days: 10, columns: 960, levels: 500 };
const COLUMN_MS = 900_000;

/**
 * The heatmap of a contract: asked for whole once, then only its newest columns, which are put in place. `onColumns` hears
 * which ones.
 */
export function useHeatField(
  row: LiquidationRow,
  leverage: LeverageClass,
  enabled: boolean,
  onColumns: (range: ColumnRange) => void,
) {
  const client = useClient();
  const queries = useQueryClient();
  const { symbol, asOf } = row;
  const queryKey = ['kingfisher-heat', symbol, leverage];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const to = asOf + COLUMN_MS;
      const { columns, levels } = KEPT;
      const input = { symbol, leverage, from: Math.max(0, to - KEPT.days * DAY), to, columns, levels };
      return heatField(await client.liquidations.heatmap(input, { signal }));
    },
    enabled,
    staleTime: Infinity,
    gcTime: 60_000,
    structuralSharing: false,
  });
  const field = query.data ?? null;
  const renew = useEffectEvent(async (signal: AbortSignal) => {
    if (field === null || field.symbol !== symbol) return;
    const from = field.from + Math.max(0, newestColumn(field)) * field.columnMs;
    const to = asOf + COLUMN_MS;
    const { levels, origin } = field;
    const input = { symbol, leverage, from, to, columns: KEPT.columns, levels, origin };
    const told = await client.liquidations.heatmap(input, { signal });
    const range = signal.aborted ? null : putColumns(field, told);
    if (range !== null) onColumns(range);
    else if (!signal.aborted) await queries.invalidateQueries({ queryKey });
  });
  // A column is done when a quarter of an hour is: only then is there anything new.
  const column = Math.floor(asOf / COLUMN_MS);
  useEffect(() => {
    if (!enabled || column === 0) return undefined;
    const abort = new AbortController();
    // What failed is asked again with the next column.
    renew(abort.signal).catch(() => undefined);
    return () => abort.abort();
  }, [enabled, symbol, column, leverage]);
  return { query, field };
}
