import { STAGE_NAMES } from '#renderer/ui/stage-names.ts';
import type { Stage } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';

/** The stages as the funnel names them. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  ...STAGE_NAMES,
  intake: say('Received'),
  outcome: say('Resolved'),
};
