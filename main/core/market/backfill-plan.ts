import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { candleGapsWithin } from './gaps.ts';

/** Open times `from <= ts < to`, on the grid of the timeframe. */
export interface CandleRange {
  readonly from: number;
  readonly to: number;
}

/** Candles a venue was asked for and did not have. */
export interface EmptyRange extends CandleRange {
  readonly askedAt: number;
}

/** The candles wanted of one series, and what is known of them. */
export interface WantedSeries {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly from: number;
  readonly to: number;
  /** Open times of the stored candles within the range, rising. */
  readonly held: Float64Array;
  readonly empty: readonly EmptyRange[];
  readonly now: number;
}

/** How a venue is asked. */
export interface BackfillLimits {
  /** Candles asked for at once. */
  readonly page: number;
  /** Two holes with so few stored candles between them are asked for together: a request costs more than a few rows. */
  readonly join: number;
  /** What the venue did not have is asked for again after this long: some fill holes of theirs later. */
  readonly askAgainMs: number;
}

export const DEFAULT_BACKFILL: BackfillLimits = { page: 1_000, join: 50, askAgainMs: DAY };

/** Which ranges to ask for, oldest first. What the venue lately said it does not have is left out. */
export function planBackfill(wanted: WantedSeries, limits: BackfillLimits = DEFAULT_BACKFILL): readonly CandleRange[] {
  const step = timeframeMs(wanted.timeframe);
  const settled = wanted.empty.filter(({ askedAt }) => {
    const age = wanted.now - askedAt;
    return age >= 0 && age < limits.askAgainMs;
  });
  const holes = candleGapsWithin(wanted.held, step, wanted.from, wanted.to)
    .map(({ from, missing }) => ({ from, to: from + missing * step }))
    .flatMap((hole) => without(hole, settled));
  const joined: { from: number; to: number }[] = [];
  for (const hole of holes) {
    const last = joined.at(-1);
    if (last !== undefined && hole.from - last.to <= limits.join * step) last.to = hole.to;
    else joined.push({ ...hole });
  }
  return joined.flatMap((range) => pagesOf(range, limits.page * step));
}

/** A range less others, which need not be sorted. */
export function without(range: CandleRange, others: readonly CandleRange[]): readonly CandleRange[] {
  let left: readonly CandleRange[] = [range];
  for (const other of others) {
    left = left.flatMap(({ from, to }) => [
      ...(from < Math.min(to, other.from) ? [{ from, to: Math.min(to, other.from) }] : []),
      ...(Math.max(from, other.to) < to ? [{ from: Math.max(from, other.to), to }] : []),
    ]);
  }
  return left;
}

function pagesOf({ from, to }: CandleRange, length: number): readonly CandleRange[] {
  const pages: CandleRange[] = [];
  for (let at = from; at < to; at += length) pages.push({ from: at, to: Math.min(to, at + length) });
  return pages;
}
