import { useCallback, useState } from 'react';
import { describeError, type Failure } from './describe-error.ts';

/** One call at a time with its failure. Unlike a cached mutation it keeps nothing of what was sent. */
export function useAction() {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(async <Result>(call: () => Promise<Result>): Promise<Result | null> => {
    setPending(true);
    setFailure(null);
    try {
      return await call();
    } catch (error) {
      setFailure(describeError(error));
      return null;
    } finally {
      setPending(false);
    }
  }, []);
  const reset = useCallback(() => setFailure(null), []);
  return { pending, failure, run, reset };
}
