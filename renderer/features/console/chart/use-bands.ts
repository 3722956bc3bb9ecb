import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRows } from '#renderer/data/use-rows.ts';
import type { LiquidationBand } from './plot.ts';

const NONE: readonly LiquidationBand[] = [];

/** Estimated clusters of liquidations of a contract; empty where there is no estimate. Asked for again as its row changes. */
export function useBands(symbol: string, wanted: boolean): readonly LiquidationBand[] | null {
  const api = useApi();
  const { rows } = useRows('liquidations');
  const asOf = rows.find((row) => row.symbol === symbol)?.asOf ?? null;
  const { data, refetch } = useQuery({
    ...api.liquidations.levels.queryOptions({ input: { symbol } }),
    enabled: wanted,
    retry: false,
    staleTime: 15_000,
  });
  // A map changes by the minute, not with each tick of its row.
  const minute = asOf === null ? 0 : Math.floor(asOf / 60_000);
  useEffect(() => {
    if (wanted && minute > 0) void refetch();
  }, [minute, wanted, refetch]);
  return useMemo(() => {
    if (!wanted) return null;
    const clusters = data?.clusters ?? [];
    const most = Math.max(1, ...clusters.map(({ worth }) => worth));
    return clusters.length === 0
      ? NONE
      : clusters.map(({ from, to, worth }) => ({ from, to, worth, strength: worth / most }));
  }, [data, wanted]);
}
