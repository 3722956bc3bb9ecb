import type { AgentName } from '#shared/domain/agent.ts';
import type { Denial } from '#shared/domain/denial.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import { PRIORITY, type Claim } from '../agents/conflict/resolver.ts';
import type { SignalProposal } from './proposal.ts';

/** A signal under way: its id, what it proposes, and the microseconds each stage took so far. */
export interface Work {
  readonly id: SignalId;
  readonly signal: SignalProposal;
  readonly stageUs: number[];
  mark: number;
  /** Share of the full size that the agents' vote allows, 0…1. */
  size: number;
}

/** What a stage says of a signal: it goes on (null), ends here, or waits to be decided on again. */
export type Stop = Denial | 'waits' | null;

/** The agents of the stages in the order of a signal's way; stage times are kept in this order. */
const STAGE_AGENTS: readonly AgentName[] = [
  'intake',
  'throttle',
  'technical',
  'conflict',
  'locking',
  'gate',
  'execution',
];

/** Adds time to a stage. A signal that was taken back after a restart has none of the stages before. */
export function addStageTime(work: Work, agent: AgentName, us: number): void {
  const stage = STAGE_AGENTS.indexOf(agent);
  while (work.stageUs.length <= stage) work.stageUs.push(0);
  work.stageUs[stage] = (work.stageUs[stage] ?? 0) + us;
}

/** The agent whose stage a signal is in: the one after the last stage that took its time. */
export const stageOf = ({ stageUs }: Work): AgentName => STAGE_AGENTS[stageUs.length] ?? 'execution';

/** What orders a signal among other actions of the same moment. */
export const claimOf = ({ id, signal }: Work): Claim => ({
  id,
  priority: PRIORITY.signal,
  confidence: signal.confidence,
  since: signal.tsSource,
});

/** What is dropped first when there is no room: the source's strength × confidence, 0…1 in steps of 0.0001. */
export const scoreOfWork = ({ signal }: Work): number =>
  Math.round(signal.strength * signal.confidence * 10_000) / 10_000;
