import { say } from '#shared/language/words.ts';

/** Where the figures of a difference come from, in the dialogs that ask what to do about it. */
export const ASKED_ORIGIN = {
  from: say('What the venue told, compared by the host with its journal'),
  kind: 'account',
} as const;
