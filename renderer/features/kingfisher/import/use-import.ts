import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import type { LiquidationImport } from '#shared/contract/liquidation-imports.ts';
import { say } from '#shared/language/words.ts';
import { fileProblem, kindOf } from './import-file.ts';
import { importRows, notImported, readPicture, type ImportState, type ImportSteps } from './import-steps.ts';

/** Hands a file over, follows the reading of a picture, and confirms or rejects what came of it. */
export function useImport(symbol: string, kind: 'levels' | 'liquidations') {
  const client = useClient();
  const api = useApi();
  const cache = useQueryClient();
  const [state, setState] = useState<ImportState>({ at: 'choose' });
  const stopper = useRef<AbortController | null>(null);
  // A picture that is read when the dialog is closed would keep the next one waiting.
  const reading = useRef<string | null>(null);
  useEffect(
    () => () => {
      stopper.current?.abort();
      if (reading.current !== null) void client.liquidationImports.cancel({ run: reading.current }).catch(() => null);
    },
    [client],
  );

  const renew = useCallback(
    () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: api.liquidationImports.key() }),
        // Imported liquidations stand in the tape.
        cache.invalidateQueries({ queryKey: api.liquidations.tape.key() }),
      ]),
    [api, cache],
  );
  const done = useCallback(
    async (entry: LiquidationImport) => {
      setState({ at: 'imported', entry });
      await renew();
    },
    [renew],
  );

  const steps: ImportSteps = { client, show: setState, done, reading };

  const take = async (file: File) => {
    const wrong = fileProblem(file);
    if (wrong !== null) {
      setState(notImported(wrong));
      return;
    }
    stopper.current?.abort();
    const stop = new AbortController();
    stopper.current = stop;
    setState({ at: 'working', doing: say('Reading the file'), share: 0, run: null });
    try {
      await (kindOf(file) === 'picture'
        ? readPicture(steps, file, symbol, stop.signal)
        : importRows(steps, file, kind, stop.signal));
    } catch (error) {
      if (!stop.signal.aborted) setState({ at: 'failed', failure: describeError(error) });
    }
  };

  const attempt = async (call: () => Promise<void>) => {
    try {
      await call();
    } catch (error) {
      setState({ at: 'failed', failure: describeError(error) });
    }
  };

  return {
    state,
    take: (file: File) => void take(file),
    cancel: (run: string | null) => {
      stopper.current?.abort();
      reading.current = null;
      setState({ at: 'choose' });
      if (run !== null) void attempt(async () => void (await client.liquidationImports.cancel({ run })));
    },
    confirm: (run: string, unit: 'quote' | 'relative') =>
      void attempt(async () => done(await client.liquidationImports.confirm({ run, unit }))),
    reject: (run: string) =>
      void attempt(async () => {
        await client.liquidationImports.reject({ run });
        setState({ at: 'choose' });
      }),
    remove: (id: string) =>
      void attempt(async () => {
        await client.liquidationImports.remove({ id });
        await renew();
      }),
  };
}
