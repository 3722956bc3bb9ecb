import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import type { Reliability, ReliabilityOf } from '#shared/domain/reliability.ts';
import type { Contribution } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';

export const VOTES = ['approve', 'conditional', 'reject'] as const;
export type Vote = (typeof VOTES)[number];

/** Worth of a vote in halves, so that sums stay whole. */
export const HALVES: Readonly<Record<Vote, number>> = { approve: 2, conditional: 1, reject: 0 };

/** Weights are whole millionths: their sums are exact, whatever the order. */
export const WEIGHT_STEPS = 1e6;

/** One agent's vote on a signal, and how its weight came to be. */
export interface AgentVote {
  readonly agent: ScoringAgentName;
  readonly vote: Vote;
  /** Its opinion towards the signal's side, −100…+100. */
  readonly side: number;
  /** 0…1. */
  readonly confidence: number;
  readonly base: number;
  /** The four factors, 0…1. */
  readonly reliability: number;
  readonly quality: number;
  readonly freshness: number;
  /** base × reliability × quality × freshness in whole millionths. */
  readonly weight: number;
}

/** What a vote depends on beside the opinion. */
export interface VoteContext {
  readonly direction: Direction;
  readonly timeframe: Timeframe;
  /** ms since 1970. */
  readonly now: number;
  readonly reliability: ReliabilityOf;
  readonly settings: EvaluationSettings;
}

type Spoken = Extract<Opinion, { readonly status: 'ok' }>;

/** An agent's vote; null when it has nothing to say. The vote can only fall with its confidence; its weight does not know it. */
export function voteOf({ opinion, baseWeight }: Contribution, context: VoteContext): AgentVote | null {
  if (opinion.status !== 'ok') return null;
  const { direction, timeframe, settings, reliability: measured } = context;
  const { agent, confidence } = opinion;
  const side = opinion.opinion * direction;
  const overall = measured('agents', direction, timeframe);
  const reliability = shrunk(measured(`agent:${agent}`, direction, timeframe), overall, settings.priorCases);
  const quality = qualityOf(opinion);
  const freshness = freshnessOf(opinion, context);
  return {
    agent,
    vote: cast(side, confidence, settings),
    side,
    confidence,
    base: baseWeight,
    reliability,
    quality,
    freshness,
    weight: Math.round(baseWeight * reliability * quality * freshness * WEIGHT_STEPS),
  };
}

/** The vote that an opinion towards the side and its confidence amount to. */
export function cast(
  side: number,
  confidence: number,
  { approve, conditional }: Pick<EvaluationSettings, 'approve' | 'conditional'>,
): Vote {
  if (side >= approve.side && confidence >= approve.confidence) return 'approve';
  return side >= conditional.side && confidence >= conditional.confidence ? 'conditional' : 'reject';
}

/** What an agent is trusted with before anything was measured. */
const EVEN = 0.5;

/**
 * Mean of the Beta posterior whose prior is the rate of all agents together, worth `priorCases` cases: a few lucky hits
 * move it little, and with no evidence every agent has the same. Source: Gelman et al., Bayesian Data Analysis, 2.4.
 */
export function shrunk(own: Reliability | null, overall: Reliability | null, priorCases: number): number {
  const prior = overall?.rate ?? EVEN;
  const n = own?.n ?? 0;
  const posterior = n + priorCases > 0 ? ((own?.rate ?? 0) * n + prior * priorCases) / (n + priorCases) : prior;
  return Math.round(posterior * 1e4) / 1e4;
}

/** The share of its inputs that the agent could measure, 0…1: the shares of those it names. */
function qualityOf({ evidence }: Spoken): number {
  if (evidence.length === 0) return 1;
  let steps = 0;
  for (const { weight } of evidence) steps += Math.round(weight * 1e4);
  return Math.min(1, steps / 1e4);
}

/** 1 − age ÷ limit, not below 0. */
function freshnessOf({ agent, asOf }: Spoken, { now, timeframe, settings }: VoteContext): number {
  const limit = Math.max(settings.freshCandles * timeframeMs(timeframe), settings.freshMs[agent]);
  const age = Math.max(0, now - asOf);
  return age >= limit ? 0 : Math.round((1 - age / limit) * 1e4) / 1e4;
}
