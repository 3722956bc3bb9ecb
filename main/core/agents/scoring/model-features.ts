import type { FeatureName } from '../../features/feature-table.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import type { TechnicalReading } from './reading.ts';
import { regimeOf, type Regime } from './regime.ts';

/** A feature of the model: scale-free, so that one model serves every symbol. */
interface ModelFeature<T> {
  readonly name: string;
  readonly value: (of: T) => number;
  /** The value as printed. */
  readonly unit: string;
}

const bounded = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));

/** Those of the timeframe's own candles. Bounded, because a tree extrapolates flat and a line does not. */
const TECHNICAL: readonly ModelFeature<TechnicalReading>[] = [
  { name: 'trend', unit: 'ATR', value: (r) => bounded((r.ema - r.slowEma) / r.atr, 6) },
  { name: 'distance', unit: 'ATR', value: (r) => bounded((r.close - r.ema) / r.atr, 6) },
  { name: 'candle', unit: 'ATR', value: (r) => bounded((r.close - r.open) / r.atr, 4) },
  { name: 'momentum', unit: 'ATR', value: (r) => bounded(r.histogram / r.atr, 3) },
  { name: 'momentum change', unit: 'ATR', value: (r) => bounded((r.histogram - r.previousHistogram) / r.atr, 2) },
  { name: 'oscillator', unit: 'RSI', value: (r) => r.rsi },
  { name: 'direction', unit: 'DI', value: (r) => (r.plusDi - r.minusDi) / Math.max(1, r.plusDi + r.minusDi) },
  { name: 'directedness', unit: 'ADX', value: (r) => r.adx },
  { name: 'channel', unit: 'of channel', value: (r) => share(r.close - r.channelLow, r.channelHigh - r.channelLow) },
  { name: 'band', unit: 'of band', value: (r) => bounded(share(r.close - r.lower, r.upper - r.lower), 3) },
  { name: 'band width', unit: 'ATR', value: (r) => bounded((r.upper - r.lower) / r.atr, 20) },
  { name: 'volume', unit: '× mean', value: (r) => (r.meanVolume > 0 ? bounded(r.volume / r.meanVolume, 10) : 1) },
  { name: 'volatility', unit: '% of price', value: (r) => bounded((r.atr / r.close) * 100, 20) },
];

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0.5);

/** Features of the store that come from one source, so that all of them are known or none. */
interface FeatureGroup {
  /** A column of its own: 1 when all of the group are known, 0 when one is missing; then all of them are 0. */
  readonly flag: string;
  readonly features: readonly (ModelFeature<FeatureRow> & { readonly needs: readonly FeatureName[] })[];
}

const direct = (name: string, of: FeatureName, unit: string, make: (value: number) => number) => ({
  name,
  unit,
  needs: [of],
  value: (row: FeatureRow) => make(row.get(of)),
});
const isRegime = (regime: Regime) => ({
  name: `regime ${regime}`,
  unit: 'yes or no',
  needs: ['volatilityPercentile', 'efficiency'] as const,
  value: (row: FeatureRow) => (regimeOf(row) === regime ? 1 : 0),
});

/**
 * Those of the feature store of which a history is kept: hourly candles, funding and open interest. Order books and trades
 * are not kept, so that nothing can be learned of them. Turnover and price impact in quote units are left out: they drift with
 * the price, name the symbol rather than its state, and calibrated worse. A missing value is never replaced by a mean.
 */
const GROUPS: readonly FeatureGroup[] = [
  {
    flag: 'history known',
    features: [
      direct('volume growth', 'volumeGrowth', 'ln', (v) => bounded(Math.log(Math.max(1e-6, v)), 3)),
      direct('realised volatility', 'volatility', '1/√year', (v) => bounded(v, 10)),
      direct('volatility place', 'volatilityPercentile', 'of 21 d', (v) => v),
      direct('efficiency', 'efficiency', 'of 48 h', (v) => v),
      direct('spread', 'spreadEstimate', 'bps', (v) => bounded(v, 200)),
      direct('asymmetry', 'asymmetry', 'of 7 d', (v) => v),
      direct('drawdown', 'drawdown', 'of 21 d', (v) => v),
      direct('range place', 'rangePlace', 'of 21 d', (v) => v),
      ...(['trend', 'range', 'high-volatility', 'calm'] as const).map(isRegime),
    ],
  },
  { flag: 'market known', features: [direct('market correlation', 'correlation', 'of 14 d', (v) => v)] },
  { flag: 'funding known', features: [direct('funding', 'funding', 'bps', (v) => bounded(v * 1e4, 100))] },
  {
    flag: 'interest known',
    features: [direct('open interest change', 'openInterestChange', 'of 24 h', (v) => bounded(v, 2))],
  },
];

const COLUMNS: readonly { readonly name: string; readonly unit: string }[] = [
  ...TECHNICAL,
  ...GROUPS.flatMap(({ flag, features }) => [...features, { name: flag, unit: 'yes or no' }]),
];

export const MODEL_FEATURES: readonly string[] = COLUMNS.map(({ name }) => name);
export const MODEL_FEATURE_UNITS: readonly string[] = COLUMNS.map(({ unit }) => unit);

/**
 * Fills the features of the model agent on one timeframe at the close of a candle. The same function fills them for
 * training and for a live opinion, so that the model never sees one thing in training and another at work.
 * @returns false when a feature of the candles themselves cannot be measured; `into` is then of no use.
 */
export function modelFeatures(reading: TechnicalReading, row: FeatureRow, into: Float64Array): boolean {
  if (reading.missing > 0 || !(reading.atr > 0)) return false;
  for (const [j, { value }] of TECHNICAL.entries()) {
    const own = value(reading);
    if (!Number.isFinite(own)) return false;
    into[j] = own;
  }
  let place = TECHNICAL.length;
  for (const { features } of GROUPS) {
    const known = features.every(({ needs }) => needs.every((name) => row.reason(name) === null));
    for (const { value } of features) into[place++] = known ? value(row) : 0;
    into[place++] = known ? 1 : 0;
  }
  return true;
}
