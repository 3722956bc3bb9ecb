import { Sfc32 } from '#core/market/sim/sfc32.ts';

/** First open time of the sample candles. */
export const SAMPLE_FROM = Date.UTC(2025, 2, 1);
export const SAMPLE_STEP_MS = 900_000;

/** One candle as the text of a CSV row. */
export type SampleRow = string;

/** 15-minute candles that wander and trend, the same for a seed; prices have one decimal. */
export function sampleRows(count: number, seed: number, startPrice: number): SampleRow[] {
  const random = new Sfc32(seed);
  let price = startPrice;
  return Array.from({ length: count }, (_, i) => {
    const open = price;
    const drift = 0.002 * Math.sin(i / 90);
    const close = open * (1 + drift + (random.next() - 0.5) * 0.008);
    const high = Math.max(open, close) * (1 + random.next() * 0.002);
    const low = Math.min(open, close) * (1 - random.next() * 0.002);
    price = Number(close.toFixed(1));
    const prices = [open, Math.ceil(high * 10) / 10, Math.floor(low * 10) / 10, price];
    const volume = (100 + random.next() * 300).toFixed(3);
    return [String(SAMPLE_FROM + i * SAMPLE_STEP_MS), ...prices.map((value) => value.toFixed(1)), volume].join(',');
  });
}

export const SAMPLE_HEADER = 'timestamp_ms,open,high,low,close,volume';

/** Rows as the text of a file. */
export const sampleCsv = (rows: readonly SampleRow[]): string => `${[SAMPLE_HEADER, ...rows].join('\n')}\n`;
