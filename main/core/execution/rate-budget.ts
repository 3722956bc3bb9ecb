import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { SlidingWindow, type RatePool } from './rate-window.ts';

/**
 * Why a request is sent. A cancel never waits behind an order, an exit never behind an entry, and an order never behind a
 * question.
 */
export type RatePurpose = 'cancel' | 'exit' | 'order' | 'question';

/** What one request takes from one pool. */
export interface RateCost {
  readonly pool: string;
  readonly weight: number;
}

const RANK: Readonly<Record<RatePurpose, number>> = { cancel: 0, exit: 1, order: 2, question: 3 };
/** What takes risk away may use the part of a pool that is kept. */
const usesReserve = (purpose: RatePurpose): boolean => purpose === 'cancel' || purpose === 'exit';
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 60_000;

interface Waiting {
  readonly costs: readonly RateCost[];
  readonly purpose: RatePurpose;
  readonly decide: (granted: boolean) => void;
  readonly due: number;
}

/**
 * The venue's request limits, kept on our side: no window of a pool's length ever holds more than its capacity, part of
 * it is kept for cancels and exits, and after a refusal for too many requests everything waits, cancels first when it ends.
 * Times are monotonic, so a wall clock that jumps makes no burst.
 */
export class RateBudget {
  readonly #windows = new Map<string, SlidingWindow>();
  readonly #penalties = new Map<string, { until: number; strikes: number }>();
  readonly #waiting: Waiting[] = [];
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  #wake: { readonly at: number; readonly timer: Disposable } | null = null;

  constructor(pools: readonly RatePool[], clock: Clock, scheduler: Scheduler) {
    for (const pool of pools) this.#windows.set(pool.name, new SlidingWindow(pool));
    this.#clock = clock;
    this.#scheduler = scheduler;
  }

  /** How many requests wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Asks for leave to send once. `decide` is called with true at the moment of sending, within this call when nothing
   * waits, or with false after `maxWaitMs`; then nothing was taken.
   * @throws RangeError for an unknown pool or a weight that never fits: a mistake in a venue's table.
   */
  request(
    costs: readonly RateCost[],
    purpose: RatePurpose,
    maxWaitMs: number,
    decide: (granted: boolean) => void,
  ): Disposable {
    for (const cost of costs) this.#window(cost.pool).mustFit(cost.weight, usesReserve(purpose));
    const entry: Waiting = { costs, purpose, decide, due: this.#clock.monotonic() + maxWaitMs };
    const at = this.#waiting.findIndex((other) => RANK[other.purpose] > RANK[purpose]);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, entry);
    this.#pump();
    return toDisposable(() => {
      const index = this.#waiting.indexOf(entry);
      if (index >= 0) this.#waiting.splice(index, 1);
    });
  }

  /**
   * The venue refused for too many requests. Nothing of the pool is sent for `waitMs`, or, when the venue names no
   * time, for 1 s, doubled at each refusal in a row up to 60 s.
   */
  penalise(pool: string, waitMs: number | null): void {
    const strikes = (this.#penalties.get(pool)?.strikes ?? 0) + 1;
    const wait = Math.max(waitMs ?? 0, Math.min(FIRST_BACK_OFF_MS * 2 ** (strikes - 1), LONGEST_BACK_OFF_MS));
    const until = Math.max(this.#penalties.get(pool)?.until ?? 0, this.#clock.monotonic() + wait);
    this.#penalties.set(pool, { until, strikes });
    this.#pump();
  }

  /** The venue took a request: the next refusal starts with the short wait again. */
  settle(pool: string): void {
    const penalty = this.#penalties.get(pool);
    if (penalty !== undefined && penalty.until <= this.#clock.monotonic()) this.#penalties.delete(pool);
  }

  /** Weight taken within the pool's window, for screens. */
  used(pool: string): number {
    return this.#window(pool).used(this.#clock.monotonic());
  }

  #pump(): void {
    const now = this.#clock.monotonic();
    const blocked = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.#waiting.length;) {
      const entry = this.#waiting[index] as Waiting;
      const ready = entry.costs.some(({ pool }) => blocked.has(pool)) ? null : this.#readyAt(entry, now);
      if (ready !== null && ready <= now) {
        this.#waiting.splice(index, 1);
        for (const { pool, weight } of entry.costs) this.#window(pool).take(now, weight, usesReserve(entry.purpose));
        entry.decide(true);
        continue;
      }
      if (entry.due <= now) {
        this.#waiting.splice(index, 1);
        entry.decide(false);
        continue;
      }
      for (const { pool } of entry.costs) blocked.add(pool);
      next = Math.min(next, entry.due, ready ?? Number.POSITIVE_INFINITY);
      index += 1;
    }
    this.#wakeAt(next, now);
  }

  /** The earliest time at which all of an entry's costs fit, as things stand. */
  #readyAt(entry: Waiting, now: number): number {
    let ready = now;
    for (const { pool, weight } of entry.costs) {
      const fits = this.#window(pool).fitsAt(now, weight, usesReserve(entry.purpose));
      ready = Math.max(ready, fits, this.#penalties.get(pool)?.until ?? 0);
    }
    return ready;
  }

  #wakeAt(at: number, now: number): void {
    if (this.#wake !== null && this.#wake.at <= at && this.#wake.at > now) return;
    this.#wake?.timer.dispose();
    this.#wake = null;
    if (at === Number.POSITIVE_INFINITY) return;
    const timer = this.#scheduler.after(at - now, () => {
      this.#wake = null;
      this.#pump();
    });
    this.#wake = { at, timer };
  }

  #window(pool: string): SlidingWindow {
    const window = this.#windows.get(pool);
    if (window === undefined) throw new RangeError(`There is no rate pool "${pool}"`);
    return window;
  }
}
