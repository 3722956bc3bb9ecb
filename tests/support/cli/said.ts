import { expect } from 'vitest';

/** Matches a text that holds these words, within `toMatchObject`. */
export const said = (words: string | RegExp): unknown =>
  typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words);
