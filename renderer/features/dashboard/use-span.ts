import { useEffect, useState } from 'react';

export const SPANS = [
  { value: '1d', label: '1D' },
  { value: '1w', label: '1W' },
  { value: '1m', label: '1M' },
  { value: 'all', label: 'All' },
] as const;

export type Span = (typeof SPANS)[number]['value'];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** The span of the equity curve; `[` and `]` change it. */
export function useSpan(): readonly [Span, (span: Span) => void] {
  const [span, setSpan] = useState<Span>('1d');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = { '[': -1, ']': 1 }[event.key];
      if (step === undefined || isTyping(event.target)) return;
      setSpan((now) => SPANS[SPANS.findIndex(({ value }) => value === now) + step]?.value ?? now);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return [span, setSpan];
}
