import { useCallback, useState } from 'react';
import type { AdoptionPlan, DifferenceChoice, DifferenceView } from '#shared/contract/reconcile.ts';
import { useClient } from '#renderer/data/data-context.tsx';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';

/** A position that can be adopted with a stop only, and why. */
export interface Planning {
  readonly difference: DifferenceView;
  readonly failure: Failure;
}

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> =>
  new Map([...map].filter(([each]) => each !== key));

/** Carries decisions to the host: which are on their way, which were refused, and what has to be asked first. */
export function useDecision() {
  const client = useClient();
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [failures, setFailures] = useState<ReadonlyMap<string, Failure>>(new Map());
  const [closing, setClosing] = useState<DifferenceView | null>(null);
  const [planning, setPlanning] = useState<Planning | null>(null);

  const send = useCallback(
    async (difference: DifferenceView, choice: DifferenceChoice, plan?: AdoptionPlan) => {
      const { key } = difference;
      setSending((now) => new Set(now).add(key));
      setFailures((now) => without(now, key));
      try {
        await client.reconcile.resolve({ id: key, choice, ...(plan === undefined ? {} : { plan }) });
        setPlanning(null);
      } catch (error) {
        const failure = describeError(error);
        if (failure.code === 'STOP_NEEDED' || plan !== undefined) setPlanning({ difference, failure });
        else setFailures((now) => new Map(now).set(key, failure));
      } finally {
        setSending((now) => new Set([...now].filter((each) => each !== key)));
      }
    },
    [client],
  );

  const choose = (difference: DifferenceView, choice: DifferenceChoice): void => {
    if (choice === 'close') setClosing(difference);
    else void send(difference, choice);
  };
  const dismiss = (): void => {
    setClosing(null);
    setPlanning(null);
  };
  const close = (difference: DifferenceView): void => {
    setClosing(null);
    void send(difference, 'close');
  };
  const adopt = (difference: DifferenceView, plan: AdoptionPlan): void => void send(difference, 'adopt', plan);
  return { sending, failures, closing, planning, choose, close, adopt, dismiss };
}
