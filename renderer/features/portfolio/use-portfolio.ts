import { useMemo } from 'react';
import type { BenchView, SlotsStatus, SlotView } from '#shared/contract/portfolio-manager.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow, useRows, type LiveRows } from '#renderer/data/use-rows.ts';

const MINUTE = 60_000;

/** The portfolio as its screen sees it. */
export interface Portfolio {
  readonly status: SlotsStatus | null;
  readonly slots: readonly SlotView[];
  readonly bench: readonly BenchView[];
  /** How the panel of the tables stands. */
  readonly source: LiveRows<SlotView>;
  readonly loading: boolean;
  /** The host's clock to the minute, so that rows do not render every second, ms since 1970. */
  readonly now: number;
  readonly readOnly: boolean;
  /** The coin of a symbol; its own name where it is not known. */
  readonly coinOf: (symbol: string) => string;
}

/** Slots, bench and the line above them, as they change. */
export function usePortfolio(): Portfolio {
  const status = useRow('slotsStatus').row;
  const source = useRows('slots');
  const bench = useRows('slotsBench').rows;
  const host = useHostNow();
  const readOnly = useRow('status').row?.journal.readOnly === true;
  const slots = source.rows;
  const coinOf = useMemo(() => {
    const coins = new Map([...slots, ...bench].map(({ key, coin }) => [key, coin]));
    return (symbol: string) => coins.get(symbol) ?? symbol.replace(/USDTM$/, '');
  }, [slots, bench]);
  const now = Math.floor((host ?? status?.asOf ?? 0) / MINUTE) * MINUTE;
  const loading = status === null || source.status === 'loading';
  return { status, slots, bench, source, loading, now, readOnly, coinOf };
}
