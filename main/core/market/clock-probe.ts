import { MINUTE } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { VenueQuestions } from '../ports/venue.ts';

const PERIOD_MS = MINUTE;

/** Venue clock minus ours, ms, as measured at a moment. */
export interface MeasuredOffset {
  readonly ms: number;
  readonly at: number;
}

/** Asks the venue for its time now and then. A question without an answer leaves the last measurement, with its age. */
export class ClockProbe implements Disposable {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #ask: Pick<VenueQuestions, 'clockOffset'>;
  #timer: Disposable | null = null;
  #last: MeasuredOffset | null = null;

  constructor(clock: Clock, scheduler: Scheduler, ask: Pick<VenueQuestions, 'clockOffset'>) {
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#ask = ask;
  }

  /** Asks now and then regularly. */
  start(): void {
    if (this.#timer !== null) return;
    this.#timer = this.#scheduler.every(PERIOD_MS, () => void this.#measure());
    void this.#measure();
  }

  /** Null until the venue has answered once. */
  get last(): MeasuredOffset | null {
    return this.#last;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }

  async #measure(): Promise<void> {
    const answer = await this.#ask.clockOffset();
    if (answer.known) this.#last = { ms: answer.value, at: this.#clock.now() };
  }
}
