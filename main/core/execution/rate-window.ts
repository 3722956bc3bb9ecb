/** A venue's limit: at most `capacity` weight in any `windowMs`. */
export interface RatePool {
  readonly name: string;
  readonly capacity: number;
  readonly windowMs: number;
  /** Share of the capacity that only cancels and exits may use; 0.3 when absent. */
  readonly cancelShare?: number;
}

/** Part of the capacity that is used at all: the venue may count a request that we do not know of. */
const USABLE = 0.95;
/** Requests may reach the venue closer together than they left; differences of the delay up to this do no harm. */
const JITTER_MS = 250;
const CANCEL_SHARE = 0.3;
/** Forgotten entries that are kept before the lists are cut. */
const SLACK = 1_024;

/** What was taken from one pool within its window: an exact sliding log, because a fixed window lets twice the limit pass at its edge. */
export class SlidingWindow {
  readonly #pool: RatePool;
  readonly #usable: number;
  readonly #shared: number;
  readonly #span: number;
  /** Columns of the log, oldest first; what lies before `#head` has left the window. */
  #times: number[] = [];
  #weights: number[] = [];
  #cancels: boolean[] = [];
  #head = 0;
  #all = 0;
  #others = 0;

  constructor(pool: RatePool) {
    this.#pool = pool;
    this.#usable = Math.floor(pool.capacity * USABLE);
    this.#shared = Math.floor(this.#usable * (1 - (pool.cancelShare ?? CANCEL_SHARE)));
    this.#span = pool.windowMs + JITTER_MS;
  }

  /** @throws RangeError when a request of this weight would wait for ever. */
  mustFit(weight: number, cancel: boolean): void {
    const limit = cancel ? this.#usable : this.#shared;
    if (!(weight >= 0 && weight <= limit))
      throw new RangeError(
        `A weight of ${String(weight)} never fits the pool "${this.#pool.name}" of ${String(limit)}`,
      );
  }

  used(now: number): number {
    this.#forget(now);
    return this.#all;
  }

  /** When `weight` fits if nothing else is taken meanwhile; `now` or earlier when it fits now. */
  fitsAt(now: number, weight: number, cancel: boolean): number {
    this.#forget(now);
    let overAll = this.#all + weight - this.#usable;
    let overShared = cancel ? 0 : this.#others + weight - this.#shared;
    for (let index = this.#head; overAll > 0 || overShared > 0; index += 1) {
      const taken = this.#weights[index];
      if (taken === undefined) return Number.POSITIVE_INFINITY;
      overAll -= taken;
      if (this.#cancels[index] === false) overShared -= taken;
      if (overAll <= 0 && overShared <= 0) return (this.#times[index] ?? now) + this.#span;
    }
    return now;
  }

  take(now: number, weight: number, cancel: boolean): void {
    this.#times.push(now);
    this.#weights.push(weight);
    this.#cancels.push(cancel);
    this.#all += weight;
    if (!cancel) this.#others += weight;
  }

  #forget(now: number): void {
    while (this.#head < this.#times.length && (this.#times[this.#head] ?? 0) + this.#span <= now) {
      const weight = this.#weights[this.#head] ?? 0;
      this.#all -= weight;
      if (this.#cancels[this.#head] === false) this.#others -= weight;
      this.#head += 1;
    }
    if (this.#head < SLACK) return;
    this.#times = this.#times.slice(this.#head);
    this.#weights = this.#weights.slice(this.#head);
    this.#cancels = this.#cancels.slice(this.#head);
    this.#head = 0;
  }
}
