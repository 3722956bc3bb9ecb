import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Column } from './columns.ts';
import { pastBySymbol, timeColumns, type TimeSpan } from './time-columns.ts';

/** A new moment comes every five minutes or every hour; it is asked for a little later at most. */
const RENEW_MS = { day: 60_000, month: 600_000 } as const;

/** The scores of all symbols over time, as columns and as numbers by symbol. */
export interface Times {
  readonly columns: readonly Column[];
  readonly past: ReadonlyMap<string, Float32Array>;
  readonly failure: Failure | null;
}

/** The past scores of a timeframe while they are shown. @param shown whether the columns are moments */
export function useTimes(shown: boolean, horizon: Timeframe, span: TimeSpan): Times {
  const { data, error } = useQuery({
    ...useApi().scores.times.queryOptions({ input: { timeframe: horizon, span } }),
    enabled: shown,
    refetchInterval: RENEW_MS[span],
    placeholderData: keepPreviousData,
  });
  const times = shown ? (data ?? null) : null;
  const columns = useMemo(() => timeColumns(times, horizon), [times, horizon]);
  const past = useMemo(() => pastBySymbol(times), [times]);
  return { columns, past, failure: error === null ? null : describeError(error) };
}
