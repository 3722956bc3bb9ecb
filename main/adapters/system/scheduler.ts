import { toDisposable } from '#shared/kernel/disposable.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';

/** The longest delay a timer can hold; longer ones fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Timers of the event loop. None keeps the process alive by itself, but work at the end of a turn does run. */
export const systemScheduler: Scheduler = {
  after(delayMs, task) {
    let timer: NodeJS.Timeout;
    const arm = (left: number): void => {
      const step = Math.min(left, LONGEST);
      timer = setTimeout(() => {
        if (left > step) arm(left - step);
        else task();
      }, step);
      timer.unref();
    };
    arm(Math.max(0, delayMs));
    return toDisposable(() => {
      clearTimeout(timer);
    });
  },
  every(periodMs, task) {
    if (!(periodMs > 0 && periodMs <= LONGEST)) throw new RangeError(`Not a period of a timer: ${String(periodMs)} ms`);
    const timer = setInterval(task, periodMs);
    timer.unref();
    return toDisposable(() => {
      clearInterval(timer);
    });
  },
  afterTurn(task) {
    setImmediate(task);
  },
};
