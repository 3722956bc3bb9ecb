import { useEffect, useRef, useState } from 'react';
import type { VerifyMessage } from '#shared/contract/journal.ts';
import { useClient } from './data-context.tsx';
import { describeError } from './describe-error.ts';

/** A verification as it stands. */
export type Verification =
  | VerifyMessage
  | { readonly kind: 'idle' }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly code: string; readonly sentence: string };

export interface VerificationControl {
  readonly state: Verification;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Runs the verification of the whole journal; leaving the screen ends it. */
export function useVerification(): VerificationControl {
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
      if (!abort.signal.aborted) setState({ kind: 'failed', ...describeError(error) });
    }
  };
  const start = (): void => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ kind: 'progress', done: 0, total: 0 });
    void run(abort);
  };
  const cancel = (): void => {
    running.current?.abort();
    setState({ kind: 'canceled' });
  };
  return { state, start, cancel };
}
