import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Timeframe } from '#shared/domain/timeframe.ts';

/** Intervals in reach of `[` and `]`, shortest first. */
export const INTERVALS = ['1m', '5m', '15m', '30m', '1h', '4h', '1d'] as const satisfies readonly Timeframe[];
export type Interval = (typeof INTERVALS)[number];

/** What can be laid over the bars. */
export const LAYERS = ['positions', 'orders', 'fills', 'alerts', 'liquidations'] as const;
export type Layer = (typeof LAYERS)[number];

interface ChartSettings {
  readonly interval: Interval;
  /** Ids of the chosen indicators. */
  readonly studies: readonly string[];
  readonly layers: readonly Layer[];
  readonly log: boolean;
}

interface SettingsStore extends ChartSettings {
  readonly change: (part: Partial<ChartSettings>) => void;
  /** The interval so many steps longer than the one chosen now, whatever is drawn yet. */
  readonly step: (by: number) => void;
}

/** How the chart is looked at; kept over restarts. */
export const useChartSettings = create<SettingsStore>()(
  persist(
    (set) => ({
      interval: '15m',
      studies: ['ema21', 'ema89', 'vwap'],
      layers: LAYERS,
      log: false,
      change: (part) => set(part),
      step: (by) => set(({ interval }) => ({ interval: steppedInterval(interval, by) })),
    }),
    {
      name: 'zmart-chart',
      version: 2,
      // Alerts came with the second version: who kept a choice of layers sees them too.
      migrate: (kept) => {
        const settings = kept as SettingsStore;
        return { ...settings, layers: [...settings.layers, 'alerts'] };
      },
    },
  ),
);

/** The interval so many steps longer; the ends stay. */
function steppedInterval(interval: Interval, by: number): Interval {
  const at = INTERVALS.indexOf(interval) + by;
  return INTERVALS[Math.max(0, Math.min(INTERVALS.length - 1, at))] ?? interval;
}
