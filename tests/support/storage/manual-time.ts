import { toDisposable } from '#shared/kernel/disposable.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';

/** A clock that stands still until it is set. */
export class ManualClock implements Clock {
  #now: number;

  constructor(start = 1_763_000_000_000) {
    this.#now = start;
  }

  set(now: number): void {
    this.#now = now;
  }

  now(): ReturnType<Clock['now']> {
    return epochMs(this.#now);
  }

  monotonic(): number {
    return this.#now;
  }
}

/** Ends a turn of the event loop only when told. Timers are not part of what is tested with it. */
export class ManualScheduler implements Scheduler {
  #tasks: (() => void)[] = [];

  after(): never {
    throw new Error('No timers here');
  }

  every(): never {
    throw new Error('No timers here');
  }

  afterTurn(task: () => void): void {
    this.#tasks.push(task);
  }

  /** Runs what was put off to the end of the turn; returns how many tasks that were. */
  endTurn(): number {
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const task of tasks) task();
    return tasks.length;
  }

  /** The tasks that wait. */
  get waiting(): number {
    return this.#tasks.length;
  }

  readonly never = toDisposable(() => undefined);
}
