import type { ClusterView, LiquidationLevelsView } from '#shared/contract/liquidations.ts';

/** Drawn opacity of a tier: the higher the leverage, the fuller the colour. */
const OPACITIES = [
  { from: 100, opacity: 1 },
  { from: 50, opacity: 0.82 },
  { from: 25, opacity: 0.64 },
  { from: 10, opacity: 0.48 },
] as const;
const LEAST_OPACITY = 0.34;

export const tierOpacity = (leverage: number): number =>
  OPACITIES.find(({ from }) => leverage >= from)?.opacity ?? LEAST_OPACITY;

/** A place in the table of clusters; no cluster where none stands out. */
export interface ClusterRow {
  readonly rank: number;
  readonly side: 'long' | 'short';
  readonly cluster: ClusterView | null;
}

/** From the highest price down, ±2 and ±1, with empty places kept so that nothing moves. */
export const CLUSTER_RANKS = [2, 1, -1, -2] as const;

export const clusterRows = (clusters: readonly ClusterView[]): readonly ClusterRow[] =>
  CLUSTER_RANKS.map((rank) => ({
    rank,
    side: rank > 0 ? 'short' : 'long',
    cluster: clusters.find((one) => one.rank === rank) ?? null,
  }));

/** `+1`, `−2`. */
export const rankText = (rank: number): string => (rank > 0 ? `+${String(rank)}` : `−${String(-rank)}`);

/** The stretch between the nearest clusters as shares of the price; null on a side without a cluster. */
export function freeBand({ clusters, price }: Pick<LiquidationLevelsView, 'clusters' | 'price'>) {
  const below = clusters.find(({ rank }) => rank === -1);
  const above = clusters.find(({ rank }) => rank === 1);
  return {
    below: below === undefined ? null : below.to / price - 1,
    above: above === undefined ? null : above.from / price - 1,
  };
}

/** Shares of a cluster by leverage, lowest first, in whole per cent. */
export function tierShares({ byLeverage, worth }: ClusterView) {
  return [...byLeverage]
    .sort((a, b) => a.leverage - b.leverage)
    .map((one) => ({ leverage: one.leverage, share: worth > 0 ? one.worth / worth : 0 }));
}

/** What a cluster is made of, as words: `5× 7 %, 25× 60 %`; parts below one per cent are left out. */
export const tierWords = (cluster: ClusterView): string =>
  tierShares(cluster)
    .filter(({ share }) => share >= 0.005)
    .map(({ leverage, share }) => `${String(leverage)}× ${String(Math.round(share * 100))} %`)
    .join(', ');

type Void = LiquidationLevelsView['voids'][number];

/** The void the price is in, or the nearest one. */
export const nearestVoid = (voids: readonly Void[]): Void | null =>
  voids.reduce<Void | null>(
    (best, one) => (best === null || Math.abs(one.distance) < Math.abs(best.distance) ? one : best),
    null,
  );
