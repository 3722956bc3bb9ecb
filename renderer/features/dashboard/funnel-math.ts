import type { FunnelView } from '#shared/contract/signal.ts';

export type FunnelStage = FunnelView['stages'][number];

/** A stage's bar: shares of the longest stage, so that all bars have one scale. */
export interface FunnelBar {
  readonly passed: number;
  readonly inWork: number;
  readonly stopped: number;
}

/** What every stage is measured against: the most that any received, at least 1. */
export const funnelScale = (stages: readonly FunnelStage[]): number =>
  Math.max(1, ...stages.map(({ received }) => received));

/** The parts of a stage's bar as shares of the scale. */
export const funnelBar = ({ passed, inWork, stopped }: FunnelStage, scale: number): FunnelBar => ({
  passed: passed / scale,
  inWork: inWork / scale,
  stopped: stopped / scale,
});

/** Stages whose parts do not add up to what they received: a defect that is shown, never smoothed. */
export const unbalanced = (stages: readonly FunnelStage[]): readonly FunnelStage[] =>
  stages.filter(({ received, stopped, inWork, passed }) => received !== stopped + inWork + passed);

export interface FunnelSummary {
  readonly received: number;
  /** Signals that passed execution. */
  readonly orders: number;
  /** Signals still on their way to an order. */
  readonly unfinished: number;
}

/** The funnel in three numbers. */
export function funnelSummary(stages: readonly FunnelStage[]): FunnelSummary {
  const before = stages.filter(({ key }) => key !== 'outcome');
  return {
    received: stages.find(({ key }) => key === 'intake')?.received ?? 0,
    orders: stages.find(({ key }) => key === 'execution')?.passed ?? 0,
    unfinished: before.reduce((sum, { inWork }) => sum + inWork, 0),
  };
}

/** A stage's reasons, most frequent first. */
export const orderedReasons = ({ reasons }: FunnelStage): FunnelStage['reasons'] =>
  [...reasons].sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
