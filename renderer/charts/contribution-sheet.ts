import type { ScoreView } from '#shared/contract/score.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { roundToTotal } from './round-to-total.ts';
import { waterfallOrder } from './waterfall-geometry.ts';

/** One row of "what makes this score": an agent, or one piece of an agent's evidence. */
export interface ContributionRow {
  readonly id: string;
  readonly agent: ScoringAgentName;
  /** Name of the evidence; null for an agent's own row. */
  readonly evidence: string | null;
  /** What was measured, as printed; null for an agent's row. */
  readonly measured: string | null;
  /** −100…+100. */
  readonly opinion: number;
  /** Share of the score, 0…1. */
  readonly weight: number;
  /** Printed points, in tenths. */
  readonly tenths: number;
  readonly asOf: number;
}

/** An agent that took no part, and why. */
export interface Abstention {
  readonly agent: ScoringAgentName;
  readonly status: 'no-data' | 'warming-up' | 'stale';
  readonly reason: string;
  readonly baseWeight: number;
}

/** The rows of a score, and whether what is printed adds up to it. */
export interface ContributionSheet {
  readonly rows: readonly ContributionRow[];
  /** The printed score, in tenths. */
  readonly totalTenths: number;
  readonly addsUp: boolean;
  readonly abstaining: readonly Abstention[];
}

type Contribution = ScoreView['contributions'][number];
type Exact = Omit<ContributionRow, 'tenths'> & { readonly points: number };

/** Evidence whose points are further from the agent's than this is not the evidence of its opinion. */
const TOLERANCE = 1e-6;

function evidenceParts({ opinion, weight, points }: Contribution): readonly Exact[] | null {
  if (opinion.status !== 'ok' || opinion.evidence.length < 2) return null;
  const parts = opinion.evidence.map((each) => ({
    id: `${opinion.agent}/${each.name}`,
    agent: opinion.agent,
    evidence: each.name,
    measured: each.measured,
    opinion: each.input,
    weight: each.weight * weight,
    points: each.input * each.weight * weight,
    asOf: each.asOf,
  }));
  const sum = parts.reduce((all, part) => all + part.points, 0);
  return Math.abs(sum - points) < TOLERANCE ? parts : null;
}

function agentPart({ opinion, weight, points }: Contribution): readonly Exact[] {
  if (opinion.status !== 'ok') return [];
  const { agent, asOf } = opinion;
  return [{ id: agent, agent, evidence: null, measured: null, opinion: opinion.opinion, weight, points, asOf }];
}

/**
 * Opinion × weight = points for every agent that has data, and where `split` for each piece of its evidence. Points are
 * rounded so that the printed ones add up to the printed score; where the exact ones do not, the sheet says so.
 */
export function contributionSheet(score: ScoreView, split: boolean): ContributionSheet {
  const parts = score.contributions.flatMap((each) => (split ? evidenceParts(each) : null) ?? agentPart(each));
  const rounded = roundToTotal(
    parts.map(({ points }) => points),
    score.score,
    1,
  );
  const rows = parts.map(({ points: _, ...row }, index): ContributionRow => ({
    ...row,
    tenths: rounded.units[index] ?? 0,
  }));
  return {
    rows: waterfallOrder(parts.map(({ points }) => points)).flatMap((index) => rows[index] ?? []),
    totalTenths: rounded.totalUnits,
    addsUp: rounded.addsUp,
    abstaining: score.contributions.flatMap(({ opinion, baseWeight }) =>
      opinion.status === 'ok'
        ? []
        : [{ agent: opinion.agent, status: opinion.status, reason: opinion.reason, baseWeight }],
    ),
  };
}
