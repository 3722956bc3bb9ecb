import type { ReactNode } from 'react';
import type { StatusView } from '#shared/contract/system.ts';
import { useConnection } from '#renderer/data/data-context.tsx';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
import { useRowPart } from '#renderer/data/use-rows.ts';
import { OriginWorldContext, type OriginWorld } from '#renderer/ui/origin-world.ts';

const madeUp = ({ mode, simulated }: StatusView) => ({ prices: mode === 'demo', fills: simulated });

const isSilent = ({ feed }: StatusView): boolean => feed.status !== 'open';

const WORLD: OriginWorld = {
  useHere: useNow,
  useHostNow,
  useMadeUp: () => useRowPart('status', 'status', madeUp),
  useSilent: () => useRowPart('status', 'status', isSilent) ?? false,
  useLost: () => useConnection().phase === 'lost',
};

/** Tells the panels below what they have to know of the host to say where their figures come from and how old they are. */
export function OriginHost({ children }: { readonly children: ReactNode }) {
  return <OriginWorldContext value={WORLD}>{children}</OriginWorldContext>;
}
