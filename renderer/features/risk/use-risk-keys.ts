import { useEffect, useRef, type RefObject } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable], [role=dialog]') !== null;

/** What the keys of the screen do; halting is never a single letter. */
export interface RiskKeys {
  readonly onPauseAll: () => void;
  readonly onTable: () => void;
}

/** Where the keys lead: a selector inside the screen. */
const PLACES: Readonly<Record<string, string>> = {
  d: '[data-region="Denials"] [role=group]',
  b: '[data-region="Breakers"]',
  s: '[data-pause=symbol]',
  l: '[data-edit-limits]',
};

/** P pauses all, S goes to the symbols to pause, L to the limits, D to the denials, B to the breakers; T shows figures. */
export function useRiskKeys({ onPauseAll, onTable }: RiskKeys): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(event.target)) return;
      const place = PLACES[event.key];
      if (event.key === 'p') onPauseAll();
      else if (event.key === 't') onTable();
      else if (place !== undefined) ref.current?.querySelector<HTMLElement>(place)?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onPauseAll, onTable]);
  return ref;
}
