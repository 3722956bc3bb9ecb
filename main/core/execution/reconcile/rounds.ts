import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { ReconcileSettings } from './settings.ts';

/** What the rounds do. */
export interface RoundWork {
  full(cause: string): Promise<void>;
  light(due: { readonly orders: boolean; readonly positions: boolean; readonly account: boolean }): Promise<void>;
  /** Looks at the clocks, each beat. */
  look(): void;
}

/** How soon after a look at foreign news the next one is made. */
const FOREIGN_EVERY_MS = 10_000;

/** Makes the rounds of rule R10, one at a time: a beat that finds one running does nothing. */
export class Rounds implements Disposable {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #settings: ReconcileSettings;
  readonly #work: RoundWork;
  #timer: Disposable | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #running = 0;
  #waitingFull: Promise<void> | null = null;
  #fullAt = Number.POSITIVE_INFINITY;
  #ordersAt = 0;
  #positionsAt = 0;
  #accountAt = 0;
  #foreignAt = Number.NEGATIVE_INFINITY;
  #disposed = false;

  constructor(clock: Clock, scheduler: Scheduler, settings: ReconcileSettings, work: RoundWork) {
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#settings = settings;
    this.#work = work;
  }

  /** Begins to beat. */
  start(): void {
    this.#timer ??= this.#scheduler.every(this.#settings.beatMs, () => {
      this.#beat();
    });
  }

  get idle(): boolean {
    return this.#running === 0;
  }

  /** Compares everything when what runs is done; a comparison that waits already is joined. */
  full(cause: string): Promise<void> {
    this.#waitingFull ??= this.exclusive(async () => {
      this.#waitingFull = null;
      if (this.#disposed) return;
      const now = this.#clock.monotonic();
      this.#fullAt = now + this.#settings.fullEveryMs;
      this.#ordersAt = now + this.#settings.openOrdersEveryMs;
      this.#positionsAt = now + this.#settings.positionsEveryMs;
      this.#accountAt = now + this.#settings.accountEveryMs;
      await this.#work.full(cause);
    });
    return this.#waitingFull;
  }

  /** Makes a full comparison, or one of positions, due at the next beat; for foreign news at most every ten seconds. */
  due(kind: 'full' | 'positions' | 'foreign'): void {
    const now = this.#clock.monotonic();
    if (kind === 'full') this.#fullAt = now;
    if (kind === 'positions') this.#positionsAt = now;
    if (kind !== 'foreign') return;
    const at = Math.max(now, this.#foreignAt + FOREIGN_EVERY_MS);
    this.#foreignAt = at;
    this.#fullAt = Math.min(this.#fullAt, at);
  }

  /** Makes the comparison of the account due soon: money is moving, or a difference is to be looked at again. */
  accountSoon(): void {
    this.#accountAt = Math.min(this.#accountAt, this.#clock.monotonic() + this.#settings.freshMs);
  }

  /** Makes the next full comparison due soon, after one that failed. */
  retry(): void {
    this.#fullAt = Math.min(this.#fullAt, this.#clock.monotonic() + this.#settings.retryMs);
  }

  /** Runs a task when nothing else runs. */
  exclusive<T>(task: () => Promise<T>): Promise<T> {
    this.#running += 1;
    const run = this.#queue.then(task).finally(() => {
      this.#running -= 1;
    });
    this.#queue = run.catch(() => undefined);
    return run;
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#timer = null;
  }

  #beat(): void {
    this.#work.look();
    if (!this.idle) return;
    const now = this.#clock.monotonic();
    if (now >= this.#fullAt) {
      void this.full('it is time');
      return;
    }
    const due = { orders: now >= this.#ordersAt, positions: now >= this.#positionsAt, account: now >= this.#accountAt };
    if (due.orders) this.#ordersAt = now + this.#settings.openOrdersEveryMs;
    if (due.positions) this.#positionsAt = now + this.#settings.positionsEveryMs;
    if (due.account) this.#accountAt = now + this.#settings.accountEveryMs;
    void this.exclusive(() => (this.#disposed ? Promise.resolve() : this.#work.light(due)));
  }
}
