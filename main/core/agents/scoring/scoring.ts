import { SCORING_AGENTS, type Opinion, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { Score } from '#shared/domain/score.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import { abstain, BASE_WEIGHTS, compose } from './composite.ts';
import { CYCLE } from './cycle-agent.ts';
import { featureOpinion, type FeatureAgent } from './feature-agent.ts';
import { FUNDAMENTAL } from './fundamental-agent.ts';
import type { TechnicalReading } from './reading.ts';
import { regimeOf, REGIME_WEIGHTS, type RegimeWeights } from './regime.ts';
import { RISK } from './risk-agent.ts';
import { STRUCTURE } from './structure-agent.ts';
import { technicalOpinion } from './technical-agent.ts';

/** The agents that judge a symbol by its features alone. */
export const FEATURE_AGENTS: readonly FeatureAgent[] = [FUNDAMENTAL, STRUCTURE, RISK, CYCLE];

/** Why each agent without a source abstains: one sentence that says what is missing. */
export const WITHOUT_SOURCE: ReadonlyMap<string, string> = new Map([
  ['sentiment', 'no source of sentiment is connected'],
  ['onchain', 'no address of a chain node is set'],
  ['liquidation', 'no liquidation map is computed from this feed'],
  ['model', 'no trained model is installed'],
]);

/** What the agents besides the technical one judge by. */
export interface OtherEvidence {
  /** Null where no features are kept. */
  readonly features: FeatureRow | null;
  /** Opinions made elsewhere: sentiment, on-chain, liquidation map, model. */
  readonly provided: readonly Opinion[];
  /** Base weights of the agents; they sum to 1. */
  readonly weights: AgentWeights;
}

/** A weight for each agent. */
export type AgentWeights = Readonly<Record<ScoringAgentName, number>>;

const NO_OTHERS: OtherEvidence = { features: null, provided: [], weights: BASE_WEIGHTS };

/** The opinions of the agents that judge by features; each abstains where there are none. @param told see {@link featureOpinion}. */
export const featureOpinions = (features: FeatureRow | null, told = true): readonly Opinion[] =>
  FEATURE_AGENTS.map((agent) =>
    features === null ? abstain(agent.agent, agent.without) : featureOpinion(agent, features, told),
  );

/** All agents' opinions in the order of the screens; who says nothing abstains. */
export function inOrder(opinions: readonly Opinion[]): readonly Opinion[] {
  return SCORING_AGENTS.map(
    (agent) =>
      opinions.find((opinion) => opinion.agent === agent) ?? abstain(agent, WITHOUT_SOURCE.get(agent) ?? 'no opinion'),
  );
}

/** Every agent's opinion on a reading, in the order of the screens. */
export const opinionsOn = (reading: TechnicalReading, others: OtherEvidence = NO_OTHERS): readonly Opinion[] =>
  inOrder([technicalOpinion(reading), ...featureOpinions(others.features), ...others.provided]);

/** The score of all agents on a reading. */
export const scoreOf = (reading: TechnicalReading, others: OtherEvidence = NO_OTHERS): Score =>
  compose(opinionsOn(reading, others), weightsIn(others.features, others.weights));

/** The base weights, times the factors of the regime a symbol is in; brought back to a sum of 1. */
export function weightsIn(
  features: FeatureRow | null,
  base: AgentWeights = BASE_WEIGHTS,
  table: RegimeWeights = REGIME_WEIGHTS,
): AgentWeights {
  const factors = features === null || Object.keys(table).length === 0 ? undefined : table[regimeOf(features)];
  if (factors === undefined) return base;
  const raw = SCORING_AGENTS.map((agent) => [agent, base[agent] * (factors[agent] ?? 1)] as const);
  const sum = raw.reduce((total, [, weight]) => total + weight, 0);
  return Object.fromEntries(raw.map(([agent, weight]) => [agent, weight / sum])) as AgentWeights;
}
