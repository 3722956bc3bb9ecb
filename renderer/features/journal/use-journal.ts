import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JournalRecord } from '#shared/contract/journal.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRow } from '#renderer/data/use-rows.ts';

/** What of the journal is shown. */
export interface JournalFilter {
  /** Groups of record types, `signal`; none means all. */
  readonly groups: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export const NO_FILTER: JournalFilter = { groups: [], subject: '', text: '' };

const PAGE = 200;

/** What is asked for of the records before one; of the newest when that is not given. */
export const pageInput = ({ groups, subject, text }: JournalFilter, before: number | undefined, limit: number) => ({
  limit,
  types: groups.map((group) => `${group}.`),
  ...(before === undefined ? {} : { before }),
  ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
  ...(text.trim() === '' ? {} : { text: text.trim() }),
});

/** Records counted when the shown pages were loaded, so that later ones can be announced. */
function useNewRecords(loadedAt: number): number {
  const records = useRow('status').row?.journal.records ?? null;
  const [base, setBase] = useState<{ readonly at: number; readonly records: number } | null>(null);
  if (records !== null && loadedAt > 0 && base?.at !== loadedAt) {
    setBase({ at: loadedAt, records });
    return 0;
  }
  return base === null || records === null ? 0 : Math.max(0, records - base.records);
}

/** The journal, newest first, page by page, under a filter. */
export function useJournal(filter: JournalFilter) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [loadedAt, setLoadedAt] = useState(0);
  const options = api.journal.page.infiniteOptions({
    input: (before: number | undefined) => pageInput(filter, before, PAGE),
    initialPageParam: undefined,
    getNextPageParam: (last) => (last.records.length < PAGE ? undefined : last.records.at(-1)?.seq),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const query = useInfiniteQuery(options);
  const pages = query.data?.pages ?? [];
  if (pages.length === 1 && query.dataUpdatedAt !== loadedAt) setLoadedAt(query.dataUpdatedAt);
  const records: readonly JournalRecord[] = pages.flatMap((page) => page.records);
  return {
    query,
    records,
    types: pages[0]?.types ?? [],
    newRecords: useNewRecords(loadedAt),
    reload: () => void queryClient.resetQueries({ queryKey: options.queryKey }),
  };
}

export type Journal = ReturnType<typeof useJournal>;
