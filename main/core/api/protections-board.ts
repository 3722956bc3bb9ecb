import type { BreakerView, ProtectionView } from '#shared/contract/protections.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { GuardTime } from '../agents/risk/breakers/breaker.ts';
import type { Guard } from '../agents/risk/guard/guard.ts';
import { PROTECTIONS } from '../agents/risk/protections/catalogue.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';
import { breakerView, protectionView } from './views/protection-views.ts';

/** How often the rows are renewed without a change: what is left of a time runs by itself. */
const RENEW_MS = 5_000;

/** Breakers and protections as the screens show them. */
export class ProtectionsBoard implements Disposable {
  readonly breakers: Topic<BreakerView>;
  readonly protections: Topic<ProtectionView>;
  readonly guard: Guard;
  /** Resolves when history is worked through: before that a record would bear a time of the past. */
  readonly present: Promise<void>;
  readonly #time: GuardTime;
  readonly #scheduler: Scheduler;
  readonly #subscriptions: readonly Disposable[];
  #due = false;

  constructor(guard: Guard, time: GuardTime, scheduler: Scheduler, present: Promise<void>) {
    this.guard = guard;
    this.present = present;
    this.#time = time;
    this.#scheduler = scheduler;
    this.breakers = new Topic(scheduler);
    this.protections = new Topic(scheduler);
    // Not before: who asks the time now keeps the past from being lived through at its own time.
    let here = false;
    void present.then(() => {
      here = true;
      this.#renew();
    });
    this.#subscriptions = [
      guard.onChange.on(() => {
        this.#renewSoon();
      }),
      scheduler.every(RENEW_MS, () => {
        if (here) this.#renew();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Once for all changes of this turn. */
  #renewSoon(): void {
    if (this.#due) return;
    this.#due = true;
    this.#scheduler.afterTurn(() => {
      this.#due = false;
      this.#renew();
    });
  }

  #renew(): void {
    const { settings, locks } = this.guard.protections;
    const standing = locks.standing();
    this.breakers.put(this.guard.reports().map(breakerView));
    this.protections.put(PROTECTIONS.map((each) => protectionView(each, settings, locks, standing, this.#time)));
  }
}
