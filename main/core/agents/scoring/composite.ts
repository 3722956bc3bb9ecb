import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import type { Contribution, Score } from '#shared/domain/score.ts';

/** Share of each agent before confidence and freshness; they sum to 1. Configurable; these are the defaults. */
export const BASE_WEIGHTS: Readonly<Record<ScoringAgentName, number>> = {
  technical: 0.25,
  fundamental: 0.15,
  structure: 0.1,
  risk: 0.15,
  sentiment: 0.08,
  onchain: 0.02,
  liquidation: 0.1,
  cycle: 0.05,
  model: 0.1,
};

/** Weights are handed out in whole ten-thousandths, so that every product below is exact in a double. */
const WEIGHT_STEPS = 10_000;

/**
 * The composite of all agents' opinions.
 *
 * used weight = base × confidence, over the agents that have data, brought to a sum of 1 in whole ten-thousandths
 * (largest remainder; ties to the agent named first). points = opinion × used weight; score = Σ points. With a baseline
 * of 0 for every opinion, weight × (opinion − baseline) is also the exact Shapley value of a linear score.
 * Opinions are whole 1e-5 steps, so the sum is exact and the points add up to the score.
 * confidence = ½ × the surest agent's + ½ × Σ base × agent's, an agent without data counting as 0: both parts can only
 * fall when an agent drops out, which a mean over those that are left does not promise.
 */
export function compose(
  opinions: readonly Opinion[],
  weights: Readonly<Record<ScoringAgentName, number>> = BASE_WEIGHTS,
): Score {
  const raw = opinions.map((opinion) => (opinion.status === 'ok' ? weights[opinion.agent] * opinion.confidence : 0));
  const steps = apportion(raw, WEIGHT_STEPS);
  let total = 0;
  let confidence = 0;
  let surest = 0;
  let completeness = 0;
  let veto = false;
  let asOf = 0;
  const contributions: Contribution[] = opinions.map((opinion, i) => {
    const baseWeight = weights[opinion.agent];
    const step = steps[i] ?? 0;
    if (opinion.status !== 'ok') return { opinion, baseWeight, weight: 0, points: 0 };
    const scaled = Math.round(opinion.opinion * 1e5) * step;
    total += scaled;
    confidence += baseWeight * opinion.confidence;
    surest = Math.max(surest, opinion.confidence);
    completeness += baseWeight;
    veto ||= opinion.veto;
    asOf = Math.max(asOf, opinion.asOf);
    return { opinion, baseWeight, weight: step / WEIGHT_STEPS, points: scaled / 1e9 };
  });
  const score = total / 1e9;
  const full = Math.min(1, completeness);
  return {
    score,
    direction: score / 100,
    strength: Math.abs(score),
    confidence: round(0.5 * surest + 0.5 * Math.min(1, confidence), 1e4),
    completeness: round(full, 1e4),
    veto,
    contributions,
    asOf,
  };
}

/**
 * Divides `total` whole steps in proportion to `shares`, by largest remainder, ties to the first.
 * All zero when no share is positive.
 */
export function apportion(shares: readonly number[], total: number): number[] {
  let sum = 0;
  for (const share of shares) sum += share;
  if (!(sum > 0)) return shares.map(() => 0);
  // Plain loops: this runs for every agent of every score, and there are few shares.
  const steps: number[] = [];
  const rests: number[] = [];
  let left = total;
  for (const share of shares) {
    const exact = (share / sum) * total;
    const whole = Math.floor(exact);
    steps.push(whole);
    rests.push(exact - whole);
    left -= whole;
  }
  for (; left > 0; left -= 1) {
    let most = 0;
    for (let i = 1; i < rests.length; i += 1) if ((rests[i] ?? 0) > (rests[most] ?? 0)) most = i;
    steps[most] = (steps[most] ?? 0) + 1;
    rests[most] = (rests[most] ?? 0) - 1;
  }
  return steps;
}

const round = (value: number, steps: number): number => Math.round(value * steps) / steps;

/** Opinions of agents whose source is not connected: they abstain and say why. */
export function abstain(agent: ScoringAgentName, reason: string): Opinion {
  return { status: 'no-data', agent, reason, missing: null };
}
