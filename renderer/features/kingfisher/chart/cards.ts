import { formatNumber, formatPercent, formatCompact, MINUS, THIN } from '#renderer/ui/format.ts';
import type { ClusterView } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { cardPlaces } from './card-places.ts';
import type { Rect } from './plot-layout.ts';
import type { Picture } from './scene.ts';

/** A cluster's card as placed, and where its cluster lies. */
export interface ClusterCard {
  readonly cluster: ClusterView;
  readonly box: Rect;
  /** Extent of the cluster on the price axis, px. */
  readonly top: number;
  readonly bottom: number;
  readonly lines: readonly string[];
}

const HOUR = 3_600_000;

/** How old positions are in few letters: `21 h`, `5.5 d`. */
export function shortAge(ms: number): string {
  const hours = Math.max(0, ms) / HOUR;
  return hours < 48 ? `${formatNumber(hours, 0)}${THIN}h` : `${formatNumber(hours / 24, 1)}${THIN}d`;
}

export const rankWord = (rank: number): string => `${rank < 0 ? MINUS : '+'}${String(Math.abs(rank))}`;

const SIZE = { full: 34, terse: 20 };
const GAP = 4;

/** Cards of the clusters that are in sight, none over another. */
export function clusterCards({ scene, layout, scales }: Picture): readonly ClusterCard[] {
  const { ahead, terse } = layout;
  if (ahead.width === 0 || !scene.ahead || scene.strength === 0) return [];
  const inSight = scene.clusters.filter(({ price }) => {
    const y = scales.y(price);
    return y > ahead.y && y < ahead.y + ahead.height;
  });
  const height = terse ? SIZE.terse : SIZE.full;
  const wishes = inSight.map(({ price }) => ({ y: scales.y(price), height }));
  const places = cardPlaces(wishes, ahead.y + 4, ahead.y + ahead.height - 4, GAP);
  return inSight.map((cluster, at) => {
    const age = say('{age} old', { age: shortAge(scene.now - cluster.born) });
    const worth = `$${formatCompact(cluster.worth)}`;
    const distance = formatPercent(cluster.distance, 1, 'always');
    return {
      cluster,
      box: { x: ahead.x + 8, y: (places[at] ?? 0) - height / 2, width: ahead.width - 26, height },
      top: scales.y(cluster.to),
      bottom: scales.y(cluster.from),
      lines: terse ? [`${worth} ${distance}`] : [worth, `${distance}, ${age}`],
    };
  });
}
