import { createContext, use } from 'react';

export type Provenance = 'measured' | 'estimated' | 'simulated';

/** What a panel of figures has to know of the window around it. Every member is a hook and keeps its identity. */
export interface OriginWorld {
  /** The page's clock, ms since 1970, renewed once a second. */
  readonly useHere: () => number;
  /** The host's clock, ms since 1970; null before its first word. */
  readonly useHostNow: () => number | null;
  /** Whether prices and fills are made up; null before the host said so. */
  readonly useMadeUp: () => { readonly prices: boolean; readonly fills: boolean } | null;
  /** True while the host does not answer: what is shown then is of the past. */
  readonly useLost: () => boolean;
  /** True while no prices come: the feed is older than its limit or down. */
  readonly useSilent: () => boolean;
}

/** Stands for a window that has no host. */
const ALONE: OriginWorld = {
  useHere: () => 0,
  useHostNow: () => null,
  useMadeUp: () => null,
  useLost: () => false,
  useSilent: () => false,
};

/** How figures look that are old. */
export const STALE_LOOK = { opacity: 0.55, filter: 'grayscale(0.85)' } as const;

export const OriginWorldContext = createContext<OriginWorld>(ALONE);

/** What makes figures old. */
export type Ageing = 'never' | 'connection' | 'feed';

/** Whether figures are old: of the connection, when the host does not answer; of the feed, also when no prices come. */
export function useOld(ageing: Ageing): boolean {
  const { useLost, useSilent } = use(OriginWorldContext);
  const lost = useLost();
  const silent = useSilent();
  return (lost && ageing !== 'never') || (silent && ageing === 'feed');
}
