import type {
  ClusterView,
  LiquidationHeatmapView,
  LiquidationLevelsView,
  LiquidationMapView,
  LiquidationRow,
  OrderFlowView,
} from '#shared/contract/liquidations.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { clustersOf, type Cluster } from '../../liquidation/clusters.ts';
import type { HeatmapPart } from '../../liquidation/heatmap.ts';
import type { LiquidationMap } from '../../liquidation/liquidation-map.ts';
import type { MapLimits } from '../../liquidation/market-settings.ts';
import { LEAST_VALUES } from '../../liquidation/order-flow.ts';
import { ratiosOf } from '../../liquidation/ratios.ts';
import { measuredSkillOf, type MeasuredSkill } from '../../liquidation/skill/measured-skill.ts';
import { LEAST_CASES } from '../../liquidation/skill/skill-report.ts';
import type { SymbolLiquidations } from '../../liquidation/symbol-liquidations.ts';
import { voidsOf, zonesOf } from '../../liquidation/zones.ts';
import { base64 } from '../base64.ts';
import { ROW_REACH, type LiquidationsBoardParts } from '../liquidation-parts.ts';

const DOTS = '4h';

export const clusterView = ({ byLeverage, born, ...cluster }: Cluster): ClusterView => ({
  ...cluster,
  born: Math.max(0, Math.round(born)),
  byLeverage: [...byLeverage],
});

/** A map and the moment it is looked at. */
export interface Looked {
  readonly now: number;
  readonly limits: MapLimits;
}

export const coverageView = (place: SymbolLiquidations, { now, limits }: Looked): LiquidationRow['coverage'] => {
  const coverage = place.coverage();
  return {
    ...coverage,
    stale: coverage.to === 0 || now - coverage.to > limits.staleMs,
    low: coverage.openInterest < limits.coverage,
  };
};

export const skillView = ({ mayWeigh, sentence, source, cases, skill, gain, sizeGain, horizons }: MeasuredSkill) => ({
  mayWeigh,
  sentence,
  source,
  cases,
  skill,
  gain: [...gain] as [number, number],
  sizeGain: [...sizeGain] as [number, number, number],
  leastCases: LEAST_CASES,
  horizons: horizons.map(({ hitInterval, ...one }) => ({
    ...one,
    hitInterval: hitInterval === null ? null : ([...hitInterval] as [number, number]),
  })),
});

/** Null before anything was told of the symbol. */
export function rowView(
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  { markets, scores, simulated, clock }: LiquidationsBoardParts,
): LiquidationRow | null {
  const map = place.map('all', ROW_REACH);
  if (map === null) return null;
  const clusters = clustersOf(map).map(clusterView);
  const dots = scores.timeframes.includes(DOTS);
  const coverage = coverageView(place, { now: clock.now(), limits: markets.limits });
  const { venue, book } = place;
  return {
    key: symbol,
    symbol,
    coin: place.instrument.coin,
    venue,
    venues: [
      {
        venue,
        asOf: coverage.to === 0 ? null : coverage.to,
        openInterestAt: coverage.openInterestAt,
        coverage: coverage.openInterest,
        stale: coverage.stale,
      },
    ],
    price: map.price,
    openInterest: known(book.openInterest * (book.terms.contract === 'linear' ? map.price : 1)),
    asOf: map.asOf,
    provenance: simulated ? 'simulated' : 'estimated',
    ...ratiosOf(map),
    below: clusters.find(({ rank }) => rank === -1) ?? null,
    above: clusters.find(({ rank }) => rank === 1) ?? null,
    vpinPercentile: known(place.flow.percentile),
    rsi: known(dots ? scores.closed(symbol, DOTS).rsi : Number.NaN),
    rsiDayAgo: known(dots ? scores.rsiBefore(symbol, DOTS, DAY) : Number.NaN),
    mayWeigh: measuredSkillOf(place.instrument.coin)?.mayWeigh ?? false,
    coverage,
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

export function mapView(
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  map: LiquidationMap,
  looked: Looked,
): LiquidationMapView {
  const bins = map.prices.length;
  const byTier = (values: Float64Array): number[][] =>
    map.leverages.map((_, tier) => [...values.subarray(tier * bins, (tier + 1) * bins)]);
  const skill = measuredSkillOf(place.instrument.coin);
  return {
    symbol,
    venue: place.venue,
    label: 'estimated',
    asOf: map.asOf,
    price: map.price,
    prices: [...map.prices],
    leverages: [...map.leverages],
    long: byTier(map.long),
    short: byTier(map.short),
    longBelow: [...map.longBelow],
    shortAbove: [...map.shortAbove],
    strength: [...map.strength],
    coverage: coverageView(place, looked),
    skill: skill === null ? null : skillView(skill),
  };
}

export const heatmapView = (
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  { from, columnMs, columns, levels, lowest, origin, width, times, greatest, worth, z }: HeatmapPart,
  looked: Looked,
): LiquidationHeatmapView => ({
  symbol,
  label: 'estimated',
  from,
  columnMs,
  columns,
  levels,
  lowest,
  origin,
  width,
  known: Array.from(times, (time) => !Number.isNaN(time)),
  greatest,
  worth: base64(worth),
  z: base64(z),
  coverage: coverageView(place, looked),
});

export const levelsView = (
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  map: LiquidationMap,
  looked: Looked,
): LiquidationLevelsView => ({
  symbol,
  label: 'estimated',
  asOf: map.asOf,
  price: map.price,
  clusters: clustersOf(map).map(clusterView),
  voids: [...voidsOf(map)],
  zones: [...zonesOf(map)],
  coverage: coverageView(place, looked),
});

/** VPIN of a symbol over time, and why there is none. */
export function orderFlowView(symbol: ContractSymbol, { flow }: SymbolLiquidations, limit: number): OrderFlowView {
  const bars = [...flow.newest(limit)];
  const missing = !flow.told
    ? 'The feed told of no trades with their taker side yet.'
    : bars.length === 0
      ? 'Fifty buckets of volume are needed, about a mean day, after a day of candles.'
      : bars.at(-1)?.percentile === null
        ? `A percentile needs ${String(LEAST_VALUES)} values; there are ${String(bars.length)}.`
        : null;
  return { symbol, bars, bucket: known(flow.bucket), missing };
}
