import { firstCandle } from './paint-candles.ts';
import type { Scene } from './scene.ts';
import { fittedPrices, type Viewport, type ViewportLimits } from './viewport.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The past that can be looked at, and the shortest and longest span. */
export const limitsAt = (now: number): ViewportLimits => ({
  from: now - 62 * DAY,
  to: now,
  shortest: 60 * MINUTE,
  longest: 62 * DAY,
});

/** Clusters further than this are left to panning: the shorter the time, the nearer, so that candles keep their height. */
const farOf = (rangeMs: number): number => Math.min(0.12, 0.04 + (0.02 * rangeMs) / DAY);

/** A span of time up to now with the prices that were traded in it and the clusters that are near. */
export function fitted(scene: Scene, rangeMs: number): Viewport {
  const { now, mark, candles, clusters } = scene;
  const far = farOf(rangeMs);
  const prices = clusters.filter(({ distance }) => Math.abs(distance) < far).flatMap(({ from, to }) => [from, to]);
  if (candles !== null) {
    const first = firstCandle(candles, now - rangeMs);
    for (let at = first; at < candles.ts.length; at += 1) {
      prices.push(candles.low[at] as number, candles.high[at] as number);
    }
  }
  return { from: now - rangeMs, to: now, ...fittedPrices(mark > 0 ? mark : 1, prices) };
}

/** Lengths of candles that the chart draws. */
const TIMEFRAMES = ['5m', '15m', '30m', '1h', '2h', '4h', '8h', '1d'] as const;
export type ChartTimeframe = (typeof TIMEFRAMES)[number];
const LENGTHS: Readonly<Record<ChartTimeframe, number>> = {
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': 60 * MINUTE,
  '2h': 120 * MINUTE,
  '4h': 240 * MINUTE,
  '8h': 480 * MINUTE,
  '1d': DAY,
};
/** Candles nearer than this cannot be told apart, px. */
const LEAST_PITCH = 4.5;

export const timeframeLength = (timeframe: ChartTimeframe): number => LENGTHS[timeframe];

/** The shortest candles that can be told apart. */
export const timeframeFor = (msPerPixel: number): ChartTimeframe =>
  TIMEFRAMES.find((timeframe) => LENGTHS[timeframe] / msPerPixel >= LEAST_PITCH) ?? '1d';
