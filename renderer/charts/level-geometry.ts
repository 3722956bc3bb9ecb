/** Equity with the levels of loss as columns of equal length, oldest first; see the contract's `equityLevels`. */
export interface LevelSeries {
  readonly ts: readonly number[];
  readonly equity: readonly number[];
  readonly peak: readonly number[];
  readonly yellow: readonly number[];
  readonly orange: readonly number[];
  readonly red: readonly number[];
  readonly transfers: readonly { readonly at: number; readonly amount: number }[];
  readonly states: readonly { readonly at: number; readonly state: string; readonly cause: string }[];
}

/** Where plot and labels lie, in CSS pixels. */
export interface LevelFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly x: (ts: number) => number;
  readonly y: (equity: number) => number;
}

/** Width of the labels at the right: name, equity and room of each level. */
export const LABEL_WIDTH = 218;
const TOP = 20;
const TIME_ROW = 20;

/** The range shown: equity and peak in full, and of the levels below as many as do not flatten the curve. */
export function levelExtent(series: LevelSeries): readonly [number, number] {
  const high = Math.max(...series.peak, ...series.equity);
  const lowest = Math.min(...series.equity);
  const orange = Math.min(...series.orange);
  const red = Math.min(...series.red);
  const span = Math.max(high - lowest, high * 0.002);
  // A level further off than three heights of the curve is named at the edge and not drawn.
  const low = [red, orange].find((level) => high - level <= 4 * span) ?? Math.max(orange, high - 4 * span);
  const bottom = Math.min(low, lowest);
  const pad = Math.max((high - bottom) * 0.06, 1e-9);
  return [bottom - pad, high + pad];
}

/** Lays a series of at least one point out in a box. */
export function levelFrame(series: LevelSeries, width: number, height: number): LevelFrame {
  const [low, high] = levelExtent(series);
  const from = series.ts[0] ?? 0;
  const to = Math.max(series.ts.at(-1) ?? 1, from + 1);
  const left = 2;
  const right = Math.max(left + 1, width - LABEL_WIDTH);
  const bottom = Math.max(TOP + 1, height - TIME_ROW);
  const x = (ts: number): number => left + ((ts - from) / (to - from)) * (right - left);
  const y = (equity: number): number => bottom - ((equity - low) / (high - low)) * (bottom - TOP);
  return { left, right, top: TOP, bottom, from, to, low, high, x, y };
}

/** The stretches between transfers, as index ranges [from, to): a deposit is no profit, so the line is broken there. */
export function unbrokenRanges({ ts, transfers }: LevelSeries): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let start = 0;
  for (let index = 1; index < ts.length; index += 1) {
    const before = ts[index - 1] ?? 0;
    const here = ts[index] ?? 0;
    if (!transfers.some(({ at }) => at > before && at <= here)) continue;
    ranges.push([start, index]);
    start = index;
  }
  if (ts.length > start) ranges.push([start, ts.length]);
  return ranges;
}

/** The trading state at a moment; ACTIVE before the first change that is known. */
export function stateAt(states: LevelSeries['states'], at: number): string {
  let state = 'ACTIVE';
  for (const change of states) if (change.at <= at) state = change.state;
  return state;
}

export interface PlacedLabel {
  readonly key: string;
  /** Where it belongs. */
  readonly at: number;
  /** Where it is written: moved so that no two overlap. */
  readonly y: number;
}

/** Keeps labels apart by `gap` px, in their order from above, within the given bounds. */
export function spreadLabels(
  labels: readonly { readonly key: string; readonly at: number }[],
  gap: number,
  top: number,
  bottom: number,
): readonly PlacedLabel[] {
  const placed = [...labels].sort((a, b) => a.at - b.at).map((label) => ({ ...label, y: label.at }));
  placed.forEach((label, index) => {
    const above = placed[index - 1]?.y ?? top - gap;
    label.y = Math.max(label.y, above + gap);
  });
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const label = placed[index];
    if (label === undefined) continue;
    const below = placed[index + 1]?.y ?? bottom + gap;
    label.y = Math.min(label.y, below - gap);
  }
  return placed;
}
