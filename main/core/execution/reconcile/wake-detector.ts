import type { Clock } from '../../ports/clock.ts';

/**
 * Notices that the computer slept or that its clock was set, from the two clocks: on some systems the monotonic one stands
 * still during sleep, on others it runs on.
 */
export class WakeDetector {
  readonly #clock: Clock;
  readonly #jumpMs: number;
  readonly #silenceMs: number;
  #wall: number;
  #monotonic: number;

  /** @param silenceMs longest time between two looks that is no sleep. */
  constructor(clock: Clock, jumpMs: number, silenceMs: number) {
    this.#clock = clock;
    this.#jumpMs = jumpMs;
    this.#silenceMs = silenceMs;
    this.#wall = clock.now();
    this.#monotonic = clock.monotonic();
  }

  /** Looks at the clocks; returns the gap in ms when there is one since the last look, else null. */
  look(): number | null {
    const wall = this.#clock.now();
    const monotonic = this.#clock.monotonic();
    const wallPassed = wall - this.#wall;
    const passed = monotonic - this.#monotonic;
    this.#wall = wall;
    this.#monotonic = monotonic;
    if (Math.abs(wallPassed - passed) > this.#jumpMs) return wallPassed - passed;
    return passed > this.#silenceMs ? passed : null;
  }
}
