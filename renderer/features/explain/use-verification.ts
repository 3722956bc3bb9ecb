import { useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import type { VerifyMessage } from '#shared/contract/journal.ts';

/** How the walk over the whole chain stands. */
export type Verification =
  VerifyMessage | { readonly kind: 'idle' } | { readonly kind: 'failed'; readonly sentence: string };

/** Walks the chain from the first record to the last; leaving the page ends it. */
export function useVerification(): { readonly state: Verification; readonly start: () => void } {
  const client = useClient();
  const [state, setState] = useState<Verification>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (abort: AbortController): Promise<void> => {
    try {
      for await (const message of await client.journal.verify(undefined, { signal: abort.signal })) {
        if (abort.signal.aborted) return;
        setState(message);
      }
    } catch (error) {
      if (!abort.signal.aborted) setState({ kind: 'failed', sentence: describeError(error).sentence });
    }
  };
  const start = (): void => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ kind: 'progress', done: 0, total: 0 });
    void run(abort);
  };
  return { state, start };
}
