import { gridLines, niceStep } from './equity-geometry.ts';

/** One series of a time chart; panes lie below each other and share the time axis. */
export interface ChartPane {
  readonly name: string;
  /** Same length as the times. */
  readonly values: Float64Array;
  /** Part of the height, relative to the other panes. */
  readonly share: number;
  /** The area is filled towards this value; null draws a line alone. */
  readonly baseline: number | null;
  /** Values that must be inside the range and are drawn dashed. */
  readonly levels: readonly number[];
  readonly line: string;
  readonly fill: string;
  readonly format: (value: number) => string;
}

/** Where a pane lies, in CSS pixels, and what it spans. */
export interface PaneFrame {
  readonly top: number;
  readonly bottom: number;
  readonly low: number;
  readonly high: number;
  readonly y: (value: number) => number;
  readonly grid: readonly number[];
}

/** The shared time axis. */
export interface TimeAxis {
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly to: number;
  readonly x: (ts: number) => number;
}

const TIME_ROW = 20;
const PANE_GAP = 12;
const TOP = 8;

/** The range of values drawn: data, levels and the baseline; level data get air of their own. */
export function valueRange(
  values: Float64Array,
  include: readonly number[],
): { readonly low: number; readonly high: number } {
  let low = Math.min(Infinity, ...include);
  let high = Math.max(-Infinity, ...include);
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1 };
  const air = high > low ? (high - low) * 0.06 : Math.max(1e-9, Math.abs(high) * 0.01);
  return { low: low - air, high: high + air };
}

/** Lays the time axis out; `axisWidth` stays free at the right for the values. */
export function timeAxis(ts: Float64Array, width: number, axisWidth: number): TimeAxis {
  const from = ts[0] ?? 0;
  const to = Math.max(ts.at(-1) ?? 1, from + 1);
  const left = 1;
  const right = Math.max(left + 1, width - axisWidth);
  return { left, right, from, to, x: (at) => left + ((at - from) / (to - from)) * (right - left) };
}

/** Lays the panes out below each other, above the row of times. */
export function paneFrames(panes: readonly ChartPane[], height: number): readonly PaneFrame[] {
  const total = panes.reduce((sum, { share }) => sum + share, 0);
  const room = Math.max(1, height - TIME_ROW - TOP - PANE_GAP * (panes.length - 1));
  let top = TOP;
  return panes.map((pane) => {
    const tall = (room * pane.share) / total;
    const include = pane.baseline === null ? pane.levels : [...pane.levels, pane.baseline];
    const { low, high } = valueRange(pane.values, include);
    const bottom = top + tall;
    const start = top;
    const y = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - start);
    const grid = gridLines(low, high, niceStep(high - low, Math.max(1, Math.floor(tall / 30))));
    top = bottom + PANE_GAP;
    return { top: start, bottom, low, high, y, grid };
  });
}
