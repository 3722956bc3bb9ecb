import type { Opinion } from '#shared/domain/agent.ts';
import type { Score } from '#shared/domain/score.ts';
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
      const to = target(evidence.input, (threshold - side) / slope, admitted, slope);
      if (Math.abs(to) > BOUND) continue;
      const after = rerun(score, opinion.agent, evidence.name, to) * direction;
      if (after >= threshold === admitted) continue;
      found.push({ agent: opinion.agent, input: evidence.name, from: evidence.input, to, score: after });
    }
  }
  return found.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}

/** The first tenth beyond the exact crossing point, on the side that turns the decision. */
function target(input: number, needed: number, admitted: boolean, slope: number): number {
  const exact = (input + needed) * STEP;
  const up = slope > 0 !== admitted;
  const onGrid = up ? Math.ceil(exact - 1e-7) : Math.floor(exact + 1e-7);
  const beyond = admitted && Math.abs(onGrid - exact) < 1e-6 ? onGrid + (up ? 1 : -1) : onGrid;
  return beyond / STEP;
}

/** The score with one input of one agent replaced, by the same functions that made the recorded one. */
export function rerun(score: Score, agent: string, input: string, value: number): number {
  const opinions = score.contributions.map(({ opinion }): Opinion => {
    if (opinion.status !== 'ok' || opinion.agent !== agent) return opinion;
    const evidence = opinion.evidence.map((e) => (e.name === input ? { ...e, input: value } : e));
    return { ...opinion, evidence, opinion: opinionOfEvidence(evidence) };
  });
  return compose(opinions).score;
}

/** True when the recorded opinions and weights give the recorded score again, to the last digit. */
export function recomputes(score: Score): boolean {
  const opinions = score.contributions.map(({ opinion }): Opinion => {
    if (opinion.status !== 'ok') return opinion;
    return { ...opinion, opinion: opinionOfEvidence(opinion.evidence) };
  });
  const again = compose(opinions);
  return (
    again.score === score.score &&
    again.confidence === score.confidence &&
    again.contributions.every((c, i) => c.points === score.contributions[i]?.points)
  );
}
