import { SCORING_AGENTS, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { Contribution, Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { cautiousScore } from '../evaluation/cautious-score.ts';
import { compose } from '../scoring/composite.ts';
import { agreement, withInput, wouldPass } from './decision-flips.ts';

/** A decision of the agents as it is on record; without votes in records from before they voted. */
export interface DecisionRecord {
  readonly score: Score;
  readonly direction: Direction;
  /** The score that was needed. */
  readonly threshold: number;
  readonly votes: EventDataByType['signal.evaluated'] | null;
}

/** One thing that is different from what was. */
export type Change =
  | { readonly kind: 'input'; readonly agent: ScoringAgentName; readonly name: string; readonly value: number }
  /** `factor` multiplies the agent's weight in score and vote, 0…2. */
  | { readonly kind: 'weight'; readonly agent: ScoringAgentName; readonly factor: number };

/** What the agents would have made of it. */
export interface Judgement {
  /** The score that decides, towards the signal's side. */
  readonly score: number;
  /** The sum of all points, signed. */
  readonly composite: number;
  /** 0…1; null when it was not voted on. */
  readonly consensus: number | null;
  readonly passes: boolean;
}

/** Whether the agents would have let it pass with one thing changed: as {@link judge}, without the figures. */
export function passesWith(decision: DecisionRecord, change: Change): boolean {
  const { score, direction, threshold, votes } = decision;
  if (votes === null) return judge(decision, change).passes;
  const weighed = change.kind === 'weight' ? reweighed(votes, change.agent, change.factor) : votes;
  return wouldPass(changed(score.contributions, change), { score, direction, threshold, votes: weighed, code: null });
}

/**
 * The agents' decision with one thing changed, by the functions that made it: opinions from their inputs, the composite,
 * the cautious score, the votes and their consensus. Veto, quorum and the source's confidence stay as they were.
 */
export function judge(decision: DecisionRecord, change: Change | null = null): Judgement {
  const { score, direction, threshold } = decision;
  const contributions = change === null ? score.contributions : changed(score.contributions, change);
  const composite = compose(
    contributions.map(({ opinion }) => opinion),
    weightsOf(contributions),
  ).score;
  if (decision.votes === null) {
    const side = composite * direction;
    return { score: side, composite, consensus: null, passes: side >= threshold };
  }
  const votes = change?.kind === 'weight' ? reweighed(decision.votes, change.agent, change.factor) : decision.votes;
  const judged = { score, direction, threshold, votes, code: null };
  return {
    score: cautiousScore({ ...score, contributions }, direction),
    composite,
    consensus: agreement(contributions, judged),
    passes: wouldPass(contributions, judged),
  };
}

function changed(contributions: readonly Contribution[], change: Change): readonly Contribution[] {
  if (change.kind === 'input') return withInput(contributions, change.agent, change.name, change.value);
  return contributions.map((part) =>
    part.opinion.agent === change.agent ? { ...part, baseWeight: part.baseWeight * change.factor } : part,
  );
}

function weightsOf(contributions: readonly Contribution[]): Record<ScoringAgentName, number> {
  const weights = Object.fromEntries(SCORING_AGENTS.map((agent) => [agent, 0])) as Record<ScoringAgentName, number>;
  for (const { opinion, baseWeight } of contributions) weights[opinion.agent] = baseWeight;
  return weights;
}

type Votes = EventDataByType['signal.evaluated'];

const reweighed = (data: Votes, agent: string, factor: number): Votes => ({
  ...data,
  votes: data.votes.map(([name, vote, weight, ...rest]) => [
    name,
    vote,
    name === agent ? Math.round(weight * factor) : weight,
    ...rest,
  ]),
});
