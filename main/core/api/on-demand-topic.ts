import type { StreamMessage } from '#shared/contract/base.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Keyed } from './row-subscription.ts';
import type { StopSignal } from './stop-signal.ts';
import { Topic } from './topic.ts';

/** A topic whose rows are worked out only while somebody looks. */
export class OnDemandTopic<Row extends Keyed> implements Disposable {
  readonly #scheduler: Scheduler;
  readonly #periodMs: number;
  readonly #rows: () => readonly Row[];
  readonly #topic: Topic<Row>;
  #timer: Disposable | null = null;
  #disposed = false;

  constructor(scheduler: Scheduler, periodMs: number, rows: () => readonly Row[]) {
    this.#scheduler = scheduler;
    this.#periodMs = periodMs;
    this.#rows = rows;
    this.#topic = new Topic(scheduler);
  }

  subscribe(signal: StopSignal | undefined): AsyncGenerator<StreamMessage<Row>, void, void> {
    if (!this.#disposed) this.renew();
    const reader = this.#topic.subscribe(signal);
    if (!this.#disposed) this.#timer ??= this.#scheduler.every(this.#periodMs, () => this.#tick());
    return reader;
  }

  /** Works the rows out now, when somebody looks or is about to. */
  renew(): void {
    this.#topic.replace(this.#rows());
  }

  /** Nothing is worked out from now on; who reads keeps what was told. */
  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#timer = null;
  }

  #tick(): void {
    if (this.#topic.readers > 0) {
      this.renew();
      return;
    }
    this.#timer?.dispose();
    this.#timer = null;
  }
}
