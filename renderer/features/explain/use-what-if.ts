import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import type { ChangedInputView, SensitivityView } from '#shared/contract/explain.ts';

/** A value that is tried in place of what was measured. */
export interface WhatIfControl {
  /** Null when nothing is tried. */
  readonly tried: number | null;
  /** What the host made of it; null when nothing is tried or it is not known yet. */
  readonly result: ChangedInputView | null;
  readonly attempt: (value: number) => void;
  readonly end: () => void;
  readonly curve: RefObject<HTMLDivElement | null>;
}

/** Tries values of the decisive input: each is judged by the host with the functions that decided. */
export function useWhatIf(signalId: string, view: SensitivityView | null): WhatIfControl {
  const [tried, setTried] = useState<number | null>(null);
  const curve = useRef<HTMLDivElement>(null);
  const input = { signalId, agent: view?.agent ?? 'technical', name: view?.name ?? '', value: tried ?? 0 };
  const query = useQuery({
    ...useApi().explain.whatIf.queryOptions({ input }),
    enabled: tried !== null && view !== null,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const result = tried === null ? null : (query.data ?? null);
  return { tried, result, attempt: setTried, end: () => setTried(null), curve };
}
