import { say } from '#shared/language/words.ts';

/** How figures came to be, as one word. */
export const PROVENANCE_WORDS = {
  measured: say('measured'),
  estimated: say('estimated'),
  simulated: say('simulated'),
} as const;
