import type { ClusterView } from '#shared/contract/liquidations.ts';

/** A cluster around a mark of 100: shorts above it, longs below. */
export const sampleCluster = (
  rank: number,
  from: number,
  to: number,
  rest: Partial<Pick<ClusterView, 'worth' | 'share' | 'prominence' | 'byLeverage'>> = {},
): ClusterView => ({
  rank,
  side: rank > 0 ? 'short' : 'long',
  price: (from + to) / 2,
  from,
  to,
  distance: (from + to) / 200 - 1,
  worth: 1,
  share: 1,
  prominence: 1,
  born: 0,
  byLeverage: [],
  ...rest,
});
