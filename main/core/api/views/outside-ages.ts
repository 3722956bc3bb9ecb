import type { ScoringAgentName } from '#shared/domain/agent.ts';
import type { Score } from '#shared/domain/score.ts';

/** The agents that judge by what is read outside the market. */
const OUTSIDE: ReadonlySet<ScoringAgentName> = new Set(['sentiment', 'onchain']);

/** When the oldest datum was true that an agent uses now, ms since 1970. */
export type OldestData = ReadonlyMap<ScoringAgentName, number>;

/** Takes the agents that read outside the market into account, of one score. */
export function noteOldest(
  oldest: Map<ScoringAgentName, number>,
  { contributions }: Pick<Score, 'contributions'>,
): void {
  for (const { opinion } of contributions) {
    if (opinion.status !== 'ok' || !OUTSIDE.has(opinion.agent)) continue;
    const asOf = opinion.evidence.reduce((min, one) => Math.min(min, one.asOf), opinion.asOf);
    oldest.set(opinion.agent, Math.min(oldest.get(opinion.agent) ?? asOf, asOf));
  }
}
