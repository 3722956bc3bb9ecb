import type { ScoringAgentName } from '#shared/domain/agent.ts';
import type { FeatureRow } from '../../features/feature-row.ts';

/** What kind of market a symbol is in. `unknown` is a state of its own: nothing is adapted then. */
export type Regime = 'trend' | 'range' | 'high-volatility' | 'calm' | 'unknown';

/** Bounds of the regimes: places of volatility in its past, 0…1, and Kaufman's ratio, 0…1. */
const REGIME_BOUNDS = { wild: 0.9, quiet: 0.25, efficient: 0.3 } as const;

/** The regime, from features alone: it never sees a signal or a score it could be made to agree with. */
export function regimeOf(f: FeatureRow, bounds: typeof REGIME_BOUNDS = REGIME_BOUNDS): Regime {
  const place = f.get('volatilityPercentile');
  const efficiency = Math.abs(f.get('efficiency'));
  if (!Number.isFinite(place) || !Number.isFinite(efficiency)) return 'unknown';
  if (place >= bounds.wild) return 'high-volatility';
  if (efficiency >= bounds.efficient) return 'trend';
  return place <= bounds.quiet ? 'calm' : 'range';
}

/** Factors on base weights by regime; an agent that is not named keeps its weight. */
export type RegimeWeights = Readonly<Partial<Record<Regime, Readonly<Partial<Record<ScoringAgentName, number>>>>>>;

/** None is adapted unless evidence says so. */
export const REGIME_WEIGHTS: RegimeWeights = {};
