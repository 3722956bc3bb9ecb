import type { Stage } from '#shared/domain/signal.ts';

/** The stages of a signal's way as a person names them. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  intake: 'Intake',
  throttle: 'Throttle',
  scoring: 'Scoring',
  conflict: 'Conflict',
  lock: 'Lock',
  risk: 'Risk gate',
  execution: 'Execution',
  outcome: 'Outcome',
};
