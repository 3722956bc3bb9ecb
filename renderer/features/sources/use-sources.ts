import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRow, useRows } from '#renderer/data/use-rows.ts';

/** What is read again so often: readings, counts and articles change by themselves. */
const PERIOD_MS = 3_000;

/** True in a window that only reads: what changes something is off. */
export function useReadOnly(): boolean {
  const { row } = useRow('status');
  return row?.journal.readOnly === true;
}

/** Sources of signals, and a way to read them again after a change. */
export function useSignalSources() {
  const { signals } = useApi();
  const queries = useQueryClient();
  const options = signals.sources.queryOptions();
  const query = useQuery({ ...options, refetchInterval: PERIOD_MS });
  return { query, renew: () => void queries.invalidateQueries({ queryKey: options.queryKey }) };
}

/** Everything that is set up to be read outside the market, and a way to read it again after a change. */
export function useOpinionSources() {
  const { sources } = useApi();
  const queries = useQueryClient();
  const query = useQuery({ ...sources.list.queryOptions(), refetchInterval: PERIOD_MS });
  return { query, renew: () => void queries.invalidateQueries({ queryKey: sources.key() }) };
}

/** The latest articles, of one coin or of all, and what they amount to. */
export function useArticles(coin: string | null) {
  const { sources } = useApi();
  const input = coin === null ? { limit: 60 } : { coin, limit: 60 };
  const articles = useQuery({ ...sources.articles.queryOptions({ input }), refetchInterval: PERIOD_MS });
  const sentiment = useQuery({ ...sources.sentiment.queryOptions(), refetchInterval: PERIOD_MS });
  const { rows } = useRows('sources');
  const readAt = Math.max(0, ...rows.map(({ report }) => report.goodAt ?? 0));
  const queries = useQueryClient();
  useEffect(() => {
    if (readAt === 0) return;
    for (const call of [sources.articles, sources.sentiment]) void queries.invalidateQueries({ queryKey: call.key() });
  }, [readAt, queries, sources]);
  return { articles, sentiment };
}
