import type { Random } from '../../ports/random.ts';

const STATE_TEXT = /^[0-9a-f]{32}$/;
/** Rounds after seeding, as the reference implementation does, so that near seeds give unrelated streams. */
const WARM_UP = 15;

/**
 * Small fast counting generator, 32 bit: 128 bits of state, period at least 2^32, passes PractRand and BigCrush.
 * Source: Chris Doty-Humphrey, `sfc32` in PractRand (public domain). Its whole state can be kept as text.
 */
export class Sfc32 implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /** @param seed a whole number; its low 53 bits count. */
  constructor(seed: number) {
    this.#a = 0;
    this.#b = seed | 0;
    this.#c = Math.floor(seed / 4_294_967_296) | 0;
    this.#counter = 1;
    for (let round = 0; round < WARM_UP; round += 1) this.nextUint32();
  }

  /** The next 32 bits, as an integer from 0 to 2^32 − 1. */
  nextUint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  next(): number {
    return this.nextUint32() / 4_294_967_296;
  }

  /** Uniform in (0, 1]: for logarithms. */
  nextPositive(): number {
    return (this.nextUint32() + 1) / 4_294_967_296;
  }

  /** The state as 32 hex digits. */
  state(): string {
    const word = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
    return word(this.#a) + word(this.#b) + word(this.#c) + word(this.#counter);
  }

  /** A generator that goes on where {@link state} was taken. @throws SyntaxError when the text is no state. */
  static restore(state: string): Sfc32 {
    if (!STATE_TEXT.test(state)) throw new SyntaxError(`Not a generator's state: "${state}"`);
    const word = (place: number): number => Number.parseInt(state.slice(place * 8, place * 8 + 8), 16) | 0;
    const generator = new Sfc32(0);
    generator.#a = word(0);
    generator.#b = word(1);
    generator.#c = word(2);
    generator.#counter = word(3);
    return generator;
  }
}
