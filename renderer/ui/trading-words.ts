import type { Mode } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';

const STATES: Readonly<Record<string, string>> = {
  ACTIVE: say('ACTIVE'),
  REDUCING: say('REDUCING'),
  HALTED: say('HALTED'),
};

/** A trading state as it is shown. */
export const tradingWord = (state: string): string => STATES[state] ?? state;

/** The modes within a sentence. */
export const MODE_WORDS: Readonly<Record<Mode, string>> = {
  demo: say('demo'),
  replay: say('replay'),
  paper: say('paper'),
  live: say('live'),
};

/** The modes as a word of their own. */
export const MODE_TAGS: Readonly<Record<Mode, string>> = {
  demo: say('DEMO'),
  replay: say('REPLAY'),
  paper: say('PAPER'),
  live: say('LIVE'),
};
