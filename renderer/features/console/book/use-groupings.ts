import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { useBook, type Depth } from '#renderer/data/use-depth.ts';
import type { BookStore } from '#renderer/data/book-store.ts';
import { fittingStep, groupingsFor, type Grouping } from './grouping.ts';

interface ChosenGroupings {
  readonly ticks: Readonly<Record<string, number>>;
  readonly choose: (symbol: string, ticks: number) => void;
}

/** The grouping chosen for each contract, kept over restarts. */
const useChosen = create<ChosenGroupings>()(
  persist(
    (set) => ({
      ticks: {},
      choose: (symbol, ticks) => set((state) => ({ ticks: { ...state.ticks, [symbol]: ticks } })),
    }),
    { name: 'zmart-ladder-grouping' },
  ),
);

interface Known {
  readonly symbol: string;
  readonly fit: number;
  readonly groupings: readonly Grouping[];
}

export interface GroupedBook {
  readonly book: Depth<BookStore>;
  /** Empty until the price is known. */
  readonly groupings: readonly Grouping[];
  readonly groupTicks: number;
  readonly choose: (ticks: number) => void;
}

/** The book of a contract at the grouping chosen for it, or at the one that fits its price. */
export function useGroupedBook(symbol: string): GroupedBook {
  const chosen = useChosen((state) => state.ticks[symbol]);
  const choose = useChosen((state) => state.choose);
  const [known, setKnown] = useState<Known | null>(null);
  const fits = known?.symbol === symbol ? known : null;
  const groupTicks = chosen ?? fits?.fit ?? 1;
  const book = useBook(symbol, groupTicks);
  const { store, units } = book;
  useEffect(() => {
    if (fits !== null || units === null) return undefined;
    const look = (): void => {
      const price = store.bestBid ?? store.bestAsk;
      if (price === null) return;
      const groupings = groupingsFor(price, units.tickUnits, units.priceDecimals);
      setKnown({ symbol, fit: fittingStep(price), groupings });
    };
    look();
    return store.onChange(look);
  }, [store, units, symbol, fits]);
  return { book, groupings: fits?.groupings ?? [], groupTicks, choose: (ticks) => choose(symbol, ticks) };
}
