import type { LiquidationMapView } from '#shared/contract/liquidations.ts';

/** Near term: from this leverage on, or within this share of the price. */
const OPTICAL_LEVERAGE = 25;
const OPTICAL_REACH = 0.05;

/** What of the map counts. */
export interface MapScope {
  /** Null is every leverage. */
  readonly tiers: readonly number[] | null;
  readonly optical: boolean;
}

/** Bars of the map by price bin, lowest first; worth in quote units. */
export interface MapBars {
  readonly price: number;
  readonly prices: Float64Array;
  readonly leverages: readonly number[];
  /** `[bin × tiers + tier]`: longs below the price, shorts above it. */
  readonly byTier: Float64Array;
  readonly totals: Float64Array;
  /** Σ outward from the price on either side. */
  readonly outward: Float64Array;
  readonly longs: number;
  readonly shorts: number;
  /** Half of a bin, as a logarithm. */
  readonly half: number;
}

const counts = ({ tiers, optical }: MapScope, leverage: number, distance: number): boolean =>
  (tiers === null || tiers.includes(leverage)) &&
  (!optical || leverage >= OPTICAL_LEVERAGE || Math.abs(distance) <= OPTICAL_REACH);

/** Σ outward from the price on either side, and where it ends. */
function outwardSums(
  { prices, price }: LiquidationMapView,
  totals: Float64Array,
): Pick<MapBars, 'outward' | 'longs' | 'shorts'> {
  const outward = new Float64Array(totals.length);
  const above = prices.findIndex((one) => one >= price);
  const middle = above === -1 ? totals.length : above;
  let [longs, shorts] = [0, 0];
  for (let bin = middle - 1; bin >= 0; bin -= 1) outward[bin] = longs += totals[bin] as number;
  for (let bin = middle; bin < totals.length; bin += 1) outward[bin] = shorts += totals[bin] as number;
  return { outward, longs, shorts };
}

/** The map as bars of the scope chosen, with its running sums. */
export function mapBars(view: LiquidationMapView, scope: MapScope): MapBars {
  const { prices, leverages, price } = view;
  const bins = prices.length;
  const byTier = new Float64Array(bins * leverages.length);
  const totals = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin += 1) {
    const distance = (prices[bin] ?? price) / price - 1;
    for (const [tier, leverage] of leverages.entries()) {
      if (!counts(scope, leverage, distance)) continue;
      const worth = (view.long[tier]?.[bin] ?? 0) + (view.short[tier]?.[bin] ?? 0);
      byTier[bin * leverages.length + tier] = worth;
      totals[bin] = (totals[bin] as number) + worth;
    }
  }
  const half = bins > 1 ? Math.log((prices[1] ?? 1) / (prices[0] ?? 1)) / 2 : 0;
  return { price, prices: Float64Array.from(prices), leverages, byTier, totals, half, ...outwardSums(view, totals) };
}

/** The bin of a price; −1 beyond the map. */
export function binAt({ prices, half }: MapBars, price: number): number {
  const [lowest = 1] = prices;
  const bin = Math.round(Math.log(price / lowest) / (2 * half));
  return bin >= 0 && bin < prices.length ? bin : -1;
}
