import { RESUM_INTERVAL } from './standard-set.ts';
import { windowMoments } from './window-moments.ts';

/**
 * Mean and population standard deviation of the last n values, O(1) per value.
 *
 * Updates the mean and the sum of squared deviations directly (West 1979, sliding form), which needs no reference
 * price to stay accurate, and sums both afresh from the window every `RESUM_INTERVAL` values. A window of n equal
 * values has exactly that mean and no deviation.
 */
export class RollingMoments {
  readonly #ring: Float64Array;
  /** seen, mean, squares, repeats, last value. */
  readonly #state = new Float64Array(5);
  readonly #out = new Float64Array(2);
  readonly #period: number;
  readonly #factor: number;

  constructor(period: number) {
    this.#period = period;
    this.#factor = 1 / period;
    this.#ring = new Float64Array(period);
  }

  /** Mean of the window of the latest `next`; NaN until n values were seen. */
  get mean(): number {
    return this.#out[0] as number;
  }

  /** Population standard deviation of the window of the latest `next`; NaN until n values were seen. */
  get deviation(): number {
    return Math.sqrt((this.#out[1] as number) * this.#factor);
  }

  /** Moves the window on to `value`; remembered when `keep` is set. */
  next(value: number, keep: boolean): void {
    const state = this.#state;
    const ring = this.#ring;
    const out = this.#out;
    const period = this.#period;
    const index = state[0] as number;
    const head = index % period;
    const oldest = ring[head] as number;
    const before = state[1] as number;
    const repeats = index > 0 && value === state[4] ? (state[3] as number) + 1 : 0;
    if (index + 1 < period) out.fill(NaN);
    else if (index + 1 === period) {
      ring[head] = value;
      windowMoments(ring, 0, 0, period, out, 0);
    } else {
      const step = value - oldest;
      const mean = before + step * this.#factor;
      const squares = (state[2] as number) + step * (value - mean + (oldest - before));
      out[0] = mean;
      out[1] = squares > 0 ? squares : 0;
    }
    if (repeats >= period - 1) {
      out[0] = value;
      out[1] = 0;
    }
    if (keep) this.#keep(value, index, repeats);
  }

  #keep(value: number, index: number, repeats: number): void {
    const state = this.#state;
    const ring = this.#ring;
    const out = this.#out;
    const period = this.#period;
    ring[index % period] = value;
    state[0] = index + 1;
    state[1] = out[0] as number;
    state[2] = out[1] as number;
    state[3] = repeats;
    state[4] = value;
    if ((index + 1) % RESUM_INTERVAL !== 0 || index + 1 < period) return;
    windowMoments(ring, 0, (index + 1) % period, period, state, 1);
  }
}
