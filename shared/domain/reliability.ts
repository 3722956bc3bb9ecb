import type { ScoringAgentName } from './agent.ts';
import type { Direction } from './signal.ts';
import type { Timeframe } from './timeframe.ts';

/** Whose record is asked for: the score, all agents together, one agent, or one source. */
export type Who = 'score' | 'agents' | `agent:${ScoringAgentName}` | `source:${string}`;

/** Under this many cases a rate is not told: not enough evidence. */
export const LEAST_EVIDENCE = 100;

/** How often somebody was right. */
export interface Reliability {
  /** Resolved cases. */
  readonly n: number;
  /** Share of them that were right, 0…1. */
  readonly rate: number;
  /** Wilson 95 % interval of the rate. */
  readonly lower: number;
  readonly upper: number;
}

/** The measured reliability as of now; null under {@link LEAST_EVIDENCE} cases. */
export type ReliabilityOf = (who: Who, direction: Direction, timeframe: Timeframe) => Reliability | null;

/** Nothing was measured yet. */
export const NO_EVIDENCE: ReliabilityOf = () => null;
