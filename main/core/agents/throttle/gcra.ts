/**
 * Generic cell rate algorithm: one number, the theoretical arrival time, gives the same decisions as a token bucket of
 * `burst` places refilled evenly over `periodMs`. Source: ITU-T I.371, virtual scheduling.
 */
export class Gcra {
  readonly #interval: number;
  readonly #tolerance: number;
  #tat = Number.NEGATIVE_INFINITY;

  /** Allows `limit` per `periodMs` in the long run and `burst` at once. Integer milliseconds. */
  constructor(limit: number, periodMs: number, burst: number) {
    this.#interval = Math.ceil(periodMs / limit);
    this.#tolerance = this.#interval * (burst - 1);
  }

  /** Milliseconds until a call at `now` would be allowed; 0 when it is allowed now. Changes nothing. */
  wait(now: number): number {
    const earliest = this.#tat - this.#tolerance;
    return earliest <= now ? 0 : earliest - now;
  }

  /** Takes a place. The caller asked {@link wait} first and got 0. */
  take(now: number): void {
    this.#tat = Math.max(this.#tat, now) + this.#interval;
  }

  /** Places taken and not yet given back, for display. */
  used(now: number): number {
    return Math.max(0, Math.ceil((this.#tat - now) / this.#interval));
  }

  /** The state to keep across a restart. */
  get theoreticalArrival(): number {
    return this.#tat;
  }

  restore(theoreticalArrival: number): void {
    this.#tat = theoreticalArrival;
  }
}
