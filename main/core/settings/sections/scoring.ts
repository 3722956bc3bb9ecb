import { SCORING_AGENTS, type ScoringAgentName } from '#shared/domain/agent.ts';
import { BASE_WEIGHTS } from '../../agents/scoring/composite.ts';
import { shareField, type SettingField } from '../field.ts';
import type { SettingSection } from '../section.ts';
import { noWeight, sharesOf } from '../shares.ts';

/** Weight of each agent in a score. */
export type ScoringSettings = Readonly<Record<ScoringAgentName, number>>;

const WORDS: Readonly<Record<ScoringAgentName, readonly [label: string, sentence: string]>> = {
  technical: ['Technical', 'Momentum, trend, mean reversion, volatility and volume of the price.'],
  fundamental: ['Fundamental', 'Growth of volume and open interest, funding, turnover.'],
  structure: ['Market structure', 'Spread, depth, impact and order flow.'],
  risk: ['Risk', 'Volatility, drawdown, correlation, liquidity; it can veto whatever its weight.'],
  sentiment: ['Sentiment', 'Fear and greed, news.'],
  onchain: ['On-chain', 'Transfers and exchange flows; without an address of a node it abstains.'],
  liquidation: ['Liquidation map', 'Where positions would be liquidated.'],
  cycle: ['Cycle', 'Where the price stands against its own long trend.'],
  model: ['Model', 'The trained model; it counts only when it beat the base rate out of sample.'],
};

const RANGE = [0, 1, 0.005] as const;

const fieldOf = (agent: ScoringAgentName): SettingField<number> => {
  const [label, sentence] = WORDS[agent];
  return shareField([label, sentence], RANGE, BASE_WEIGHTS[agent]);
};

/** How much each agent counts in the score of a symbol. */
export const SCORING: SettingSection<ScoringSettings> = {
  title: 'Scoring',
  sentence: 'Weight of each agent in a score, before its confidence; brought to a sum of 1.',
  fields: Object.fromEntries(SCORING_AGENTS.map((agent) => [agent, fieldOf(agent)])) as Record<
    ScoringAgentName,
    SettingField<number>
  >,
  together: (weights) => noWeight(weights, 'agent'),
  inForce: sharesOf,
};
