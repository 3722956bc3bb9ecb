import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import type { Clock } from '#core/ports/clock.ts';

/** The two clocks of this machine may part by this much before the venue's time is asked for again. */
const TRUSTED_DRIFT_MS = 500;

/**
 * The venue's time, carried on by the monotonic clock: a wall clock that is set meanwhile changes nothing. After a sleep,
 * or when the clocks part, it says that it must be measured again.
 */
export class VenueClock {
  readonly #clock: Clock;
  #measured: { readonly venue: number; readonly wall: number; readonly monotonic: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param offsetMs venue clock minus ours, ms, right now. */
  set(offsetMs: number): void {
    const wall = this.#clock.now();
    this.#measured = { venue: wall + offsetMs, wall, monotonic: this.#clock.monotonic() };
  }

  /** True when requests may be signed with this time. */
  get reliable(): boolean {
    if (this.#measured === null) return false;
    const { wall, monotonic } = this.#measured;
    return Math.abs(this.#clock.now() - wall - (this.#clock.monotonic() - monotonic)) <= TRUSTED_DRIFT_MS;
  }

  /** Venue time; our own while nothing was measured. */
  now(): EpochMs {
    if (this.#measured === null) return this.#clock.now();
    const { venue, monotonic } = this.#measured;
    return epochMs(Math.round(venue + this.#clock.monotonic() - monotonic));
  }
}
