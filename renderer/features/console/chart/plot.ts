import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import type { Drawing } from './drawing.ts';
import type { TradeLevel } from './trade-levels.ts';

/** Where things lie on the price pane, in CSS pixels from its left top. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Of a moment, ms; null before there are bars. */
  readonly x: (at: number) => number | null;
  readonly y: (price: number) => number | null;
}

/** A fill, marked at its bar. */
interface FillMark {
  readonly id: string;
  readonly at: number;
  readonly price: number;
  readonly side: 'buy' | 'sell';
}

/** An estimated cluster of liquidations, as a band of the lane. */
export interface LiquidationBand {
  readonly from: number;
  readonly to: number;
  readonly worth: number;
  /** Share of the largest shown, 0…1. */
  readonly strength: number;
}

/** Everything drawn over the bars. */
export interface Scene {
  readonly tokens: Tokens;
  readonly levels: readonly TradeLevel[];
  /** A level that is being dragged, and where it would go. */
  readonly ghost: { readonly id: string; readonly price: number } | null;
  readonly drawings: readonly Drawing[];
  /** The drawing under the hand, as it would be. */
  readonly held: Drawing | null;
  readonly selected: string | null;
  readonly fills: readonly FillMark[];
  readonly hoveredFill: string | null;
  /** Null: the lane is off. */
  readonly bands: readonly LiquidationBand[] | null;
  readonly barMs: number;
  readonly priceDecimals: number;
}

/** Width of the lane of liquidations at the right of the pane, and of a chip beside it. */
export const LANE = 92;
export const CHIP = 184;
export const NARROW_CHIP = 104;
/** Below this width of the chart chips keep names only. */
export const NARROW_CHART = 720;
