import type { LockEventView, LockView } from '#shared/contract/locks.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { LockManager } from '../agents/locking/lock-manager.ts';
import type { LockEvent } from '../agents/locking/lock-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';
import { heldView, lockEventView, waitingViews, type Moment } from './views/lock-views.ts';

const RENEW_MS = 250;
/** Events that are kept. */
const LATEST = 200;

/** The locks as the screens show them. */
export class LocksBoard implements Disposable {
  readonly locks: Topic<LockView>;
  readonly events: Topic<LockEventView>;
  readonly #manager: LockManager;
  readonly #clock: Clock;
  readonly #following: Disposable[];
  #told = 0;
  #unshown: LockEventView[] = [];

  constructor(manager: LockManager, clock: Clock, scheduler: Scheduler, present: Promise<void>) {
    this.#manager = manager;
    this.#clock = clock;
    this.locks = new Topic(scheduler);
    this.events = new Topic(scheduler);
    this.#following = [manager.onEvent.on((event) => this.#note(event))];
    let disposed = false;
    this.#following.push({ dispose: () => (disposed = true) });
    // While history is worked through, locks live within one turn: there is nothing to see.
    void present.then(() => {
      if (!disposed) this.#following.push(scheduler.every(RENEW_MS, () => this.renew()));
    });
  }

  /** Renews the rows, and ends leases that have run out. */
  renew(): void {
    this.#manager.sweep();
    const moment = this.#moment();
    const held = this.#manager.leases().map((lease) => heldView(lease, moment));
    this.locks.replace([...held, ...waitingViews(this.#manager.waiting(), moment)]);
    if (this.#unshown.length === 0) return;
    this.events.put(this.#unshown);
    this.#unshown = [];
    const rows = this.events.rows();
    this.events.drop(rows.slice(0, Math.max(0, rows.length - LATEST)).map(({ key }) => key));
  }

  dispose(): void {
    for (const following of this.#following) following.dispose();
  }

  #note(event: LockEvent): void {
    this.#told += 1;
    this.#unshown.push(lockEventView(event, this.#told, this.#moment()));
    if (this.#unshown.length > 2 * LATEST) this.#unshown = this.#unshown.slice(-LATEST);
  }

  #moment(): Moment {
    return { now: this.#clock.now(), monotonic: this.#clock.monotonic() };
  }
}
