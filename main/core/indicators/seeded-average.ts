/** How an exponential average starts: from the mean of its first n values, from its first value, or from zero. */
export type Seed = 'mean' | 'first' | 'zero';

/** Options that depart from the plain average over `period` values seeded by their mean. */
export interface AverageOptions {
  readonly seed?: Seed;
  /** Values in the seed's sum when it differs from the period (the divisor stays the period). */
  readonly seedLength?: number;
}

/**
 * An exponential average: `held += (value − held) · factor`. EMA has factor 2 / (n + 1), Wilder's average 1 / n.
 * A NaN value is skipped and answered with NaN, so averages can be chained behind a warming input.
 */
export class SeededAverage {
  readonly #state = new Float64Array(2);
  readonly #period: number;
  readonly #seedLength: number;
  readonly #factor: number;

  constructor(period: number, factor: number, options: AverageOptions = {}) {
    const { seed = 'mean', seedLength = period } = options;
    this.#period = period;
    this.#factor = factor;
    this.#seedLength = seed === 'mean' ? seedLength : 0;
    if (seed === 'zero') this.#state[0] = 1;
  }

  /** An exponential moving average of `period` values. */
  static ema(period: number, options?: AverageOptions): SeededAverage {
    return new SeededAverage(period, 2 / (period + 1), options);
  }

  /** Wilder's smoothing of `period` values. */
  static wilder(period: number, options?: AverageOptions): SeededAverage {
    return new SeededAverage(period, 1 / period, options);
  }

  /** The average including `value`; remembered when `keep` is set. NaN until the seed is complete. */
  next(value: number, keep: boolean): number {
    if (value !== value) return NaN;
    const state = this.#state;
    const seen = (state[0] as number) + 1;
    const held = state[1] as number;
    const seedLength = this.#seedLength;
    let result = held + (value - held) * this.#factor;
    if (seen < seedLength) result = held + value;
    else if (seen === seedLength) result = (held + value) / this.#period;
    else if (seen === 1) result = value;
    if (keep) {
      state[0] = seen;
      state[1] = result;
    }
    return seen < seedLength ? NaN : result;
  }
}
