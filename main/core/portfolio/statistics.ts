import { wilsonInterval } from '#shared/domain/statistics.ts';

/** A share with its Wilson 95 % interval. */
export interface HitRate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Under this many cases an interval says less than nothing. */
const LEAST_CASES = 20;

/** The share of hits with the Wilson score interval at 95 %; null under 20 cases. */
export function hitRate(hits: number, cases: number): HitRate | null {
  const interval = cases < LEAST_CASES ? null : wilsonInterval(hits, cases);
  return interval === null ? null : { value: hits / cases, ...interval };
}

/** Gains ÷ losses; null without a loss to divide by. */
export function profitFactor(results: readonly number[]): number | null {
  let gains = 0;
  let losses = 0;
  for (const result of results) {
    if (result > 0) gains += result;
    else losses -= result;
  }
  return losses > 0 ? gains / losses : null;
}
