import { denial, type Denial } from '#shared/domain/denial.ts';
import { NO_EVIDENCE, type ReliabilityOf } from '#shared/domain/reliability.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { cautiousScore } from './cautious-score.ts';
import { EVALUATION_DEFAULTS, type EvaluationSettings } from './evaluation-settings.ts';
import { HALVES, voteOf, type AgentVote } from './votes.ts';

/** What of a signal is voted on. */
export interface Asked {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly direction: Direction;
  /** The source's own, 0…1. */
  readonly strength: number;
  readonly confidence: number;
}

export interface EvaluationContext {
  /** ms since 1970. */
  readonly now: number;
  readonly reliability: ReliabilityOf;
  readonly settings: EvaluationSettings;
}

/** What the agents together decided. */
export interface Evaluation {
  readonly outcome: 'APPROVED' | 'CONDITIONAL' | 'REJECTED';
  /** Why it was rejected: one main reason, the most fundamental. Null otherwise. */
  readonly refusal: Denial | null;
  /** Σ weight × (1, ½, 0) ÷ Σ weight, 0…1 in steps of 0.0001; 0 when nothing has weight. */
  readonly consensus: number;
  /** Share of base weight whose agents voted with any weight, 0…1. */
  readonly quorum: number;
  /** The score towards the signal's side that decided, −100…+100; NaN when no agent spoke. */
  readonly cautious: number;
  /** Share of the full size, 0…1; 0 when rejected. */
  readonly size: number;
  readonly votes: readonly AgentVote[];
}

/**
 * Lets every agent that has data vote on a signal. Less confidence, of an agent or of the signal, never makes the outcome
 * better nor the size larger; the order of the contributions plays no part.
 */
export function evaluate(score: Score, asked: Asked, context: EvaluationContext): Evaluation {
  const { settings } = context;
  const { direction, timeframe } = asked;
  const votes = score.contributions.flatMap((part) => voteOf(part, { ...context, direction, timeframe }) ?? []);
  const consensus = consensusOf(votes);
  const quorum = quorumOf(votes);
  const cautious = cautiousScore(score, direction);
  const found = { consensus, quorum, cautious, votes };
  const refusal = refusalOf(score, asked, found, settings);
  if (refusal !== null) return { outcome: 'REJECTED', refusal, size: 0, ...found };
  const full = consensus >= settings.approvedFrom && asked.confidence >= settings.sourceConfidence;
  return full
    ? { outcome: 'APPROVED', refusal, size: 1, ...found }
    : { outcome: 'CONDITIONAL', refusal, size: settings.conditionalSize, ...found };
}

/** Whether a score would admit an entry on a side if a source that is quite sure asked for it now. */
export const judgeScore = (
  score: Score,
  direction: Direction,
  symbol: string,
  timeframe: Timeframe,
  settings: EvaluationSettings = EVALUATION_DEFAULTS,
): Denial | null =>
  evaluate(
    score,
    { symbol, timeframe, direction, strength: 1, confidence: 1 },
    { now: score.asOf, reliability: NO_EVIDENCE, settings },
  ).refusal;

type Weighed = Pick<AgentVote, 'vote' | 'weight'>;

/** Σ weight × (1, ½, 0) ÷ Σ weight over votes, rounded down to 0.0001; also of the votes of a record. */
export function consensusOf(votes: readonly Weighed[]): number {
  let halves = 0;
  let weights = 0;
  for (const { vote, weight } of votes) {
    halves += weight * HALVES[vote];
    weights += weight;
  }
  return weights === 0 ? 0 : Math.floor((halves * 5_000) / weights) / 1e4;
}

function quorumOf(votes: readonly AgentVote[]): number {
  let steps = 0;
  for (const { base, weight } of votes) if (weight > 0) steps += Math.round(base * 1e4);
  return Math.min(1, steps / 1e4);
}

type Found = Pick<Evaluation, 'consensus' | 'quorum' | 'cautious' | 'votes'>;

/** The first of the reasons, most fundamental first. */
function refusalOf(score: Score, asked: Asked, found: Found, settings: EvaluationSettings): Denial | null {
  const { symbol, timeframe, strength, confidence } = asked;
  if (!(strength > 0 && confidence > 0)) return denial('EVALUATION_EMPTY_SIGNAL', { strength, confidence });
  if (found.votes.length === 0) return denial('SCORE_UNKNOWN', { symbol, timeframe });
  const vetoing = score.contributions.find(({ opinion }) => opinion.status === 'ok' && opinion.veto);
  if (vetoing !== undefined) return denial('SCORE_VETO', { agent: vetoing.opinion.agent, symbol });
  const { quorum, cautious, consensus } = found;
  if (quorum < settings.quorum) {
    return denial('SCORE_INCOMPLETE', { completeness: percent(quorum), threshold: percent(settings.quorum) });
  }
  if (!(cautious >= settings.score)) {
    return denial('SCORE_BELOW_THRESHOLD', { score: Math.round(cautious * 100) / 100, threshold: settings.score });
  }
  if (score.confidence < settings.confidence) {
    return denial('SCORE_LOW_CONFIDENCE', { confidence: score.confidence, threshold: settings.confidence });
  }
  if (consensus >= settings.conditionalFrom) return null;
  return denial('EVALUATION_NO_CONSENSUS', {
    consensus: Math.round(consensus * 1000) / 10,
    threshold: Math.round(settings.conditionalFrom * 1000) / 10,
    agent: strongestAgainst(found.votes),
  });
}

/** The agent whose vote costs the consensus most; the first by name of those that cost the same. */
function strongestAgainst(votes: readonly AgentVote[]): string {
  const cost = ({ vote, weight }: AgentVote): number => weight * (HALVES.approve - HALVES[vote]);
  return [...votes].sort((a, b) => cost(b) - cost(a) || (a.agent < b.agent ? -1 : 1))[0]?.agent ?? '';
}

const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)} %`;
