import type { OrderFlowView } from '#shared/contract/liquidations.ts';

/** Buckets with a known percentile, as columns; 0…100. */
export function flowColumns(bars: OrderFlowView['bars']) {
  const known = bars.filter(({ percentile }) => percentile !== null);
  return {
    ts: Float64Array.from(known, ({ ts }) => ts),
    values: Float64Array.from(known, ({ percentile }) => (percentile ?? 0) * 100),
  };
}

/** Whole percentile; null while not known. Never the hundredth. */
export const wholePercentile = (share: number | null): number | null =>
  share === null ? null : Math.min(99, Math.floor(share * 100));
