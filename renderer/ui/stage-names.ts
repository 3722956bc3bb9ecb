import type { Stage } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';

/** The stages of a signal's way as a person names them. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  intake: say('Intake'),
  throttle: say('Throttle'),
  scoring: say('Scoring'),
  conflict: say('Conflict'),
  lock: say('Lock'),
  risk: say('Risk gate'),
  execution: say('Execution'),
  outcome: say('Outcome'),
};
