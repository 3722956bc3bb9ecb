/**
 * Highest (or lowest) of the last n values in amortised O(1), by a queue of candidates that only ever falls (rises):
 * a value is dropped as soon as a later one beats it.
 */
export class RollingExtreme {
  readonly #values: Float64Array;
  readonly #indexes: Float64Array;
  readonly #period: number;
  readonly #sign: 1 | -1;
  #first = 0;
  #length = 0;
  #seen = 0;

  constructor(period: number, which: 'highest' | 'lowest') {
    this.#period = period;
    this.#sign = which === 'highest' ? 1 : -1;
    this.#values = new Float64Array(period);
    this.#indexes = new Float64Array(period);
  }

  /** Extreme of the last n remembered values; NaN until there are n. */
  get current(): number {
    return this.#seen < this.#period ? NaN : this.#sign * (this.#values[this.#first] as number);
  }

  /** Extreme of the window ending in `value`; remembered when `keep` is set. NaN until n values were seen. */
  next(value: number, keep: boolean): number {
    const signed = this.#sign * value;
    if (keep) {
      this.#push(signed);
      return this.current;
    }
    if (this.#seen + 1 < this.#period) return NaN;
    const best = this.#bestAfterExpiry();
    return this.#sign * (best > signed ? best : signed);
  }

  /** Best candidate once the oldest value has left to make room for one more. */
  #bestAfterExpiry(): number {
    let at = this.#first;
    let length = this.#length;
    if (length > 0 && (this.#indexes[at] as number) <= this.#seen - this.#period) {
      at = at + 1 === this.#period ? 0 : at + 1;
      length--;
    }
    return length > 0 ? (this.#values[at] as number) : -Infinity;
  }

  #push(signed: number): void {
    const period = this.#period;
    if (this.#length > 0 && (this.#indexes[this.#first] as number) <= this.#seen - period) {
      this.#first = this.#first + 1 === period ? 0 : this.#first + 1;
      this.#length--;
    }
    while (this.#length > 0) {
      const last = (this.#first + this.#length - 1) % period;
      if ((this.#values[last] as number) > signed) break;
      this.#length--;
    }
    const at = (this.#first + this.#length) % period;
    this.#values[at] = signed;
    this.#indexes[at] = this.#seen;
    this.#length++;
    this.#seen++;
  }
}
