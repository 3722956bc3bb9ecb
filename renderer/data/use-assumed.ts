import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from './data-context.tsx';

/** Contracts whose specification is not fully on record, with the names of the fields that were assumed. */
export function useAssumed(): ReadonlyMap<string, readonly string[]> {
  const { data } = useQuery({ ...useApi().market.instruments.queryOptions(), staleTime: 60_000 });
  return useMemo(
    () => new Map((data ?? []).flatMap(({ symbol, assumed }) => (assumed.length > 0 ? [[symbol, assumed]] : []))),
    [data],
  );
}
