import { create } from 'zustand';
import type { SignalPalette } from '#renderer/charts/signal-scale.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { ColumnChoice } from './columns.ts';
import { NO_ZOOM, type Zoom } from './matrix-layout.ts';
import type { SortChoice } from './row-order.ts';
import type { TimeSpan } from './time-columns.ts';

/** What the cells of the timeframes show. */
export type CellMode = 'score' | 'change' | 'completeness' | 'age';
/** How confidence is drawn. */
export type ConfidenceMode = 'dot' | 'size' | 'off';

export interface ViewSettings {
  readonly columns: ColumnChoice;
  readonly mode: CellMode;
  readonly confidence: ConfidenceMode;
  readonly palette: SignalPalette;
  readonly horizon: Timeframe;
  /** Null: by the score of the horizon, long first. */
  readonly sort: SortChoice | null;
  /** Cells below this confidence fade, 0…1. */
  readonly dimBelow: number;
  /** Whether the figure is printed in the cell. */
  readonly numbers: boolean;
  /** How far back the columns of time reach. */
  readonly span: TimeSpan;
  /** The cells' size, as a multiple of the usual one. */
  readonly zoom: Zoom;
}

export const DEFAULT_SETTINGS: ViewSettings = {
  columns: 'both',
  mode: 'score',
  confidence: 'dot',
  palette: 'safe',
  horizon: '4h',
  sort: null,
  dimBelow: 0.3,
  numbers: false,
  span: 'day',
  zoom: NO_ZOOM,
};

interface SettingsStore {
  readonly settings: ViewSettings;
  readonly change: (part: Partial<ViewSettings>) => void;
}

/** The view as the trader left it, kept while the window is open. */
export const useViewSettings = create<SettingsStore>((set) => ({
  settings: DEFAULT_SETTINGS,
  change: (part) => set(({ settings }) => ({ settings: { ...settings, ...part } })),
}));
