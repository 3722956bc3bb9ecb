import type { Evidence, ScoringAgentName } from '#shared/domain/agent.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { FEATURES } from '../../features/feature-table.ts';
import type { EvaluationSettings } from '../evaluation/evaluation-settings.ts';
import { FEATURE_AGENTS } from '../scoring/scoring.ts';

/** Where an input comes from, how it is made, and how old it may be. */
export interface EvidenceSource {
  readonly source: string;
  readonly kind: 'measured' | 'estimated';
  /** ms. */
  readonly limitMs: number;
}

/** What the agents judge by that are not made from features. */
const OTHERS: Readonly<Partial<Record<ScoringAgentName, Pick<EvidenceSource, 'source' | 'kind'>>>> = {
  sentiment: { source: 'news and indices', kind: 'measured' },
  onchain: { source: 'chain node', kind: 'measured' },
  liquidation: { source: 'liquidation map', kind: 'estimated' },
  model: { source: 'trained model', kind: 'estimated' },
};

/** The source of a piece of evidence, from the tables the agents are made of. */
export function evidenceSource(
  agent: ScoringAgentName,
  { name }: Pick<Evidence, 'name'>,
  timeframe: Timeframe,
  { freshCandles, freshMs }: Pick<EvaluationSettings, 'freshCandles' | 'freshMs'>,
): EvidenceSource {
  const limitMs = Math.max(freshCandles * timeframeMs(timeframe), freshMs[agent]);
  const input = FEATURE_AGENTS.find((one) => one.agent === agent)?.inputs.find((one) => one.name === name);
  if (input === undefined) {
    const { source, kind } = OTHERS[agent] ?? { source: `${timeframe} candles`, kind: 'measured' };
    return { source, kind, limitMs };
  }
  const features = FEATURES.filter((one) => input.needs.some((need) => need === one.name));
  return {
    source: [...new Set(features.flatMap(({ sources }) => sources))].join(', '),
    kind: features.some(({ kind }) => kind === 'estimated') ? 'estimated' : 'measured',
    limitMs: Math.min(limitMs, ...features.map(({ maxAgeMs }) => maxAgeMs)),
  };
}
