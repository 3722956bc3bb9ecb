import type { Scheduler } from '../../ports/scheduler.ts';
import type { Clock } from '../../ports/clock.ts';

/** What tasks may use of one turn of the event loop before everything else has its turn. */
const TURN_MS = 8;
const TURN_TASKS = 256;
/** Until tasks go on; a timer, so that what came in from outside goes first. */
const PAUSE_MS = 1;

export interface PacerParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly attended: () => boolean;
}

/**
 * Shares the one thread: tasks that follow each other without end, by promises or in slices, get a share of each turn of the
 * event loop and no more. Clicks, messages of the venue and the kill switch come in between.
 */
export class Pacer {
  /** Counts the turns. */
  turn = 0;
  readonly #parts: PacerParts;
  readonly #goOn: () => void;
  #from: number | null = null;
  #tasks = 0;
  #waits = false;

  constructor(parts: PacerParts, goOn: () => void) {
    this.#parts = parts;
    this.#goOn = goOn;
  }

  /** Whether another task may begin in this turn; if not, tasks go on in a later one. */
  mayGoOn(): boolean {
    const { clock, scheduler, attended } = this.#parts;
    if (!attended()) return true;
    const now = clock.monotonic();
    if (this.#from === null) {
      this.#from = now;
      this.#tasks = 0;
      const { turn } = this;
      scheduler.afterTurn(() => {
        if (turn === this.turn) this.newTurn();
      });
    }
    if (this.#tasks >= TURN_TASKS || now - this.#from >= TURN_MS) {
      this.later();
      return false;
    }
    this.#tasks += 1;
    return true;
  }

  /** Lets tasks go on after a pause. */
  later(): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#parts.scheduler.after(PAUSE_MS, () => {
      this.#waits = false;
      this.newTurn();
      this.#goOn();
    });
  }

  newTurn(): void {
    this.turn += 1;
    this.#from = null;
  }
}
