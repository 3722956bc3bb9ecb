import { useSyncExternalStore } from 'react';

/** `wide`: all columns; `narrow`: ladder and tape share one, the ticket is a drawer; `phone`: one column. */
export type WindowClass = 'wide' | 'narrow' | 'phone';

const NARROW = '(max-width: 1279px)';
const PHONE = '(max-width: 759px)';

const matches = (query: string): boolean => window.matchMedia(query).matches;

function subscribe(listener: () => void): () => void {
  const queries = [NARROW, PHONE].map((query) => window.matchMedia(query));
  queries.forEach((query) => query.addEventListener('change', listener));
  return () => queries.forEach((query) => query.removeEventListener('change', listener));
}

const current = (): WindowClass => (matches(PHONE) ? 'phone' : matches(NARROW) ? 'narrow' : 'wide');

/** How much room the window has. */
export const useWindowClass = (): WindowClass => useSyncExternalStore(subscribe, current);
