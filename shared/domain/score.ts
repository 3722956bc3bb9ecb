import type { Opinion } from './agent.ts';

/** One agent's part in a score. */
export interface Contribution {
  readonly opinion: Opinion;
  /** Weight before confidence and freshness, 0…1. */
  readonly baseWeight: number;
  /** Weight used, 0…1 in steps of 0.0001; the used weights sum to 1, or are all 0 when no agent had data. */
  readonly weight: number;
  /** opinion × weight; the points of all agents sum to the score exactly (to 1e-9). */
  readonly points: number;
}

/** The opinion of all agents together on one symbol and timeframe. */
export interface Score {
  /** −100…+100; the sign is the direction. */
  readonly score: number;
  /** −1…+1: score / 100. */
  readonly direction: number;
  /** 0…100: |score|. */
  readonly strength: number;
  /** 0…1: half the surest agent's, half Σ base weight × confidence; what is missing only lowers it. */
  readonly confidence: number;
  /** 0…1: share of base weight whose agents had data. */
  readonly completeness: number;
  readonly veto: boolean;
  readonly contributions: readonly Contribution[];
  readonly asOf: number;
}
