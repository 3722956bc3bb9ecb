import type { EpochMs } from '#shared/domain/time.ts';
import type { Clock } from './ports/clock.ts';

/**
 * A wall clock that can be set into the past while history is worked through, and then runs with the inner clock. Spans
 * are always real. It never shows a moment before one it has shown.
 */
export class TimelineClock implements Clock {
  readonly #inner: Clock;
  #at: EpochMs | null = null;
  #shown = 0;

  constructor(inner: Clock) {
    this.#inner = inner;
  }

  now(): EpochMs {
    const at = this.#at ?? this.#inner.now();
    this.#shown = Math.max(this.#shown, at);
    return this.#shown as EpochMs;
  }

  monotonic(): number {
    return this.#inner.monotonic();
  }

  /** Shows `at` until the next call or until {@link arrive}. */
  travel(at: number): void {
    this.#at = at as EpochMs;
  }

  /** Runs with the inner clock from now on. */
  arrive(): void {
    this.#at = null;
  }
}
