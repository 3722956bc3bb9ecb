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
  const { ts } = columns;
  const result = new CandleSeries(Math.ceil(ts.length / 2));
  const incomplete: IncompleteCandle[] = [];
  for (let first = 0, next = 0; first < ts.length; first = next) {
    const start = rule.startOf(at(ts, first));
    const end = rule.nextOf(start);
    next = first + 1;
    while (next < ts.length && at(ts, next) < end) next += 1;
    const closed = next < ts.length || at(ts, next - 1) + baseMs >= end;
    if (!closed || start < knownFrom) continue;
    pushMerged(result, start, columns, first, next);
    const missing = Math.round((end - start) / baseMs) - (next - first);
    if (missing > 0) incomplete.push({ ts: start, missing });
  }
  return { columns: result.columns(), incomplete };
}

const at = (column: Float64Array, row: number): number => column[row] ?? Number.NaN;

/** Adds the candle that rows `first <= row < next` make together. */
function pushMerged(result: CandleSeries, ts: number, columns: CandleColumns, first: number, next: number): void {
  const { open, high, low, close, volume } = columns;
  let top = at(high, first);
  let bottom = at(low, first);
  let sum = at(volume, first);
  for (let row = first + 1; row < next; row += 1) {
    top = Math.max(top, at(high, row));
    bottom = Math.min(bottom, at(low, row));
    sum += at(volume, row);
  }
  result.pushValues(ts, at(open, first), top, bottom, at(close, next - 1), sum);
}

/**
 * Candles of a longer timeframe; see {@link resampleBy}.
 * @throws RangeError when the longer one is no multiple of the base.
 */
export function resample(columns: CandleColumns, base: Timeframe, target: Timeframe): Resampled {
  mustDivide(base, target);
  return resampleBy(columns, timeframeMs(base), timeframeBuckets(target));
}
