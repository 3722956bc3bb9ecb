import { type Answer, refuse } from './answers.ts';

/** KuCoin VIP0: 2,000 weight in 30 s for the futures pool, the same for public calls. */
export const POOL = { weight: 2_000, windowMs: 30_000 } as const;

/** One resource pool: a fixed window that opens with its first request. */
export class RatePool {
  readonly #weight: number;
  readonly #windowMs: number;
  #opened = Number.NEGATIVE_INFINITY;
  #spent = 0;
  /** Requests refused so far. */
  refused = 0;

  constructor(weight: number = POOL.weight, windowMs: number = POOL.windowMs) {
    this.#weight = weight;
    this.#windowMs = windowMs;
  }

  /** Takes the weight of a request, or refuses it. */
  take(weight: number, now: number): Answer | null {
    if (now - this.#opened >= this.#windowMs) {
      this.#opened = now;
      this.#spent = 0;
    }
    if (this.#spent + weight > this.#weight) {
      this.refused += 1;
      return {
        ...refuse('429000', 'Too many requests in a short period of time, please retry later', 429),
        headers: this.headers(now),
      };
    }
    this.#spent += weight;
    return null;
  }

  headers(now: number): Record<string, string> {
    return {
      'gw-ratelimit-limit': String(this.#weight),
      'gw-ratelimit-remaining': String(Math.max(0, this.#weight - this.#spent)),
      'gw-ratelimit-reset': String(Math.max(0, this.#opened + this.#windowMs - now)),
    };
  }
}
