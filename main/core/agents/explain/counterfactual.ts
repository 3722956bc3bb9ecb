import { SCORING_AGENTS, type Opinion, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { Contribution, Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { compose } from '../scoring/composite.ts';
import { opinionOfEvidence } from '../scoring/technical-agent.ts';

/** One input changed so that the decision turns, with what the re-run gave. */
export interface Flip {
  readonly agent: string;
  readonly input: string;
  readonly from: number;
  readonly to: number;
  /** Score for the signal's side after the change. */
  readonly score: number;
}

/** Inputs move in steps of 0.1 between −100 and +100. */
const STEP = 10;
const BOUND = 100;

/**
 * The smallest single change of one recorded input that turns the decision at the score threshold, smallest first. Each
 * is found on the exact line the score is and then proven by running the scoring function again; what does not flip
 * within the input's range is not listed.
 */
export function flips(score: Score, direction: Direction, threshold: number): readonly Flip[] {
  const side = score.score * direction;
  const admitted = side >= threshold;
  const found: Flip[] = [];
  for (const { opinion, weight } of score.contributions) {
    if (opinion.status !== 'ok') continue;
    for (const evidence of opinion.evidence) {
      const slope = weight * evidence.weight * direction;
      if (slope === 0) continue;
      const up = slope > 0 !== admitted;
      const crossing = (evidence.input + (threshold - side) / slope) * STEP;
      for (const tenths of nearby(crossing, up)) {
        const to = tenths / STEP;
        const after = rerun(score, opinion.agent, evidence.name, to) * direction;
        if (Math.abs(to) > BOUND || after >= threshold === admitted) continue;
        found.push({ agent: opinion.agent, input: evidence.name, from: evidence.input, to, score: after });
        break;
      }
    }
  }
  return found.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}

/**
 * Whole tenths around the crossing point in the direction of the change: the point is a quotient of doubles, so which of
 * them is the first that turns the decision is left to the re-run.
 */
function nearby(crossing: number, up: boolean): readonly number[] {
  const near = Math.round(crossing);
  return up ? [near - 1, near, near + 1] : [near + 1, near, near - 1];
}

const WHOLE_WITHIN = 1e-6;
const FIGURES = ['score', 'direction', 'strength', 'confidence', 'completeness', 'veto', 'asOf'] as const;

function isSamePart(again: Contribution, recorded: Contribution | undefined): boolean {
  if (recorded === undefined) return false;
  const opinionOf = ({ opinion }: Contribution): number | null => (opinion.status === 'ok' ? opinion.opinion : null);
  return (
    again.points === recorded.points &&
    again.weight === recorded.weight &&
    again.baseWeight === recorded.baseWeight &&
    opinionOf(again) === opinionOf(recorded)
  );
}

/** The base weights a score was made with. */
const weightsOf = (score: Score): Record<ScoringAgentName, number> => {
  const weights = Object.fromEntries(SCORING_AGENTS.map((agent) => [agent, 0])) as Record<ScoringAgentName, number>;
  for (const { opinion, baseWeight } of score.contributions) weights[opinion.agent] = baseWeight;
  return weights;
};

/** The score with one input of one agent replaced, by the same functions that made the recorded one. */
export function rerun(score: Score, agent: string, input: string, value: number): number {
  const opinions = score.contributions.map(({ opinion }): Opinion => {
    if (opinion.status !== 'ok' || opinion.agent !== agent) return opinion;
    const evidence = opinion.evidence.map((e) => (e.name === input ? { ...e, input: value } : e));
    return { ...opinion, evidence, opinion: opinionOfEvidence(evidence) };
  });
  return compose(opinions, weightsOf(score)).score;
}

/** True when the recorded evidence gives every recorded figure again, opinions, weights and score, to the last digit. */
export function recomputes(score: Score): boolean {
  const opinions = score.contributions.map(({ opinion }): Opinion => {
    if (opinion.status !== 'ok') return opinion;
    return { ...opinion, opinion: opinionOfEvidence(opinion.evidence) };
  });
  const again = compose(opinions, weightsOf(score));
  const whole = score.contributions.reduce((sum, { baseWeight }) => sum + baseWeight, 0);
  return (
    // Weights are set by a person; that those of all agents are shares is all that can be known of them here.
    (score.contributions.length < SCORING_AGENTS.length || Math.abs(whole - 1) < WHOLE_WITHIN) &&
    FIGURES.every((figure) => again[figure] === score[figure]) &&
    again.contributions.every((part, i) => isSamePart(part, score.contributions[i]))
  );
}
