import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import {
  cancelImport,
  confirmImport,
  rejectImport,
  removeImport,
  takeFile,
  useImportRun,
  watchImport,
  type ImportParts,
} from './import-run.ts';

/** The import for the dialog that shows it: hands a file over, follows it, confirms or rejects what was read. */
export function useImport(shown: string, kind: 'levels' | 'liquidations') {
  const client = useClient();
  const api = useApi();
  const cache = useQueryClient();
  const { state, symbol } = useImportRun();
  useEffect(watchImport, []);
  const renew = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: api.liquidationImports.key() }),
      // Imported liquidations stand in the tape.
      cache.invalidateQueries({ queryKey: api.liquidations.tape.key() }),
    ]);
  const parts: ImportParts = { client, symbol: shown, kind, renew };
  return {
    state,
    /** The contract the file is taken for: the one under way's, else the one shown. */
    symbol: state.at === 'working' || state.at === 'proposal' ? (symbol ?? shown) : shown,
    take: (file: File) => void takeFile(parts, file),
    cancel: (run: string | null) => void cancelImport(parts, run),
    confirm: (run: string, unit: 'quote' | 'relative') => void confirmImport(parts, run, unit),
    reject: (run: string) => void rejectImport(parts, run),
    remove: (id: string, name: string) => void removeImport(parts, id, name),
  };
}
