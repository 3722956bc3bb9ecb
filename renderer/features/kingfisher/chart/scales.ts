import type { PlotLayout, Rect } from './plot-layout.ts';
import type { Viewport } from './viewport.ts';

/** Pixels of moments and prices, and back. */
export interface Scales {
  readonly x: (ts: number) => number;
  readonly y: (price: number) => number;
  /** As `y`, of a logarithm. */
  readonly yLog: (log: number) => number;
  readonly ts: (x: number) => number;
  readonly price: (y: number) => number;
}

export function scalesOf({ plot }: PlotLayout, { from, to, low, high }: Viewport): Scales {
  const perMs = plot.width / (to - from);
  const perLog = plot.height / (high - low);
  const yLog = (log: number): number => plot.y + (high - log) * perLog;
  return {
    x: (ts) => plot.x + (ts - from) * perMs,
    y: (price) => yLog(Math.log(price)),
    yLog,
    ts: (x) => from + (x - plot.x) / perMs,
    price: (y) => Math.exp(high - (y - plot.y) / perLog),
  };
}

/** 1, 2 or 5 times a power of ten, not below what is given. */
export function niceAtLeast(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Round prices at least `room` pixels apart at the middle of what is shown, lowest first. */
export function priceTicks({ low, high }: Viewport, height: number, room = 34): readonly number[] {
  const span = Math.exp(high) - Math.exp(low);
  if (!(span > 0) || height <= 0) return [];
  const step = niceAtLeast((span * room) / height);
  const first = Math.ceil(Math.exp(low) / step);
  const last = Math.floor(Math.exp(high) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 28].map((days) => days * DAY),
];

/** A mark of the time axis; `day` where a day begins. */
export interface TimeTick {
  readonly ts: number;
  readonly day: boolean;
}

/** Round moments at least `room` pixels apart, oldest first. */
export function timeTicks({ from, to }: Viewport, width: number, room = 78): readonly TimeTick[] {
  if (width <= 0) return [];
  const most = Math.max(1, Math.floor(width / room));
  const step = STEPS.find((length) => (to - from) / length <= most) ?? 56 * DAY;
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, at) => (first + at) * step).map((ts) => ({ ts, day: ts % DAY === 0 }));
}

/** Decimals that tell prices of this step apart. */
export const stepDecimals = (step: number): number => Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));

/** The middle of a rectangle's height. */
export const middle = ({ y, height }: Rect): number => y + height / 2;
