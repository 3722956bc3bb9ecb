import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Which leverages count: all, from 25 on, from 50 on. */
export type LeverageClass = 'all' | 'medium' | 'high';

/** Spans of time that the chart fits, shortest first; the keys 1–7 choose them in this order. */
export const RANGES = ['12h', '1d', '2d', '4d', '1w', '2w', '1m'] as const;
export type Range = (typeof RANGES)[number];

/** What the chart area shows; the classic map stands in place of the other two. */
interface ChartViews {
  readonly heatmap: boolean;
  readonly map: boolean;
  readonly classic: boolean;
}

interface Scope {
  readonly leverage: LeverageClass;
  /** Leverages that count; null is every one of the class. */
  readonly tiers: readonly number[] | null;
  /** Near term: from 25x on, or within 5 % of the price. */
  readonly optical: boolean;
  /** Levels of other sources are drawn beside the model's. */
  readonly imported: boolean;
  readonly range: Range;
  readonly view: ChartViews;
  /** Price that the cascade is asked for; null follows the nearest cluster. */
  readonly simulatePrice: number | null;
}

interface ScopeStore extends Scope {
  readonly setLeverage: (leverage: LeverageClass) => void;
  readonly setTiers: (tiers: readonly number[] | null) => void;
  readonly setOptical: (optical: boolean) => void;
  readonly setImported: (imported: boolean) => void;
  readonly setRange: (range: Range) => void;
  readonly setView: (view: Partial<ChartViews>) => void;
  readonly setSimulatePrice: (price: number | null) => void;
}

const DEFAULTS: Scope = {
  leverage: 'all',
  tiers: null,
  optical: false,
  imported: true,
  range: '4d',
  view: { heatmap: true, map: true, classic: false },
  simulatePrice: null,
};

/** What every panel of the KingFisher screen looks at. The price to simulate is not kept over restarts. */
export const useKingfisherScope = create<ScopeStore>()(
  persist(
    (set) => ({
      ...DEFAULTS,
      setLeverage: (leverage) => set({ leverage, tiers: null }),
      setTiers: (tiers) => set({ tiers }),
      setOptical: (optical) => set({ optical }),
      setImported: (imported) => set({ imported }),
      setRange: (range) => set({ range }),
      setView: (view) => set((now) => ({ view: { ...now.view, ...view } })),
      setSimulatePrice: (simulatePrice) => set({ simulatePrice }),
    }),
    {
      name: 'zmart-kingfisher',
      partialize: ({ leverage, tiers, optical, imported, range, view }) => ({
        ...{ leverage, tiers, optical, imported, range, view },
      }),
    },
  ),
);

/** The lowest leverage of each class. */
export const CLASS_FLOOR: Readonly<Record<LeverageClass, number>> = { all: 0, medium: 25, high: 50 };
