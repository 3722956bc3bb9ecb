import { SCORING_AGENTS, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { consensusOf, type Evaluation } from './evaluate.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';
import type { Vote } from './votes.ts';

type VoteData = EventDataByType['signal.evaluated'];

const LETTERS = { approve: 'A', conditional: 'C', reject: 'R' } as const satisfies Record<Vote, string>;
const VOTE_OF = { A: 'approve', C: 'conditional', R: 'reject' } as const;

/** An evaluation as the journal keeps it: what is enough to compute the consensus again. */
export const voteRecord = (
  { outcome, consensus, quorum, cautious, size, votes }: Evaluation,
  { approve, conditional, conditionalFrom, confidence: least }: EvaluationSettings,
): VoteData => ({
  outcome,
  consensus,
  quorum,
  cautious: Number.isNaN(cautious) ? null : cautious,
  size,
  cuts: [approve.side, approve.confidence, conditional.side, conditional.confidence, conditionalFrom, least],
  votes: votes.map(({ agent, vote, weight, reliability, side, confidence }): VoteData['votes'][number] => [
    agent,
    LETTERS[vote],
    weight,
    Math.round(reliability * 1e4),
    Math.round(side),
    Math.round(confidence * 1e3),
  ]),
});

/** A vote of a record. */
export interface RecordedVote {
  readonly agent: ScoringAgentName;
  readonly vote: Vote;
  /** Whole millionths. */
  readonly weight: number;
  /** 0…1. */
  readonly reliability: number;
  /** Towards the signal's side, −100…+100 in whole points. */
  readonly side: number;
  /** 0…1 in thousandths. */
  readonly confidence: number;
}

/** The votes of a record; an agent that is known no more is left out. */
export const recordedVotes = ({ votes }: Pick<VoteData, 'votes'>): readonly RecordedVote[] =>
  votes.flatMap(([agent, letter, weight, reliability, side, confidence]) =>
    isScoringAgent(agent)
      ? [{ agent, vote: VOTE_OF[letter], weight, reliability: reliability / 1e4, side, confidence: confidence / 1e3 }]
      : [],
  );

const isScoringAgent = (name: string): name is ScoringAgentName => (SCORING_AGENTS as readonly string[]).includes(name);

/** True when the recorded votes give the recorded consensus again, to the last digit. */
export const consensusRecomputes = (data: VoteData): boolean => consensusOf(recordedVotes(data)) === data.consensus;
