import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import { STANDING_PARTS, type StandingPart, type SymbolStanding } from '#shared/domain/standing.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import type { FeatureName } from '../../features/feature-table.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { ScoreBoard } from './score-board.ts';
import { spreadOf } from './structure-agent.ts';

/** Share of each part in a standing; they sum to 1. */
export type StandingWeights = Readonly<Record<StandingPart, number>>;

export const STANDING_DEFAULTS: StandingWeights = { technical: 0.25, fundamental: 0.25, structure: 0.25, risk: 0.25 };

/** The timeframe whose score gives the direction and the technical clarity, if it is scored; else the longest below it. */
const PREFERRED: Timeframe = '4h';

/** What a part is computed from besides features. */
interface Facts {
  readonly f: FeatureRow;
  /** |opinion| of the technical agent, 0…100; NaN when it has none. */
  readonly clarity: number;
}

/** One term of a part: 100 ÷ (1 + e^−z), 50 at the ordinary symbol. */
interface Term {
  readonly needs: FeatureName | null;
  readonly z: (facts: Facts) => number;
}

const ln = (value: number, least: number): number => Math.log(Math.max(value, least));

/** |Kaufman's ratio| of 48 steps of a random walk is about 0.15. */
const efficiency: Term = { needs: 'efficiency', z: ({ f }) => (Math.abs(f.get('efficiency')) - 0.15) / 0.1 };
const clarity: Term = { needs: null, z: (facts) => (facts.clarity - 30) / 20 };
const turnover: Term = { needs: 'turnover24h', z: ({ f }) => (ln(f.get('turnover24h'), 1) - Math.log(1e7)) / 1.5 };
const growth: Term = { needs: 'volumeGrowth', z: ({ f }) => ln(f.get('volumeGrowth'), 1e-6) / 0.7 };
const interest: Term = { needs: 'openInterestChange', z: ({ f }) => f.get('openInterestChange') / 0.1 };
const funding: Term = { needs: 'funding', z: ({ f }) => (0.0002 - Math.abs(f.get('funding'))) / 0.0002 };
const bookSpread: Term = { needs: 'spreadBook', z: ({ f }) => -(ln(f.get('spreadBook'), 0.1) - Math.log(5)) / 0.8 };
/** Estimates from hourly candles lie far above the spread of a book: their ordinary symbol is another one. */
const estimatedSpread: Term = {
  needs: 'spreadEstimate',
  z: ({ f }) => -(ln(f.get('spreadEstimate'), 1) - Math.log(25)) / 0.8,
};
const impact: Term = { needs: 'impact', z: ({ f }) => -(ln(f.get('impact'), 1e-6) - Math.log(20)) / 1.5 };
const depth: Term = { needs: 'depth25', z: ({ f }) => (ln(f.get('depth25'), 1) - Math.log(5e5)) / 1.2 };
const volatility: Term = { needs: 'volatility', z: ({ f }) => (0.8 - f.get('volatility')) / 0.4 };
const drawdown: Term = { needs: 'drawdown', z: ({ f }) => (0.2 - f.get('drawdown')) / 0.1 };
const correlation: Term = { needs: 'correlation', z: ({ f }) => (0.6 - f.get('correlation')) / 0.25 };

/** The terms of each part; without a required one the part is not known, an optional one counts when it is there. */
const PARTS: Readonly<
  Record<StandingPart, { readonly required: readonly Term[]; readonly optional: readonly Term[] }>
> = {
  technical: { required: [efficiency, clarity], optional: [] },
  fundamental: { required: [turnover, growth], optional: [interest, funding] },
  structure: { required: [estimatedSpread, impact], optional: [bookSpread, depth] },
  risk: { required: [volatility, drawdown], optional: [correlation] },
};

/** The mean of a part's terms; null when a required one is missing. */
function partOf(part: StandingPart, facts: Facts): number | null {
  const { required, optional } = PARTS[part];
  let sum = 0;
  let count = 0;
  for (const term of required) {
    const z = term.z(facts);
    if (!Number.isFinite(z)) return null;
    sum += logistic(z);
    count += 1;
  }
  for (const term of optional) {
    const z = term.z(facts);
    if (!Number.isFinite(z)) continue;
    sum += logistic(z);
    count += 1;
  }
  return sum / count;
}

const logistic = (z: number): number => 100 / (1 + Math.exp(-z));

const USED: readonly FeatureName[] = STANDING_PARTS.flatMap((part) =>
  [...PARTS[part].required, ...PARTS[part].optional].flatMap(({ needs }) => (needs === null ? [] : [needs])),
);

/** How a symbol's standing is computed; see docs/technical/scoring.md for each mapping. */
export function standingOf(
  symbol: ContractSymbol,
  at: number,
  features: FeatureRow,
  score: Score | null,
  weights: StandingWeights,
  hasher: Hasher,
): SymbolStanding {
  const technical = score?.contributions.find(({ opinion }) => opinion.agent === 'technical')?.opinion;
  const known = score !== null && score.completeness > 0;
  const facts: Facts = {
    f: features,
    clarity: technical?.status === 'ok' ? Math.abs(technical.opinion) : Number.NaN,
  };
  const parts = {
    technical: partOf('technical', facts),
    fundamental: partOf('fundamental', facts),
    structure: partOf('structure', facts),
    risk: partOf('risk', facts),
  };
  const direction = known ? score.direction : null;
  const confidence = known ? score.confidence : null;
  const inputs = USED.map((name) => [name, features.reason(name) ?? features.get(name)]);
  const clear = finite(facts.clarity);
  const hashed = canonicalJson({ symbol, inputs, clarity: clear, direction, confidence, weights: { ...weights } });
  return {
    symbol,
    at,
    parts,
    score: weighted(parts, weights),
    direction,
    confidence,
    turnover24h: finite(features.get('turnover24h')),
    spreadBps: finite(spreadOf(features)),
    spreadEstimated: features.reason('spreadBook') !== null,
    asOf: Math.max(...USED.map((name) => features.at(name))),
    inputHash: hasher.sha256(hashed),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The weighted mean of all parts; null when any of them is missing. */
export function weighted(parts: SymbolStanding['parts'], weights: StandingWeights): number | null {
  let sum = 0;
  let total = 0;
  for (const part of STANDING_PARTS) {
    const weight = weights[part];
    const value = parts[part];
    if (value === null) return null;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : null;
}

/** Whose standings are asked for, with what counts and who hashes. */
export interface StandingSource {
  readonly scores: ScoreBoard;
  readonly weights: () => StandingWeights;
  readonly hasher: Hasher;
}

/** The timeframe by which symbols are ranked: 4 h, or the longest scored below it; null when none is. */
export function rankingTimeframe(timeframes: readonly Timeframe[]): Timeframe | null {
  if (timeframes.includes(PREFERRED)) return PREFERRED;
  const below: readonly Timeframe[] = ['1m', '3m', '5m', '15m', '30m', '1h', '2h'];
  return timeframes.findLast((timeframe) => below.includes(timeframe)) ?? timeframes[0] ?? null;
}

/** The standing of every symbol, in the order of the board. */
export function standingsOf({ scores, weights, hasher }: StandingSource, at: number): readonly SymbolStanding[] {
  const timeframe = rankingTimeframe(scores.timeframes);
  const shares = weights();
  return scores.symbols.map((symbol) => {
    const score = timeframe === null ? null : scores.closedScore(symbol, timeframe);
    return standingOf(symbol, at, scores.features.row(symbol, at), score, shares, hasher);
  });
}

/** Best first; what has no score comes last, equal ones by name. */
export const ranked = (standings: readonly SymbolStanding[]): readonly SymbolStanding[] =>
  [...standings].sort(
    (a, b) =>
      (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY) || (a.symbol < b.symbol ? -1 : 1),
  );
