import { setImmediate } from 'node:timers';
import type { EpochMs } from '#shared/domain/time.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';

interface Timer {
  due: number;
  /** Creation number: the tie-break among timers due at the same moment. */
  readonly order: number;
  readonly period: number | null;
  readonly task: () => void;
  live: boolean;
}

/**
 * Time that moves only when told to, for code that awaits: promises settle between any two timers. The monotonic clock
 * drives the timers; the wall clock can be set, can drift, and goes on while the machine sleeps.
 */
export class VirtualTime implements Clock, Scheduler {
  /** Monotonic milliseconds since the start. */
  #elapsed = 0;
  #wall: number;
  /** True time passed while the monotonic clock stood still. */
  #slept = 0;
  readonly #start: number;
  #driftPpm = 0;
  #created = 0;
  readonly #timers: Timer[] = [];
  #turn: (() => void)[] = [];

  constructor(start = Date.UTC(2025, 2, 11, 12)) {
    this.#wall = start;
    this.#start = start;
  }

  now(): EpochMs {
    return Math.floor(this.#wall) as EpochMs;
  }

  monotonic(): number {
    return this.#elapsed;
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

  /** Sets the wall clock forward or back; timers and the monotonic clock know nothing of it. */
  setWall(byMs: number): void {
    this.#wall += byMs;
  }

  /** What a right clock shows, ms since 1970. */
  get truth(): number {
    return this.#start + this.#elapsed + this.#slept;
  }

  /** Sets the wall clock right, as a time service would. */
  correct(): void {
    this.#wall = this.truth;
    this.#driftPpm = 0;
  }

  /** Lets the wall clock run fast (+) or slow (−) against the monotonic one. */
  drift(ppm: number): void {
    this.#driftPpm = ppm;
  }

  /**
   * The machine sleeps: no timer fires meanwhile. Systems differ in whether the monotonic clock goes on.
   * @param monotonicToo true where it does; overdue timers then fire once each when time next moves.
   */
  sleep(ms: number, monotonicToo: boolean): void {
    this.#wall += ms;
    if (monotonicToo) this.#elapsed += ms;
    else this.#slept += ms;
  }

  /** Lets everything settle that can without time: promises, and what was put off to the end of the turn. */
  async settle(): Promise<void> {
    await microtasks();
    while (this.#turn.length > 0) {
      const tasks = this.#turn;
      this.#turn = [];
      for (const task of tasks) task();
      await microtasks();
    }
  }

  /** Moves on by `ms`, firing each timer at its own time and letting its consequences settle before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await this.settle();
    for (let next = this.#first(); next !== null && next.due <= end; next = this.#first()) {
      this.#moveTo(Math.max(this.#elapsed, next.due));
      this.#take(next);
      next.task();
      await this.settle();
    }
    this.#moveTo(end);
  }

  /** Moves on in steps until a promise is kept. @throws RangeError when it is not within `mostMs`. */
  async until<T>(promise: Promise<T>, mostMs = 120_000, stepMs = 100): Promise<T> {
    let done = false;
    const kept = promise.finally(() => {
      done = true;
    });
    await this.settle();
    for (let passed = 0; !done; passed += stepMs) {
      if (passed > mostMs) throw new RangeError(`Nothing came of it within ${String(mostMs)} ms`);
      await this.advance(stepMs);
    }
    return kept;
  }

  #moveTo(elapsed: number): void {
    this.#wall += (elapsed - this.#elapsed) * (1 + this.#driftPpm / 1e6);
    this.#elapsed = elapsed;
  }

  #add(delayMs: number, period: number | null, task: () => void): Disposable {
    const timer = { due: this.#elapsed + Math.max(0, delayMs), order: this.#created++, period, task, live: true };
    this.#insert(timer);
    return toDisposable(() => {
      timer.live = false;
    });
  }

  /** Keeps the list sorted, the next timer last. */
  #insert(timer: Timer): void {
    let at = this.#timers.length;
    while (at > 0 && isBefore(this.#timers[at - 1] as Timer, timer)) at--;
    this.#timers.splice(at, 0, timer);
  }

  #first(): Timer | null {
    for (let last = this.#timers.at(-1); last !== undefined; last = this.#timers.at(-1)) {
      if (last.live) return last;
      this.#timers.pop();
    }
    return null;
  }

  /** Takes the first timer off, or puts a periodic one back for its next time; missed periods are not made up for. */
  #take(timer: Timer): void {
    this.#timers.pop();
    if (timer.period === null) return;
    const next = timer.due + timer.period;
    timer.due = next > this.#elapsed ? next : this.#elapsed + timer.period;
    this.#insert(timer);
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

/** All promise reactions that can run have run when this resolves. */
const microtasks = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
