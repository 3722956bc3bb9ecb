import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus on an element when it first shows: `autoFocus` loses it to a dialog's own focus handling. */
export function useFirstFocus<Target extends HTMLElement>(): RefObject<Target | null> {
  const ref = useRef<Target>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
