import type { Disposable } from '#shared/kernel/disposable.ts';

/** Timers. Under the virtual clock they fire in order of due time, and at equal times in order of creation. */
export interface Scheduler {
  /** Runs `task` once, `delayMs` from now. */
  after(delayMs: number, task: () => void): Disposable;
  /** Runs `task` each `periodMs`, first after one period. */
  every(periodMs: number, task: () => void): Disposable;
  /** Runs `task` once when the work at hand (this turn of the event loop) is done; used to group durable writes. */
  afterTurn(task: () => void): void;
}
