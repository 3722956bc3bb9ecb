import type { LiquidationMap } from './liquidation-map.ts';
import type { PositionSide } from './settings.ts';

export interface ClusterSettings {
  /** Least distance from the price, 0.02 is 2 %. */
  readonly least: number;
  readonly most: number;
  /** A peak must rise this share of the highest peak of its side above the saddle to its higher neighbour. */
  readonly prominence: number;
  /** Bins a peak is smoothed over, odd. */
  readonly smooth: number;
}
export const CLUSTER_DEFAULTS: ClusterSettings = { least: 0.02, most: 0.35, prominence: 0.1, smooth: 5 };

/** A peak of the map with what belongs to it. */
export interface Cluster {
  /** −1 and −2 below the price, +1 and +2 above: the nearest first. */
  readonly rank: number;
  readonly side: PositionSide;
  /** Price of the peak. */
  readonly price: number;
  readonly from: number;
  readonly to: number;
  /** (price − now) ÷ now. */
  readonly distance: number;
  /** Worth between `from` and `to`, quote units. */
  readonly worth: number;
  /** Share of its side's worth. */
  readonly share: number;
  /** How far it stands out, share of the highest peak of its side, 0…1. */
  readonly prominence: number;
  /** Mean time of birth, ms. */
  readonly born: number;
  /** Worth by tier: what it is made of. */
  readonly byLeverage: readonly { readonly leverage: number; readonly worth: number }[];
}

/** The two nearest peaks of either side that stand out, from the price outwards. */
export function clustersOf(map: LiquidationMap, settings: ClusterSettings = CLUSTER_DEFAULTS): readonly Cluster[] {
  const nearest = (side: PositionSide) =>
    peaksOf(map, side, settings)
      .slice(0, 2)
      .map((peak, i) => ({ ...peak, rank: (side === 'long' ? -1 : 1) * (i + 1) }));
  return [...nearest('long').reverse(), ...nearest('short')];
}

/**
 * Every peak of a side that stands out, the nearest first. Each has the stretch that is at least half as high, cut at the
 * saddles to its neighbours: no worth belongs to two.
 */
export function peaksOf(map: LiquidationMap, side: PositionSide, settings: ClusterSettings): readonly Cluster[] {
  const values = side === 'long' ? map.longTotal : map.shortTotal;
  const smooth = smoothed(values, settings.smooth);
  const highest = smooth.reduce((most, one) => Math.max(most, one), 0);
  const total = values.reduce((sum, one) => sum + one, 0);
  if (!(highest > 0)) return [];
  const standing: { readonly bin: number; readonly prominence: number }[] = [];
  for (let bin = 1; bin < smooth.length - 1; bin += 1) {
    const value = smooth[bin] as number;
    if (value <= (smooth[bin - 1] as number) || value < (smooth[bin + 1] as number)) continue;
    const prominence = prominenceOf(smooth, bin);
    if (prominence >= settings.prominence * highest) standing.push({ bin, prominence });
  }
  return standing
    .flatMap(({ bin, prominence }, i) => {
      const distance = (map.prices[bin] as number) / map.price - 1;
      const away = Math.abs(distance);
      if (away < settings.least || away > settings.most) return [];
      const extent = extentOf(smooth, bin, standing[i - 1]?.bin ?? null, standing[i + 1]?.bin ?? null);
      return [clusterAt(map, side, { bin, ...extent, total, prominence: prominence / highest, distance })];
    })
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
}

interface Peak {
  readonly bin: number;
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly prominence: number;
  readonly distance: number;
}

function clusterAt(map: LiquidationMap, side: PositionSide, peak: Peak): Cluster {
  const bins = map.prices.length;
  const of = side === 'long' ? map.long : map.short;
  const both = (bin: number): number => (map.longTotal[bin] as number) + (map.shortTotal[bin] as number);
  let born = 0;
  let weight = 0;
  for (let bin = peak.from; bin <= peak.to; bin += 1) {
    if (!(both(bin) > 0)) continue;
    born += (map.born[bin] as number) * both(bin);
    weight += both(bin);
  }
  const byLeverage = map.leverages.map((leverage, tier) => {
    let worth = 0;
    for (let bin = peak.from; bin <= peak.to; bin += 1) worth += of[tier * bins + bin] as number;
    return { leverage, worth };
  });
  const worth = byLeverage.reduce((sum, one) => sum + one.worth, 0);
  return {
    rank: 0,
    side,
    price: map.prices[peak.bin] as number,
    from: (map.prices[peak.from] as number) * Math.exp(-map.width / 2),
    to: (map.prices[peak.to] as number) * Math.exp(map.width / 2),
    distance: peak.distance,
    worth,
    share: worth / peak.total,
    prominence: peak.prominence,
    born: born / weight,
    byLeverage: byLeverage.filter((one) => one.worth > 0),
  };
}

/** Topographic prominence. */
function prominenceOf(values: Float64Array, peak: number): number {
  const height = values[peak] as number;
  const saddle = (step: number): number => {
    let least = height;
    for (let bin = peak + step; bin >= 0 && bin < values.length; bin += step) {
      const value = values[bin] as number;
      if (value > height) return least;
      least = Math.min(least, value);
    }
    return 0;
  };
  return height - Math.max(saddle(-1), saddle(1));
}

/** The bins around a peak that are at least half as high, as far as the saddles to the peaks below and above it. */
function extentOf(values: Float64Array, peak: number, below: number | null, above: number | null) {
  const half = (values[peak] as number) / 2;
  const first = below === null ? 0 : saddleBetween(values, below, peak) + 1;
  const last = above === null ? values.length - 1 : saddleBetween(values, peak, above);
  let [from, to] = [peak, peak];
  while (from > first && (values[from - 1] as number) >= half) from -= 1;
  while (to < last && (values[to + 1] as number) >= half) to += 1;
  return { from, to };
}

/** The lowest bin between two peaks; it belongs to the lower one. */
function saddleBetween(values: Float64Array, below: number, above: number): number {
  let saddle = below + 1;
  for (let bin = saddle; bin < above; bin += 1) if ((values[bin] as number) < (values[saddle] as number)) saddle = bin;
  return saddle;
}

/** Triangular mean over `over` bins. */
export function smoothed(values: Float64Array, over: number): Float64Array {
  const half = Math.floor(over / 2);
  return values.map((_, bin) => {
    let sum = 0;
    let weights = 0;
    for (let by = -half; by <= half; by += 1) {
      const weight = half + 1 - Math.abs(by);
      const value = values[bin + by];
      if (value === undefined) continue;
      sum += value * weight;
      weights += weight;
    }
    return sum / weights;
  });
}
