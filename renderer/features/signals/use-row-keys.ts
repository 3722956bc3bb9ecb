import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, last) => Math.min(last, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
  Home: () => 0,
  End: (_, last) => last,
};

/** Moves the focus row by row in a list that draws only what is in sight; rows stand in elements with `data-index`. */
export function useRowKeys(count: number, scrollTo: (index: number) => void) {
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const at = Math.min(current, count - 1);
  // The row may not be drawn yet when the key is pressed: it gets the focus as soon as it is.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${String(wanted.current)}"] > button`);
    if (row === undefined || row === null) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // Rows may have come above since: what has the focus counts, not where it stood.
    const place = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'];
    const next = step(place === undefined ? at : Number(place), count - 1);
    wanted.current = next;
    setCurrent(next);
    scrollTo(next);
  };
  return { at, list, onKeyDown };
}
