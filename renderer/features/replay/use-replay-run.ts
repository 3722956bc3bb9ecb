import { useEffect, useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { runAfter, runLost, WAITING, type ReplayRun } from './replay-run.ts';

/** Watches a replay until it ends. `onEnd` is told once. */
export function useReplayRun(id: string, onEnd: () => void): ReplayRun {
  const client = useClient();
  const [run, setRun] = useState<ReplayRun>(WAITING);
  useEffect(() => {
    const abort = new AbortController();
    const follow = async (): Promise<void> => {
      for await (const message of await client.replay.watch({ id }, { signal: abort.signal })) {
        if (abort.signal.aborted) return;
        setRun((now) => runAfter(now, message));
        if (message.kind !== 'progress') onEnd();
      }
    };
    follow().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      const { code, sentence } = describeError(error);
      setRun((now) => runLost(now, `${code}: ${sentence}`));
    });
    return () => abort.abort();
  }, [client, id, onEnd]);
  return run;
}
