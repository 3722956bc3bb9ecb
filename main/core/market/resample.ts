import type { CandleColumns } from '#shared/domain/candle.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { CandleSeries } from './candle-series.ts';
import { monthStart, nextMonthStart } from './utc-calendar.ts';

/** Where a span of time begins, and where the next one does. */
export interface BucketRule {
  readonly startOf: (at: number) => number;
  readonly nextOf: (start: number) => number;
}

/** A closed candle made of fewer base candles than its span holds. */
export interface IncompleteCandle {
  readonly ts: number;
  readonly missing: number;
}

/** Resampled candles and which of them lack base candles inside. */
export interface Resampled {
  readonly columns: CandleColumns;
  readonly incomplete: readonly IncompleteCandle[];
}

/** The buckets of a timeframe. */
export const timeframeBuckets = (timeframe: Timeframe): BucketRule => ({
  startOf: (at) => bucketStart(at, timeframe),
  nextOf: (start) => start + timeframeMs(timeframe),
});

/**
 * Calendar months of a time zone `aheadMs` ahead of UTC. KuCoin's months are those of UTC+8, though it labels them with
 * midnight UTC: its candle of 2025-11 opens with the trade of 2025-10-31 16:00 UTC.
 */
export const monthBuckets = (aheadMs: number): BucketRule => ({
  startOf: (at) => monthStart(at + aheadMs) - aheadMs,
  nextOf: (start) => nextMonthStart(start + aheadMs) - aheadMs,
});

/** @throws RangeError unless each candle of `target` holds a whole number, two or more, of `base` candles. */
export function mustDivide(base: Timeframe, target: Timeframe): void {
  const factor = timeframeMs(target) / timeframeMs(base);
  if (!Number.isInteger(factor) || factor < 2)
    throw new RangeError(`${target} candles are not made of ${base} candles`);
}

/**
 * Merges candles into longer ones. A candle is closed when its last base candle is there or a later one is. The first one
 * is left out when it begins before the series is known. Holes inside are listed in `incomplete`; a span without any base
 * candle gives none.
 * @param knownFrom since when the series is known; its first candle when not given.
 */
export function resampleBy(
  columns: CandleColumns,
  baseMs: number,
  rule: BucketRule,
  knownFrom: number = columns.ts[0] ?? 0,
): Resampled {
  const { ts, open, high, low, close, volume } = columns;
  const result = new CandleSeries(Math.ceil(ts.length / 2));
  const incomplete: IncompleteCandle[] = [];
  let row = 0;
  while (row < ts.length) {
    const first = row;
    const start = rule.startOf(ts[first] ?? 0);
    const end = rule.nextOf(start);
    let top = high[first] ?? 0;
    let bottom = low[first] ?? 0;
    let sum = 0;
    for (; row < ts.length && (ts[row] ?? end) < end; row += 1) {
      top = Math.max(top, high[row] ?? top);
      bottom = Math.min(bottom, low[row] ?? bottom);
      sum += volume[row] ?? 0;
    }
    const closed = row < ts.length || (ts[row - 1] ?? 0) + baseMs >= end;
    const known = start >= knownFrom;
    if (!closed || !known) continue;
    result.pushValues(start, open[first] ?? 0, top, bottom, close[row - 1] ?? 0, sum);
    const missing = Math.round((end - start) / baseMs) - (row - first);
    if (missing > 0) incomplete.push({ ts: start, missing });
  }
  return { columns: result.columns(), incomplete };
}

/**
 * Candles of a longer timeframe; see {@link resampleBy}.
 * @throws RangeError when the longer one is no multiple of the base.
 */
export function resample(columns: CandleColumns, base: Timeframe, target: Timeframe): Resampled {
  mustDivide(base, target);
  return resampleBy(columns, timeframeMs(base), timeframeBuckets(target));
}
