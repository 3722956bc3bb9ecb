import type { DenialCode } from '#shared/domain/denial.ts';
import type { Contribution, Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { cautiousScore } from '../evaluation/cautious-score.ts';
import { consensusOf } from '../evaluation/evaluate.ts';
import { recordedVotes } from '../evaluation/vote-record.ts';
import { cast } from '../evaluation/votes.ts';
import { opinionOfEvidence } from '../scoring/technical-agent.ts';
import type { Flip } from './counterfactual.ts';

/** A decision as it is on record. */
export interface RecordedDecision {
  readonly score: Score;
  readonly direction: Direction;
  /** The score that was needed. */
  readonly threshold: number;
  readonly votes: EventDataByType['signal.evaluated'];
  /** Why the agents rejected it; null when they did not. */
  readonly code: DenialCode | null;
}

/** Rejections that an input can turn; no reading lifts a veto, fills a quorum or makes the source say more. */
const BY_INPUT: ReadonlySet<DenialCode | null> = new Set([null, 'SCORE_BELOW_THRESHOLD', 'EVALUATION_NO_CONSENSUS']);

/** Inputs move in steps of 0.1 between −100 and +100. */
const BOUND = 1_000;

/** Whether the agents would let the signal pass with these contributions, by the recorded weights and settings. */
export function wouldPass(contributions: readonly Contribution[], decision: RecordedDecision): boolean {
  const { direction, threshold, votes, score } = decision;
  if (!(cautiousScore({ ...score, contributions }, direction) >= threshold)) return false;
  // No input changes how sure the agents are.
  if (score.confidence < (votes.cuts[LEAST_CONFIDENCE] ?? 0)) return false;
  return agreement(contributions, decision) >= (votes.cuts[LEAST_CONSENSUS] ?? 0);
}

/** Places of the least consensus and of the least confidence among the recorded cuts. */
const LEAST_CONSENSUS = 4;
const LEAST_CONFIDENCE = 5;

/** The consensus, 0…1, that the recorded agents would reach with these contributions. */
export function agreement(contributions: readonly Contribution[], decision: RecordedDecision): number {
  const { direction, votes } = decision;
  const [side = 0, sure = 0, lowSide = 0, lowSure = 0] = votes.cuts;
  const settings = { approve: { side, confidence: sure }, conditional: { side: lowSide, confidence: lowSure } };
  const judged = recordedVotes(votes).flatMap(({ agent, weight }) => {
    const opinion = contributions.find((part) => part.opinion.agent === agent)?.opinion;
    if (opinion?.status !== 'ok') return [];
    return [{ vote: cast(opinion.opinion * direction, opinion.confidence, settings), weight }];
  });
  return consensusOf(judged);
}

/** The contributions with one input of one agent replaced; nothing else about the agent changes. */
export const withInput = (
  contributions: readonly Contribution[],
  agent: string,
  input: string,
  value: number,
): readonly Contribution[] =>
  contributions.map((part) => {
    const { opinion } = part;
    if (opinion.status !== 'ok' || opinion.agent !== agent) return part;
    const evidence = opinion.evidence.map((one) => (one.name === input ? { ...one, input: value } : one));
    return { ...part, opinion: { ...opinion, evidence, opinion: opinionOfEvidence(evidence) } };
  });

/**
 * The smallest single change of one recorded input that turns the agents' decision, score and votes together, smallest
 * first. The decision never gets worse as an input moves towards the signal's side, so halving finds the first tenth that
 * turns it; each was judged anew. Inputs that cannot turn it are not listed.
 */
export function decisionFlips(decision: RecordedDecision): readonly Flip[] {
  const { score, direction, code } = decision;
  if (!BY_INPUT.has(code)) return [];
  const passed = code === null;
  const towards = passed ? -direction : direction;
  const found: Flip[] = [];
  for (const { opinion } of score.contributions) {
    if (opinion.status !== 'ok') continue;
    for (const { name, input } of opinion.evidence) {
      const changed = (tenths: number) => withInput(score.contributions, opinion.agent, name, tenths / 10);
      const turns = (tenths: number): boolean => wouldPass(changed(tenths), decision) !== passed;
      const to = firstThat(turns, Math.round(input * 10), towards * BOUND);
      if (to === null) continue;
      const after = cautiousScore({ ...score, contributions: changed(to) }, direction);
      found.push({ agent: opinion.agent, input: name, from: input, to: to / 10, score: after });
    }
  }
  return found.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}

/** The first whole number after `from` on the way to `end` for which it holds, given that it goes on holding; null if none. */
function firstThat(holds: (value: number) => boolean, from: number, end: number): number | null {
  if (from === end || !holds(end)) return null;
  let [before, after] = [from, end];
  while (Math.abs(after - before) > 1) {
    const middle = Math.trunc((before + after) / 2);
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}
