import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import type { Client } from '#shared/contract/index.ts';
import { importFiles, useCandleUpload } from './candle-upload.ts';

type Choice = Omit<Parameters<Client['candleImports']['choose']>[0], 'id' | 'file'>;

/** The import of candles for the panels that show it. */
export function useCandleImport() {
  const source = useRow('candleImport');
  const client = useClient();
  const { failure: unsent } = useCandleUpload();
  const { pending, failure, run } = useAction();
  const id = source.row?.run?.id ?? '';
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
