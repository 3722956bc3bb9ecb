import { drawPlaces, LEAST_BLOCKS, quantileOf, type Chance, type MeanInterval } from './block-bootstrap.ts';
import { binsOf } from './probability.ts';

/**
 * The calibration error without what chance adds to it, and its interval: the root of the mean squared distance of said
 * from happened over bins of equal count. The plain error of a perfect forecast is never 0, about 0.5 ÷ √(cases of a bin);
 * its square can be freed of that exactly, the plain distance cannot. Blocks of time are drawn anew with the bins as they
 * are; by how much the drawn squares exceed the plain one on the mean, the plain one is taken to exceed the true one (the
 * bias correction and the basic interval of the bootstrap; what falls below 0 is 0). Within a block overlapping labels and
 * symbols that move together stay together. The root is never less than the mean distance it stands for.
 * Source: Kumar, Liang and Ma, Verified Uncertainty Calibration (2019), section 4, for the squares; Davison and Hinkley,
 * Bootstrap Methods (1997), section 5.2, for the interval.
 * @param times when each case was decided, ms. @returns null with fewer than ten blocks.
 */
export function calibrationInterval(
  p: ArrayLike<number>,
  happened: ArrayLike<number>,
  times: ArrayLike<number>,
  blockMs: number,
  random: Chance,
  { bins = 10, draws = 1_000, level = 0.95 } = {},
): MeanInterval | null {
  const table = new BlockTable(p, happened, times, blockMs, bins);
  if (table.blocks < LEAST_BLOCKS) return null;
  const plain = table.squared(Uint32Array.from({ length: table.blocks }, (_, k) => k));
  const places = new Uint32Array(table.blocks);
  const drawn = Float64Array.from({ length: draws }, () => table.squared(drawPlaces(places, 1, random))).sort();
  const mean = drawn.reduce((sum, value) => sum + value, 0) / draws;
  const reflected = (value: number): number => Math.sqrt(Math.max(0, 2 * plain - value));
  const tail = (1 - level) / 2;
  return {
    mean: reflected(mean),
    lower: reflected(quantileOf(drawn, 1 - tail)),
    upper: reflected(quantileOf(drawn, tail)),
    blocks: table.blocks,
  };
}

/** By block and bin, the sum of what was said less what happened, and the cases. */
class BlockTable {
  readonly blocks: number;
  readonly #bins: number;
  readonly #off: Float64Array;
  readonly #cases: Float64Array;

  constructor(
    p: ArrayLike<number>,
    happened: ArrayLike<number>,
    times: ArrayLike<number>,
    blockMs: number,
    bins: number,
  ) {
    const block = Array.from(times, (at) => Math.floor(at / blockMs));
    const places = new Map([...new Set(block)].map((key, place) => [key, place]));
    this.blocks = places.size;
    this.#bins = bins;
    this.#off = new Float64Array(places.size * bins);
    this.#cases = new Float64Array(places.size * bins);
    for (const [bin, members] of binsOf(p, bins).entries())
      for (const i of members) {
        const cell = (places.get(block[i] ?? NaN) ?? 0) * bins + bin;
        this.#off[cell] = (this.#off[cell] ?? NaN) + (p[i] ?? NaN) - (happened[i] ?? NaN);
        this.#cases[cell] = (this.#cases[cell] ?? NaN) + 1;
      }
  }

  /** Mean squared distance of these blocks together, each bin by its cases. */
  squared(places: Uint32Array): number {
    let sum = 0;
    let all = 0;
    for (let bin = 0; bin < this.#bins; bin++) {
      let off = 0;
      let cases = 0;
      for (const place of places) {
        off += this.#off[place * this.#bins + bin] ?? NaN;
        cases += this.#cases[place * this.#bins + bin] ?? NaN;
      }
      if (cases > 0) sum += (off * off) / cases;
      all += cases;
    }
    return sum / all;
  }
}
