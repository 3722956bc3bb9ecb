import type { Scheduler } from '../../ports/scheduler.ts';
import type { Answer, VenueQuestions } from '../../ports/venue.ts';

/** Asks the venue, each question once and with a time limit: an error or no answer is `known: false`, never "nothing". */
export class Asker {
  readonly #questions: () => VenueQuestions;
  readonly #scheduler: Scheduler;
  readonly #withinMs: number;

  constructor(questions: () => VenueQuestions, scheduler: Scheduler, withinMs: number) {
    this.#questions = questions;
    this.#scheduler = scheduler;
    this.#withinMs = withinMs;
  }

  ask<T>(question: (questions: VenueQuestions) => Promise<Answer<T>>): Promise<Answer<T>> {
    return new Promise((resolve) => {
      const limit = this.#scheduler.after(this.#withinMs, () => {
        resolve({ known: false, reason: `no answer within ${String(this.#withinMs)} ms` });
      });
      const settle = (answer: Answer<T>): void => {
        limit.dispose();
        resolve(answer);
      };
      const fail = (error: unknown): void => {
        settle({ known: false, reason: error instanceof Error ? error.message : String(error) });
      };
      try {
        question(this.#questions()).then(settle, fail);
      } catch (error) {
        fail(error);
      }
    });
  }

  /** Resolves after a pause. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#scheduler.after(ms, resolve);
    });
  }
}
