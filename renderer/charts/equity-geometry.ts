/** Equity over time as columns of equal length, oldest first; see the contract's `equityCurve`. */
export interface EquitySeries {
  readonly ts: readonly number[];
  readonly equity: readonly number[];
  readonly peak: readonly number[];
  readonly trades: readonly EquityTrade[];
}

export interface EquityTrade {
  readonly ts: number;
  readonly symbol: string;
  readonly result: number;
  readonly signalId: string | null;
}

/** Where plot and axes lie, in CSS pixels. */
export interface EquityFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (ts: number) => number;
  readonly y: (equity: number) => number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

const AXIS_WIDTH = 62;
const TOP = 22;
const DATE_ROW = 20;
const DAY_ROW = 54;

/** Round distances between grid lines: 1, 2, 2.5 or 5 times a power of ten, at most `most` lines. */
export function niceStep(span: number, most: number): number {
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((step) => step * power >= rough) ?? 10;
  return factor * power;
}

/** The multiples of a step inside a range. */
export function gridLines(low: number, high: number, step: number): readonly number[] {
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

function extent(series: EquitySeries): readonly [number, number] {
  const low = Math.min(...series.equity);
  const high = Math.max(...series.peak, ...series.equity);
  const pad = Math.max((high - low) * 0.08, high * 0.0005, 1e-9);
  return [low - pad, high + pad];
}

/** Lays a series out in a box; `withDays` keeps a row below for the results by day. */
export function equityFrame(series: EquitySeries, width: number, height: number, withDays: boolean): EquityFrame {
  const [low, high] = extent(series);
  const from = series.ts[0] ?? 0;
  const to = Math.max(series.ts.at(-1) ?? 1, from + 1);
  const left = 2;
  const right = Math.max(left + 1, width - AXIS_WIDTH);
  const bottom = Math.max(TOP + 1, height - DATE_ROW - (withDays ? DAY_ROW : 0));
  const x = (ts: number): number => left + ((ts - from) / (to - from)) * (right - left);
  const y = (equity: number): number => bottom - ((equity - low) / (high - low)) * (bottom - TOP);
  return { left, right, top: TOP, bottom, x, y, low, high, from, to };
}

/** Index of the point nearest to a moment; −1 when there is none. `ts` rises. */
export function nearestIndex(ts: readonly number[], at: number): number {
  let low = 0;
  let high = ts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ts[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = ts[low - 1];
  const here = ts[low];
  if (before !== undefined && here !== undefined && at - before < here - at) return low - 1;
  return ts.length === 0 ? -1 : low;
}

const DAY = 86_400_000;

export interface DayResult {
  /** Start of the day in UTC, ms since 1970. */
  readonly day: number;
  readonly result: number;
}

/** The change of equity in each UTC day; the first day counts from the first point. */
export function dayResults({ ts, equity }: EquitySeries): readonly DayResult[] {
  const results: DayResult[] = [];
  let start = equity[0] ?? 0;
  ts.forEach((at, index) => {
    const day = Math.floor(at / DAY) * DAY;
    const value = equity[index] ?? start;
    const last = results.at(-1);
    if (last?.day === day) {
      results[results.length - 1] = { day, result: value - start };
      return;
    }
    start = index === 0 ? value : (equity[index - 1] ?? value);
    results.push({ day, result: value - start });
  });
  return results;
}

/** The deepest point below the running peak: its index and the share lost; null when equity never fell. */
export function deepestFall({ equity, peak }: EquitySeries): { readonly index: number; readonly share: number } | null {
  let found: { index: number; share: number } | null = null;
  equity.forEach((value, index) => {
    const top = peak[index] ?? value;
    const share = top > 0 ? value / top - 1 : 0;
    if (share < (found?.share ?? 0)) found = { index, share };
  });
  return found;
}

/** More marks than this would hide the curve. */
export const MOST_TRADES = 40;

/** The trades that are marked: all of them, or the {@link MOST_TRADES} with the largest results, in their order of time. */
export function markedTrades(trades: readonly EquityTrade[]): readonly EquityTrade[] {
  if (trades.length <= MOST_TRADES) return trades;
  const sizes = trades.map(({ result }) => Math.abs(result)).sort((a, b) => b - a);
  const bar = sizes[MOST_TRADES - 1] ?? 0;
  return trades.filter(({ result }) => Math.abs(result) >= bar).slice(0, MOST_TRADES);
}
