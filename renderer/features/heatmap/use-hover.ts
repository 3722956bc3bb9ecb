import { useCallback, useEffect, useRef, useState } from 'react';
import type { Place } from './matrix-layout.ts';

/** A cell must be under the pointer this long before its tooltip shows. */
const TOOLTIP_DELAY_MS = 80;
/** After the pointer left, the order of the rows is kept this much longer. */
const HOLD_AFTER_MS = 2_000;

interface Hover {
  /** The cell under the pointer. */
  readonly place: Place | null;
  /** True once the pointer rested there. */
  readonly rested: boolean;
  /** True while the pointer is inside and shortly after: the order of the rows is held. */
  readonly holding: boolean;
  readonly enter: (place: Place | null) => void;
  readonly leave: () => void;
}

const same = (a: Place | null, b: Place | null): boolean => a?.row === b?.row && a?.column === b?.column;

/** Follows the pointer over the matrix. */
export function useHover(): Hover {
  const [place, setPlace] = useState<Place | null>(null);
  const [rested, setRested] = useState(false);
  const [holding, setHolding] = useState(false);
  const release = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setRested(false);
    if (place === null) return undefined;
    const timer = setTimeout(() => setRested(true), TOOLTIP_DELAY_MS);
    return () => clearTimeout(timer);
  }, [place]);
  useEffect(() => () => clearTimeout(release.current), []);
  const enter = useCallback((next: Place | null) => {
    clearTimeout(release.current);
    setHolding(true);
    setPlace((now) => (same(now, next) ? now : next));
  }, []);
  const leave = useCallback(() => {
    setPlace(null);
    clearTimeout(release.current);
    release.current = setTimeout(() => setHolding(false), HOLD_AFTER_MS);
  }, []);
  return { place, rested, holding, enter, leave };
}
