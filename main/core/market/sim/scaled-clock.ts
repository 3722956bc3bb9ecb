import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';

/**
 * A clock that runs `speed` times as fast as another, with its timers. An accelerated demo that gives it to the whole core,
 * and the feed a speed of 1, has one time everywhere: candles, signals and data ages agree.
 */
export class ScaledClock implements Clock, Scheduler {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #speed: number;
  readonly #startWall: number;
  readonly #startMonotonic: number;

  /** @throws RangeError when the speed is not positive. */
  constructor(clock: Clock, scheduler: Scheduler, speed: number) {
    if (!(speed > 0) || !Number.isFinite(speed)) throw new RangeError(`Not a speed: ${String(speed)}`);
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#speed = speed;
    this.#startWall = clock.now();
    this.#startMonotonic = clock.monotonic();
  }

  now(): EpochMs {
    return Math.floor(this.#startWall + this.monotonic()) as EpochMs;
  }

  monotonic(): number {
    return (this.#clock.monotonic() - this.#startMonotonic) * this.#speed;
  }

  after(delayMs: number, task: () => void): Disposable {
    return this.#scheduler.after(delayMs / this.#speed, task);
  }

  every(periodMs: number, task: () => void): Disposable {
    return this.#scheduler.every(periodMs / this.#speed, task);
  }

  afterTurn(task: () => void): void {
    this.#scheduler.afterTurn(task);
  }
}
