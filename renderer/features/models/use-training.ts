import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { told } from '#shared/language/told.ts';
import type { TrainingState } from './training-plan.ts';

/** A training that another window or the schedule started is found so often. */
const PERIOD_MS = 5_000;
const WAITING: TrainingState = { kind: 'waiting' };

/** The run under way, also one that was started elsewhere; null when none is. */
export function useRunning(): { readonly run: string | null; readonly look: () => void } {
  const { models } = useApi();
  const query = useQuery({ ...models.running.queryOptions(), refetchInterval: PERIOD_MS });
  return { run: query.data?.run ?? null, look: () => void query.refetch() };
}

/** Follows one training to its end; why it failed is ready to be shown. */
export function useTraining(run: string): TrainingState {
  const client = useClient();
  const [state, setState] = useState<TrainingState>(WAITING);
  useEffect(() => {
    const abort = new AbortController();
    const follow = async (): Promise<void> => {
      for await (const message of await client.models.progress({ run }, { signal: abort.signal })) {
        if (abort.signal.aborted) return;
        setState(message.kind === 'failed' ? { ...message, problem: told(message.problem) } : message);
      }
    };
    follow().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      const { code, sentence } = describeError(error);
      setState({ kind: 'failed', problem: `${code}: ${sentence}` });
    });
    return () => abort.abort();
  }, [client, run]);
  return state;
}
