import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';
import type { CellView } from '#shared/contract/score.ts';
import { pastCells } from './past-cells.ts';

/** The moment the matrix shows, and what was known at it. */
export interface Past {
  /** Null is live. */
  readonly at: number | null;
  readonly setAt: (at: number | null) => void;
  /** Null while live, and until the past has come. */
  readonly cells: readonly CellView[] | null;
  /** Why the past did not come; null while it may. */
  readonly failure: Failure | null;
}

/**
 * A moment of the last 24 hours in place of now. The past does not change: it is asked for once.
 * @param live the screen shows now, whatever was chosen
 */
export function usePast(live: boolean): Past {
  const [chosen, setAt] = useState<number | null>(null);
  const at = live ? null : chosen;
  const { data, error } = useQuery({
    ...useApi().scores.past.queryOptions({ input: { at: at ?? 0 } }),
    enabled: at !== null,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const cells = useMemo(() => (at === null || data === undefined ? null : pastCells(data)), [at, data]);
  return { at, setAt, cells, failure: at === null || error === null ? null : describeError(error) };
}
