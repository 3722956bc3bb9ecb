import type { Clock } from '../../ports/clock.ts';

/**
 * The time by which the caps count, in whole ms since 1970. It starts at the wall time and then runs by the monotonic
 * clock: a wall clock that is set forward frees no place, one that is set back holds none, and a computer that slept
 * finds its caps as they were. While history is worked through it follows the wall, which is the only clock of the past.
 */
export class SteadyTime {
  readonly #clock: Clock;
  readonly #inPast: () => boolean;
  #last = Number.NEGATIVE_INFINITY;
  /** Steady time less monotonic time; null until the present is first asked about. */
  #offset: number | null = null;

  constructor(clock: Clock, inPast: () => boolean) {
    this.#clock = clock;
    this.#inPast = inPast;
  }

  now(): number {
    if (this.#inPast()) {
      this.#offset = null;
      this.#last = Math.max(this.#last, this.#clock.now());
      return this.#last;
    }
    const ticks = this.#clock.monotonic();
    this.#offset ??= Math.max(this.#last, this.#clock.now()) - ticks;
    this.#last = Math.max(this.#last, Math.floor(this.#offset + ticks));
    return this.#last;
  }

  /**
   * Goes on where the last record of an earlier run stood: from its steady time by the wall time that went by since. Only
   * a jump of the wall clock between that record and this start goes unseen.
   */
  resumeFrom(steadyAt: number, wallAt: number): void {
    const since = Math.max(0, this.#clock.now() - wallAt);
    this.#last = Math.max(this.#last, steadyAt + since);
    this.#offset = this.#last - this.#clock.monotonic();
  }
}
