/**
 * The exact log of the last admissions within a period, in a fixed ring of integers. Asked before each admission it lets
 * no window of the period's length, wherever it begins, hold more than the limit, and it lets every admission pass that
 * keeps this true: no other algorithm can allow more. Memory is `capacity` numbers, time per decision is constant.
 *
 * Times are whole milliseconds of a clock that never goes back; an earlier one counts as the latest seen.
 */
export class SlidingLog {
  readonly #times: Float64Array;
  readonly #periodMs: number;
  /** Place of the oldest admission that still counts. */
  #first = 0;
  #count = 0;
  #latest = Number.NEGATIVE_INFINITY;

  /** @param capacity the highest limit that will ever be asked about. */
  constructor(capacity: number, periodMs: number) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new RangeError(`A log holds a positive whole number of admissions, not ${String(capacity)}`);
    }
    this.#times = new Float64Array(capacity);
    this.#periodMs = periodMs;
  }

  /**
   * Milliseconds until an admission would be within `limit`; 0 when it is now, infinite when the limit is 0.
   * @throws RangeError when the limit is above the capacity: what fell out of the ring cannot be counted.
   */
  wait(now: number, limit: number): number {
    if (limit > this.#times.length) {
      throw new RangeError(`A limit of ${String(limit)} cannot be kept in a log of ${String(this.#times.length)}`);
    }
    if (limit <= 0) return Number.POSITIVE_INFINITY;
    const at = this.#expire(now);
    if (this.#count < limit) return 0;
    return this.#at(this.#count - limit) + this.#periodMs - at;
  }

  /** Notes an admission. The caller asked {@link wait} first; one too many for the ring pushes the oldest out. */
  take(now: number): void {
    const at = this.#expire(now);
    if (this.#count === this.#times.length) {
      this.#first = (this.#first + 1) % this.#times.length;
      this.#count -= 1;
    }
    this.#times[(this.#first + this.#count) % this.#times.length] = at;
    this.#count += 1;
    this.#latest = at;
  }

  /** Admissions in the period that ends now. */
  used(now: number): number {
    this.#expire(now);
    return this.#count;
  }

  #at(index: number): number {
    return this.#times[(this.#first + index) % this.#times.length] ?? 0;
  }

  /** Lets go of what is a period old; returns the moment that counts as now. */
  #expire(now: number): number {
    const at = Math.max(now, this.#latest);
    while (this.#count > 0 && this.#at(0) + this.#periodMs <= at) {
      this.#first = (this.#first + 1) % this.#times.length;
      this.#count -= 1;
    }
    return at;
  }
}
