import { useMemo, useState } from 'react';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { say } from '#shared/language/words.ts';

export const SPANS = [
  { value: '1d', label: '1D' },
  { value: '1w', label: '1W' },
  { value: '1m', label: '1M' },
  { value: 'all', label: say('All') },
] as const;

export type Span = (typeof SPANS)[number]['value'];

/** The span of the equity curve; `[` and `]` change it. */
export function useSpan(): readonly [Span, (span: Span) => void] {
  const [span, setSpan] = useState<Span>('1d');
  const bindings = useMemo<readonly KeyBinding[]>(() => {
    const step = (by: number) => () =>
      setSpan((now) => SPANS[SPANS.findIndex(({ value }) => value === now) + by]?.value ?? now);
    return [
      { keys: '[', label: say('Shorter span of the equity curve'), run: step(-1) },
      { keys: ']', label: say('Longer span'), run: step(1) },
    ];
  }, []);
  useKeys(say('Equity curve'), bindings);
  return [span, setSpan];
}
