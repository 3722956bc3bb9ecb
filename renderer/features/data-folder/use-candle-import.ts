import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import type { Client } from '#shared/contract/index.ts';
import { importFiles, useCandleUpload } from './candle-upload.ts';

type Choice = Omit<Parameters<Client['candleImports']['choose']>[0], 'id' | 'file'>;

/** The import of candles for the panels that show it. */
export function useCandleImport() {
  const source = useRow('candleImport');
  const client = useClient();
  const api = useApi();
  const cache = useQueryClient();
  const { failure: unsent } = useCandleUpload();
  const { pending, failure, run } = useAction();
  const under = source.row?.run ?? null;
  const id = under?.id ?? '';
  const endedAt = under?.endedAt ?? null;
  useEffect(() => {
    // What can be replayed is another by then.
    if (endedAt !== null) void cache.invalidateQueries({ queryKey: api.market.series.key() });
  }, [endedAt, cache, api]);
  return {
    source,
    pending,
    failure: failure ?? unsent,
    take: (files: readonly File[]) => void importFiles(client, files),
    choose: (file: number, choice: Choice) => void run(() => client.candleImports.choose({ id, file, ...choice })),
    store: () => void run(() => client.candleImports.store({ id })),
    cancel: () => void run(() => client.candleImports.cancel({ id })),
  };
}
