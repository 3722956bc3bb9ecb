import type { JsonCursor } from './json-cursor.ts';

const ENCODER = new TextEncoder();

export const bytesOf = (word: string): Uint8Array => ENCODER.encode(word);

/**
 * A fixed set of words, found by their bytes without making a string: keys of a message, symbols of a venue.
 * Buckets by length and first and last byte; what falls into the same bucket is compared in turn.
 */
export class WordTable {
  readonly #words: readonly Uint8Array[];
  readonly #buckets: Int32Array;
  readonly #next: Int32Array;
  readonly #mask: number;

  /** @throws RangeError when a word comes twice or is empty. */
  constructor(words: readonly string[]) {
    if (new Set(words).size !== words.length || words.includes(''))
      throw new RangeError('Words must differ and not be empty');
    this.#words = words.map(bytesOf);
    const size = 2 ** Math.ceil(Math.log2(Math.max(8, words.length * 4)));
    this.#mask = size - 1;
    this.#buckets = new Int32Array(size).fill(-1);
    this.#next = new Int32Array(words.length).fill(-1);
    for (let index = words.length - 1; index >= 0; index -= 1) {
      const word = this.#words[index] ?? new Uint8Array();
      const bucket = this.#bucket(word, 0, word.length);
      this.#next[index] = this.#buckets[bucket] ?? -1;
      this.#buckets[bucket] = index;
    }
  }

  get size(): number {
    return this.#words.length;
  }

  /**
   * The index of the text the cursor read last; −1 when it is none of the words.
   * @param guess a word to be tried first, such as the one after the last found.
   */
  find(cursor: JsonCursor, guess = -1): number {
    const guessed = this.#words[guess];
    if (guessed !== undefined && cursor.is(guessed)) return guess;
    let index = this.#buckets[this.#bucket(cursor.bytes, cursor.from, cursor.to)] ?? -1;
    while (index >= 0 && !cursor.is(this.#words[index] ?? new Uint8Array())) index = this.#next[index] ?? -1;
    return index;
  }

  #bucket(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (length <= 0) return 0;
    const first = bytes[from] ?? 0;
    const middle = bytes[from + (length >> 1)] ?? 0;
    const last = bytes[to - 1] ?? 0;
    const third = bytes[from + Math.min(2, length - 1)] ?? 0;
    return (length + first * 31 + middle * 131 + last * 1_031 + third * 7) & this.#mask;
  }
}
