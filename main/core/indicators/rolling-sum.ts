import { RESUM_INTERVAL } from './standard-set.ts';

/**
 * Sum of the last n values, O(1) per value. Sums afresh from the window every `RESUM_INTERVAL` values, and a window
 * without any non-zero value sums to exactly zero. NaN members make the sum NaN until they have left the window.
 */
export class RollingSum {
  readonly #ring: Float64Array;
  /** seen, sum of the defined members, count of non-zero members, count of NaN members. */
  readonly #state = new Float64Array(4);
  readonly #period: number;

  constructor(period: number) {
    this.#period = period;
    this.#ring = new Float64Array(period);
  }

  /** The sum of the window ending in `value`; remembered when `keep` is set. NaN until n values were seen. */
  next(value: number, keep: boolean): number {
    const state = this.#state;
    const ring = this.#ring;
    const index = state[0] as number;
    const oldest = ring[index % this.#period] as number;
    const added = value === value ? value : 0;
    const removed = oldest === oldest ? oldest : 0;
    const filled = (state[2] as number) + (added === 0 ? 0 : 1) - (removed === 0 ? 0 : 1);
    const missing = (state[3] as number) + (value === value ? 0 : 1) - (oldest === oldest ? 0 : 1);
    const sum = filled === 0 ? 0 : (state[1] as number) + (added - removed);
    if (keep) {
      ring[index % this.#period] = value;
      state[0] = index + 1;
      state[1] = (index + 1) % RESUM_INTERVAL === 0 ? this.#resum(index + 1) : sum;
      state[2] = filled;
      state[3] = missing;
    }
    return index + 1 < this.#period || missing > 0 ? NaN : sum;
  }

  #resum(head: number): number {
    let sum = 0;
    for (let i = 0; i < this.#period; i++) {
      const value = this.#ring[(head + i) % this.#period] as number;
      if (value === value) sum += value;
    }
    return sum;
  }
}
