import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import type { ClusterView } from '#shared/contract/liquidations.ts';
import type { HeatField } from './heat-field.ts';
import type { ForeignLayer } from './imported.ts';
import type { MapBars } from './map-bars.ts';
import type { PlotLayout } from './plot-layout.ts';
import type { RealisedBin } from './realised.ts';
import type { Scales } from './scales.ts';
import type { Viewport } from './viewport.ts';

/** Candles as columns of one length, oldest first. */
export interface Candles {
  readonly ts: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

interface Candle {
  readonly ts: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

interface Void {
  readonly from: number;
  readonly to: number;
}

/** Everything the chart draws, as of one moment. */
export interface Scene {
  readonly symbol: string;
  readonly priceDecimals: number;
  /** ms since 1970. */
  readonly now: number;
  readonly mark: number;
  readonly timeframeMs: number;
  readonly candles: Candles | null;
  /** The candle that is not yet closed. */
  readonly forming: Candle | null;
  readonly field: HeatField | null;
  readonly bars: MapBars | null;
  readonly clusters: readonly ClusterView[];
  readonly voids: readonly Void[];
  readonly realised: readonly RealisedBin[];
  /** What was brought in and is shown; empty where it is switched off. */
  readonly imported: readonly ForeignLayer[];
  /** 1 live; less where the map is worth less: no better than chance, or old. 0 shows candles only. */
  readonly strength: number;
  /** False where what lies next is not known: old inputs. */
  readonly ahead: boolean;
}

/** A scene with where it lies, for the painters. */
export interface Picture {
  readonly scene: Scene;
  readonly layout: PlotLayout;
  readonly viewport: Viewport;
  readonly scales: Scales;
  readonly tokens: Tokens;
}
