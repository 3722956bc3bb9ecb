import type { Scheduler } from '#core/ports/scheduler.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';

interface Timer {
  readonly id: number;
  readonly task: () => void;
  readonly periodMs: number | null;
  dueAt: number;
}

/** Timers that fire only when the test lets time pass. */
export class ManualScheduler implements Scheduler {
  #now = 0;
  #made = 0;
  readonly #timers = new Map<number, Timer>();

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  get now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): Disposable {
    return this.#add(delayMs, null, task);
  }

  every(periodMs: number, task: () => void): Disposable {
    return this.#add(periodMs, periodMs, task);
  }

  afterTurn(task: () => void): void {
    queueMicrotask(task);
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#earliest(end); next !== undefined; next = this.#earliest(end)) {
      this.#now = Math.max(this.#now, next.dueAt);
      if (next.periodMs === null) this.#timers.delete(next.id);
      else next.dueAt += next.periodMs;
      next.task();
    }
    this.#now = end;
  }

  #add(delayMs: number, periodMs: number | null, task: () => void): Disposable {
    this.#made += 1;
    const id = this.#made;
    this.#timers.set(id, { id, task, periodMs, dueAt: this.#now + delayMs });
    return toDisposable(() => this.#timers.delete(id));
  }

  #earliest(until: number): Timer | undefined {
    return [...this.#timers.values()]
      .filter(({ dueAt }) => dueAt <= until)
      .sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)[0];
  }
}
