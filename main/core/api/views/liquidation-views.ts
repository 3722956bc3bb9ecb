import type {
  ClusterView,
  LiquidationHeatmapView,
  LiquidationLevelsView,
  LiquidationMapView,
  LiquidationRow,
} from '#shared/contract/liquidations.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { clustersOf, type Cluster } from '../../liquidation/clusters.ts';
import type { HeatmapPart } from '../../liquidation/heatmap.ts';
import type { LiquidationMap } from '../../liquidation/liquidation-map.ts';
import { ratiosOf } from '../../liquidation/ratios.ts';
import { measuredSkillOf, type MeasuredSkill } from '../../liquidation/skill/measured-skill.ts';
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

export const skillView = ({ mayWeigh, sentence, source, cases, skill, gain, sizeGain }: MeasuredSkill) => ({
  mayWeigh,
  sentence,
  source,
  cases,
  skill,
  gain: [...gain] as [number, number],
  sizeGain: [...sizeGain] as [number, number, number],
});

/** Null before anything was told of the symbol. */
export function rowView(
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  { scores, simulated, clock }: LiquidationsBoardParts,
): LiquidationRow | null {
  const map = place.map('all', ROW_REACH);
  if (map === null) return null;
  const clusters = clustersOf(map).map(clusterView);
  const vpin = scores.features.row(symbol, clock.now()).get('vpinPercentile');
  const rsi = scores.timeframes.includes(DOTS) ? scores.closed(symbol, DOTS).rsi : Number.NaN;
  return {
    key: symbol,
    symbol,
    coin: place.instrument.coin,
    venue: place.venue,
    price: map.price,
    asOf: map.asOf,
    provenance: simulated ? 'simulated' : 'estimated',
    ...ratiosOf(map),
    below: clusters.find(({ rank }) => rank === -1) ?? null,
    above: clusters.find(({ rank }) => rank === 1) ?? null,
    vpinPercentile: Number.isNaN(vpin) ? null : vpin,
    rsi: Number.isNaN(rsi) ? null : rsi,
    mayWeigh: measuredSkillOf(place.instrument.coin)?.mayWeigh ?? false,
    coverage: place.coverage(),
  };
}

export function mapView(symbol: ContractSymbol, place: SymbolLiquidations, map: LiquidationMap): LiquidationMapView {
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
    coverage: place.coverage(),
    skill: skill === null ? null : skillView(skill),
  };
}

export const heatmapView = (
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  { from, columnMs, columns, levels, lowest, width, times, greatest, worth, z }: HeatmapPart,
): LiquidationHeatmapView => ({
  symbol,
  label: 'estimated',
  from,
  columnMs,
  columns,
  levels,
  lowest,
  width,
  known: Array.from(times, (time) => !Number.isNaN(time)),
  greatest,
  worth: base64(worth),
  z: base64(z),
  coverage: place.coverage(),
});

export const levelsView = (
  symbol: ContractSymbol,
  place: SymbolLiquidations,
  map: LiquidationMap,
): LiquidationLevelsView => ({
  symbol,
  label: 'estimated',
  asOf: map.asOf,
  price: map.price,
  clusters: clustersOf(map).map(clusterView),
  voids: [...voidsOf(map)],
  zones: [...zonesOf(map)],
  coverage: place.coverage(),
});
