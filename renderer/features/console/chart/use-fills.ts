import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { FillView } from '#shared/contract/fills.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRows } from '#renderer/data/use-rows.ts';

const NEWEST = 200;
const NONE: readonly FillView[] = [];

/** The latest fills of a contract; asked for again when an order of it was filled further. */
export function useFills(symbol: string): readonly FillView[] {
  const api = useApi();
  const { rows } = useRows('orders');
  const filled = useMemo(
    () => rows.reduce((sum, order) => sum + (order.symbol === symbol ? order.filledLots : 0), 0),
    [rows, symbol],
  );
  const { data, refetch } = useQuery(api.portfolio.fills.queryOptions({ input: { symbol, limit: NEWEST } }));
  useEffect(() => void refetch(), [filled, refetch]);
  return data?.rows ?? NONE;
}
