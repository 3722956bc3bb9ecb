import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';

/** What an opinion must reach for a vote. */
export interface VoteCut {
  /** The opinion towards the signal's side, −100…+100. */
  readonly side: number;
  /** The agent's confidence, 0…1. */
  readonly confidence: number;
}

/** Everything that decides how the agents vote on a signal and what comes of it. */
export interface EvaluationSettings {
  /** The score for the signal's side at its most cautious, 0…100. */
  readonly score: number;
  /** The confidence of the score, 0…1. */
  readonly confidence: number;
  /** Share of the agents' base weight that must have voted, 0…1. */
  readonly quorum: number;
  readonly approve: VoteCut;
  /** Below this cut an agent votes REJECT. */
  readonly conditional: VoteCut;
  /** Consensus from which a signal is approved, and from which conditionally; 0…1. */
  readonly approvedFrom: number;
  readonly conditionalFrom: number;
  /** A signal whose source is less sure than this is conditional at best, 0…1. */
  readonly sourceConfidence: number;
  /** Share of the full size of a conditional entry, 0…1. */
  readonly conditionalSize: number;
  /** An opinion counts less with its age and not at all after this many candles, or after its agent's own limit if longer. */
  readonly freshCandles: number;
  /** ms; agents whose data change slowly stay fresh for longer. */
  readonly freshMs: Readonly<Record<ScoringAgentName, number>>;
  /** Cases that the overall rate counts for when an agent's own is weighed against it. */
  readonly priorCases: number;
}

/**
 * The quorum admits an entry on candles alone: the technical agent has a quarter of the base weight, and a replay of
 * candles knows neither books nor news nor funding.
 */
export const EVALUATION_DEFAULTS: EvaluationSettings = {
  score: 50,
  confidence: 0.4,
  quorum: 0.2,
  approve: { side: 20, confidence: 0.4 },
  conditional: { side: -10, confidence: 0 },
  approvedFrom: 0.6,
  conditionalFrom: 0.4,
  sourceConfidence: 0.3,
  conditionalSize: 0.5,
  freshCandles: 3,
  freshMs: {
    technical: 15 * MINUTE,
    fundamental: 9 * HOUR,
    structure: 5 * MINUTE,
    risk: 2 * HOUR,
    sentiment: 2 * DAY,
    onchain: 2 * HOUR,
    liquidation: HOUR,
    cycle: 2 * DAY,
    model: 15 * MINUTE,
  },
  priorCases: 100,
};
