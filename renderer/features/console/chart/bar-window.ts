import type { ChartBar, ChartPage } from '#shared/contract/chart.ts';

/** The bars a chart holds: columns of equal length, oldest first, with every output of the studies as one column. */
export interface BarWindow {
  readonly ts: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  readonly volume: readonly number[];
  readonly outputs: readonly (readonly (number | null)[])[];
  /** False once newer bars were let go: then the open bar has no place in it. */
  readonly reachesNow: boolean;
}

/** The chart library draws all loaded bars anew with each change: more would cost more than a frame. */
const MOST_BARS = 5_000;

export const windowOf = (page: ChartPage, reachesNow: boolean): BarWindow => ({
  ts: page.ts,
  open: page.open,
  high: page.high,
  low: page.low,
  close: page.close,
  volume: page.volume,
  outputs: page.studies.flatMap(({ outputs }) => outputs.map(({ values }) => values)),
  reachesNow,
});

type Cut = <T>(column: readonly T[]) => readonly T[];

function each(window: BarWindow, other: BarWindow, join: <T>(a: readonly T[], b: readonly T[]) => readonly T[]) {
  return {
    ts: join(window.ts, other.ts),
    open: join(window.open, other.open),
    high: join(window.high, other.high),
    low: join(window.low, other.low),
    close: join(window.close, other.close),
    volume: join(window.volume, other.volume),
    outputs: window.outputs.map((column, index) => join(column, other.outputs[index] ?? [])),
  };
}

const cutBoth = (window: BarWindow, cut: Cut) => each(window, window, (column) => cut(column));

/** Puts an older page before the window; the newest bars go when there would be too many. */
export function joinOlder(window: BarWindow, page: ChartPage, most = MOST_BARS): BarWindow {
  const first = window.ts[0] ?? Infinity;
  const older = windowOf(page, true);
  const fit = older.ts.filter((ts) => ts < first).length;
  const joined = each(older, window, (a, b) => [...a.slice(0, fit), ...b]);
  const over = joined.ts.length > most;
  const whole = { ...joined, reachesNow: window.reachesNow && !over };
  return over ? { ...whole, ...cutBoth(whole, (column) => column.slice(0, most)) } : whole;
}

/** Puts a newer page behind the window; the oldest bars go when there would be too many. */
export function joinNewer(window: BarWindow, page: ChartPage, reachesNow: boolean, most = MOST_BARS): BarWindow {
  const last = window.ts.at(-1) ?? -Infinity;
  const newer = windowOf(page, reachesNow);
  const skip = newer.ts.filter((ts) => ts <= last).length;
  const joined = each(window, newer, (a, b) => [...a, ...b.slice(skip)]);
  const whole = { ...joined, reachesNow };
  return joined.ts.length > most ? { ...whole, ...cutBoth(whole, (column) => column.slice(-most)) } : whole;
}

/** What a live bar does to the window; `gap`: bars between are missing and have to be asked for. */
export type Taken = { readonly kind: 'same' | 'gap' } | { readonly kind: 'changed'; readonly window: BarWindow };

const withBar = (window: BarWindow, bar: ChartBar, at: number): BarWindow => {
  const put = <T>(column: readonly T[], value: T): readonly T[] => [...column.slice(0, at), value];
  return {
    ...window,
    ts: put(window.ts, bar.ts),
    open: put(window.open, bar.open),
    high: put(window.high, bar.high),
    low: put(window.low, bar.low),
    close: put(window.close, bar.close),
    volume: put(window.volume, bar.volume),
    outputs: window.outputs.map((column, index) => put(column, bar.values[index] ?? null)),
  };
};

/**
 * Takes a live bar: it replaces the last one of the same time or follows it. A bar much later than the last leaves a hole
 * that only the host can fill.
 * @param lengthMs of one bar.
 */
export function takeBar(window: BarWindow, bar: ChartBar, lengthMs: number): Taken {
  if (!window.reachesNow) return { kind: 'same' };
  const count = window.ts.length;
  const last = window.ts[count - 1];
  if (last === undefined) return { kind: 'gap' };
  if (bar.ts < last) return { kind: 'same' };
  if (bar.ts === last) return { kind: 'changed', window: withBar(window, bar, count - 1) };
  if (bar.ts > last + lengthMs) return { kind: 'gap' };
  const grown = withBar(window, bar, count);
  return { kind: 'changed', window: count < MOST_BARS ? grown : { ...grown, ...cutBoth(grown, (c) => c.slice(1)) } };
}

/** A longer hole is shown this wide. */
const MOST_BLANKS = 60;

/** The times of bars that are not there, between those that are: a hole stays a hole on the chart. */
export function blanksBetween(before: number, after: number, lengthMs: number): readonly number[] {
  const missing = Math.round((after - before) / lengthMs) - 1;
  const count = Math.max(0, Math.min(MOST_BLANKS, missing));
  return Array.from({ length: count }, (_, index) => before + (index + 1) * lengthMs);
}

/**
 * Where a moment lies among bars, in bars: 2.5 is halfway between the third and the fourth. Beyond the ends it goes on in
 * steps of one bar; null without bars.
 */
export function barIndexOf(times: readonly number[], at: number, lengthMs: number): number | null {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  if (at <= first) return (at - first) / lengthMs;
  if (at >= last) return times.length - 1 + (at - last) / lengthMs;
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const from = times[low] ?? 0;
  const to = times[high] ?? from + lengthMs;
  return low + (at - from) / Math.max(1, to - from);
}

/** The moment at a place among bars; the other way of {@link barIndexOf}. */
export function momentAt(times: readonly number[], index: number, lengthMs: number): number | null {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  if (index <= 0) return first + index * lengthMs;
  if (index >= times.length - 1) return last + (index - times.length + 1) * lengthMs;
  const low = Math.floor(index);
  const from = times[low] ?? first;
  return from + (index - low) * ((times[low + 1] ?? from + lengthMs) - from);
}
