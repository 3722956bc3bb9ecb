import { smoothed } from './clusters.ts';
import type { LiquidationMap } from './liquidation-map.ts';
import type { PositionSide } from './settings.ts';

/** A stretch of price without levels to speak of. */
export interface LiquidationVoid {
  readonly from: number;
  readonly to: number;
  /** (nearer end − now) ÷ now; 0 when the price is in it. */
  readonly distance: number;
}

/** A stretch of price with many of one side: long liquidations support, short ones resist. */
export interface LevelZone {
  readonly kind: 'support' | 'resistance';
  readonly from: number;
  readonly to: number;
  /** Strength of its highest bin, 0…1. */
  readonly intensity: number;
  readonly worth: number;
}

/** Least width and greatest distance, shares of the price; below which strength nothing is. */
interface VoidSettings {
  readonly width: number;
  readonly within: number;
  readonly strength: number;
}
export const VOID_DEFAULTS: VoidSettings = { width: 0.005, within: 0.03, strength: 5 };
export const ZONE_DEFAULTS = { intensity: 0.3, most: 3 } as const;

/** Stretches wider than `width` whose strength stays below `strength`, within reach of the price. */
export function voidsOf(map: LiquidationMap, { width, within, strength } = VOID_DEFAULTS): readonly LiquidationVoid[] {
  const half = Math.exp(map.width / 2);
  return runs(map.prices.length, (bin) => {
    const away = Math.abs((map.prices[bin] as number) / map.price - 1);
    return away <= within && (map.strength[bin] as number) < strength;
  })
    .map(([first, last]) => ({ from: (map.prices[first] as number) / half, to: (map.prices[last] as number) * half }))
    .filter(({ from, to }) => to / from - 1 > width)
    .map(({ from, to }) => ({ from, to, distance: distanceTo(map.price, from, to) }));
}

/** The strongest stretches of either side. */
export function zonesOf(map: LiquidationMap, { intensity, most } = ZONE_DEFAULTS): readonly LevelZone[] {
  return (['long', 'short'] as const).flatMap((side) =>
    [...zonesOfSide(map, side, intensity)].sort((a, b) => b.worth - a.worth).slice(0, most),
  );
}

function zonesOfSide(map: LiquidationMap, side: PositionSide, least: number): readonly LevelZone[] {
  const values = side === 'long' ? map.longTotal : map.shortTotal;
  const smooth = smoothed(values, 3);
  const highest = smooth.reduce((top, one) => Math.max(top, one), 0);
  if (!(highest > 0)) return [];
  const half = Math.exp(map.width / 2);
  return runs(values.length, (bin) => (smooth[bin] as number) > least * highest).map(([first, last]) => {
    let worth = 0;
    let top = 0;
    for (let bin = first; bin <= last; bin += 1) {
      worth += values[bin] as number;
      top = Math.max(top, (smooth[bin] as number) / highest);
    }
    return {
      kind: side === 'long' ? ('support' as const) : ('resistance' as const),
      from: (map.prices[first] as number) / half,
      to: (map.prices[last] as number) * half,
      intensity: top,
      worth,
    };
  });
}

const distanceTo = (price: number, from: number, to: number): number =>
  price >= from && price <= to ? 0 : (price < from ? from : to) / price - 1;

/** First and last of each run of bins that hold. */
function runs(bins: number, holds: (bin: number) => boolean): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let bin = 0; bin < bins; bin += 1) {
    if (!holds(bin)) continue;
    const last = found.at(-1);
    if (last?.[1] === bin - 1) last[1] = bin;
    else found.push([bin, bin]);
  }
  return found;
}
