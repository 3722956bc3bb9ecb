import { useMemo, useRef, useState } from 'react';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { useShownRow } from '../use-liquidation-data.ts';
import { inOrder, orderSymbols } from './symbol-order.ts';

/** All symbols in the one order that the lists share, and the row pointed at in either. */
export interface SymbolList {
  readonly rows: readonly LiquidationRow[];
  readonly hovered: string | null;
  readonly hover: (key: string | null) => void;
  /** The contract shown. */
  readonly chosen: string | null;
  /** Coverage of the row told longest ago: the list is as old as that. */
  readonly oldest: LiquidationRow['coverage'] | null;
}

export function useSymbolList(live: readonly LiquidationRow[]): SymbolList {
  const [hovered, hover] = useState<string | null>(null);
  const chosen = useShownRow()?.key ?? null;
  const kept = useRef<readonly string[]>([]);
  const fresh = useMemo(() => orderSymbols(live), [live]);
  // Rows do not change places under the pointer.
  const order = hovered === null ? fresh : kept.current;
  kept.current = order;
  return useMemo(() => {
    const rows = inOrder(live, order);
    const oldest = rows.reduce<LiquidationRow['coverage'] | null>(
      (found, { coverage }) => (found === null || coverage.to < found.to ? coverage : found),
      null,
    );
    return { rows, hovered, hover, chosen, oldest };
  }, [live, order, hovered, chosen]);
}
