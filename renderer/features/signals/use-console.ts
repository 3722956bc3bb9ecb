import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { ConsoleSignal } from '#shared/contract/signal.ts';
import type { Disposition } from '#shared/domain/disposition.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRows } from '#renderer/data/use-rows.ts';

/** Which signals are shown; empty and null ask for all. */
export interface ConsoleFilter {
  readonly disposition: Disposition | null;
  readonly symbol: string;
  readonly source: string;
  readonly text: string;
}

export const NO_FILTER: ConsoleFilter = { disposition: null, symbol: '', source: '', text: '' };

export const isNarrowed = ({ disposition, symbol, source, text }: ConsoleFilter): boolean =>
  disposition !== null || symbol !== '' || source !== '' || text !== '';

const PAGE = 60;
/** The first page is read anew at most this often, when a signal moved. */
const RENEW_MS = 3_000;

const inputOf = ({ disposition, symbol, source, text }: ConsoleFilter, before: string | undefined) => ({
  limit: PAGE,
  ...(before === undefined ? {} : { before }),
  ...(disposition === null ? {} : { disposition }),
  ...(symbol === '' ? {} : { symbol }),
  ...(source === '' ? {} : { source }),
  ...(text.trim() === '' ? {} : { text: text.trim() }),
});

/** Reads the first page anew when signals moved since it was read. */
function useRenewal(renew: () => void, alone: boolean): void {
  const { rows } = useRows('signals');
  const moved = useRef(false);
  const seen = useRef(rows);
  useEffect(() => {
    if (seen.current !== rows) moved.current = true;
    seen.current = rows;
  }, [rows]);
  useEffect(() => {
    if (!alone) return undefined;
    const timer = setInterval(() => {
      if (!moved.current) return;
      moved.current = false;
      renew();
    }, RENEW_MS);
    return () => clearInterval(timer);
  }, [renew, alone]);
}

/** The signals under a filter, newest first, page by page. The first page follows what happens while it is the only one. */
export function useConsole(filter: ConsoleFilter) {
  const api = useApi();
  const queryClient = useQueryClient();
  const options = api.signals.console.infiniteOptions({
    input: (before: string | undefined) => inputOf(filter, before),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const query = useInfiniteQuery(options);
  const pages = query.data?.pages ?? [];
  const { refetch } = query;
  useRenewal(
    useCallback(() => void refetch(), [refetch]),
    pages.length <= 1,
  );
  const newest = useRows('signals').rows.reduce((max, { at }) => Math.max(max, at), 0);
  const rows: readonly ConsoleSignal[] = pages.flatMap((page) => page.rows);
  return {
    query,
    rows,
    /** True when newer signals came than the pages show, and they are not read anew by themselves. */
    behind: pages.length > 1 && !isNarrowed(filter) && newest > (rows[0]?.signal.at ?? 0),
    reload: () => void queryClient.resetQueries({ queryKey: options.queryKey }),
  };
}

export type Console = ReturnType<typeof useConsole>;
