import { CLUSTER_DEFAULTS, peaksOf, type Cluster } from '../clusters.ts';
import type { LiquidationMap } from '../liquidation-map.ts';

/** Nearer to the price than the clusters of the screens, a peak counts only when it stands out this far. */
const STRONG = { ...CLUSTER_DEFAULTS, least: 0, prominence: 0.3 };

/** The clusters of both sides that stand out within a distance, the nearest first. */
export const clustersWithin = (map: LiquidationMap, most: number): readonly Cluster[] =>
  (['long', 'short'] as const)
    .flatMap((side) => peaksOf(map, side, { ...STRONG, most: Math.min(most, STRONG.most) }))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
