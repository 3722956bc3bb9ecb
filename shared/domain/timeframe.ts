import { DAY, HOUR, MINUTE, type EpochMs } from './time.ts';

/** Candle lengths the product knows, shortest first. */
export const TIMEFRAMES = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '8h', '12h', '1d', '1w'] as const;
export type Timeframe = (typeof TIMEFRAMES)[number];

const LENGTH: Record<Timeframe, number> = {
  '1m': MINUTE,
  '3m': 3 * MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': HOUR,
  '2h': 2 * HOUR,
  '4h': 4 * HOUR,
  '8h': 8 * HOUR,
  '12h': 12 * HOUR,
  '1d': DAY,
  '1w': 7 * DAY,
};

/** The length of one candle in milliseconds. */
export const timeframeMs = (timeframe: Timeframe): number => LENGTH[timeframe];

/**
 * The open time of the candle that holds `at`. Every length divides the epoch evenly, and KuCoin's weeks start on
 * Thursday 00:00 UTC as the epoch did, so one division serves all.
 */
export function bucketStart(at: number, timeframe: Timeframe): EpochMs {
  const length = LENGTH[timeframe];
  return (Math.floor(at / length) * length) as EpochMs;
}

export const isTimeframe = (text: string): text is Timeframe => (TIMEFRAMES as readonly string[]).includes(text);
