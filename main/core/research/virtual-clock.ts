import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';

interface Timer {
  due: number;
  /** Creation number: the tie-break among timers due at the same moment. */
  readonly order: number;
  readonly period: number | null;
  readonly task: () => void;
  live: boolean;
}

/**
 * A clock that only moves when told to, with its timers.
 *
 * Tie-break: timers due at the same moment fire in the order in which they were created; a periodic timer keeps its
 * place in that order. Tasks queued with `afterTurn` run before time moves on, in the order queued. Moving to a moment
 * fires everything due up to and including it, each at its own due time.
 */
export class VirtualClock implements Clock, Scheduler {
  #now: number;
  readonly #start: number;
  #created = 0;
  readonly #timers: Timer[] = [];
  #turn: (() => void)[] = [];

  constructor(start: number) {
    this.#now = start;
    this.#start = start;
  }

  now(): EpochMs {
    return this.#now as EpochMs;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  after(delayMs: number, task: () => void): Disposable {
    return this.#add(delayMs, null, task);
  }

  every(periodMs: number, task: () => void): Disposable {
    if (periodMs <= 0) throw new RangeError(`A period must be longer than nothing: ${String(periodMs)} ms`);
    return this.#add(periodMs, periodMs, task);
  }

  afterTurn(task: () => void): void {
    this.#turn.push(task);
  }

  /** Runs what was queued with `afterTurn`, including what those tasks queue. */
  finishTurn(): void {
    while (this.#turn.length > 0) {
      const tasks = this.#turn;
      this.#turn = [];
      for (const task of tasks) task();
    }
  }

  /** Moves to `at`, firing every timer due on the way. @throws RangeError when `at` lies in the past. */
  moveTo(at: number): void {
    if (at < this.#now) throw new RangeError(`Time does not go back from ${String(this.#now)} to ${String(at)}`);
    this.finishTurn();
    for (let next = this.#nextDue(at); next !== null; next = this.#nextDue(at)) {
      this.#now = Math.max(this.#now, next.due);
      if (next.period === null) this.#remove(next);
      else next.due += next.period;
      next.task();
      this.finishTurn();
    }
    this.#now = at;
  }

  #add(delayMs: number, period: number | null, task: () => void): Disposable {
    const timer: Timer = { due: this.#now + Math.max(0, delayMs), order: this.#created++, period, task, live: true };
    this.#timers.push(timer);
    return toDisposable(() => this.#remove(timer));
  }

  #remove(timer: Timer): void {
    timer.live = false;
    const index = this.#timers.indexOf(timer);
    if (index >= 0) this.#timers.splice(index, 1);
  }

  #nextDue(limit: number): Timer | null {
    let best: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.due > limit) continue;
      if (best === null || timer.due < best.due || (timer.due === best.due && timer.order < best.order)) best = timer;
    }
    return best;
  }
}
