import { randomFillSync } from 'node:crypto';
import type { Random } from '#core/ports/random.ts';

const words = new Uint32Array(256);
let used = words.length;

/** Chance from the machine's generator, 32 bits a draw, fetched in blocks. */
export const systemRandom: Random = {
  next() {
    if (used === words.length) {
      randomFillSync(words);
      used = 0;
    }
    return (words[used++] ?? 0) / 2 ** 32;
  },
};
