import { say } from '#shared/language/words.ts';

/** How figures came to be and what that means, in whole sentences. */
export const KIND_WORDS = {
  measured: say('Measured: told by a source or counted by this program, not modelled.'),
  estimated: say('Estimated: worked out by a model from what is known. It can be wrong.'),
  simulated: say('Simulated: it rests on made-up prices or fills. No money is behind it.'),
  set: say('Set: chosen by a person, or the default. Nothing measures it.'),
  unknown: say('How it came to be is not known yet.'),
} as const;
