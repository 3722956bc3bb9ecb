import type { StreamMessage } from '#shared/contract/base.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import { RowSubscription, type Keyed, type SubscriptionLimits } from './row-subscription.ts';
import type { StopSignal } from './stop-signal.ts';

/** Ten messages a second are more than an eye reads and a screen redraws; two seconds unread is behind. */
const DISPLAY_LIMITS: SubscriptionLimits = { periodMs: 100, maxUnreadPeriods: 20 };

/** Keyed rows of the core that any number of readers follow. Readers never slow the one who puts rows. */
export class Topic<Row extends Keyed> {
  readonly #scheduler: Scheduler;
  readonly #limits: SubscriptionLimits;
  readonly #rows = new Map<string, Row>();
  readonly #readers = new Set<RowSubscription<Row>>();

  constructor(scheduler: Scheduler, limits: SubscriptionLimits = DISPLAY_LIMITS) {
    this.#scheduler = scheduler;
    this.#limits = limits;
  }

  /** The rows as they are, in the order in which their keys first came. */
  rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  /** Adds rows, or replaces those with the same key. */
  put(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#rows.set(row.key, row);
      for (const reader of this.#readers) reader.note(row.key, row);
    }
    this.#settle();
  }

  /** Takes rows away; keys that are not there are passed over. */
  drop(keys: readonly string[]): void {
    for (const key of keys) {
      if (!this.#rows.delete(key)) continue;
      for (const reader of this.#readers) reader.note(key, null);
    }
    this.#settle();
  }

  /** Makes the rows exactly these: puts them all and drops every other. */
  replace(rows: readonly Row[]): void {
    const kept = new Set(rows.map(({ key }) => key));
    this.drop([...this.#rows.keys()].filter((key) => !kept.has(key)));
    this.put(rows);
  }

  /** Follows the rows until the signal is aborted or the generator is returned. */
  subscribe(signal?: StopSignal): AsyncGenerator<StreamMessage<Row>, void, void> {
    const reader = new RowSubscription(this.#rows, this.#scheduler, this.#limits, signal, this.#forget);
    if (signal?.aborted !== true) this.#readers.add(reader);
    return reader;
  }

  /** How many follow now; a test asserts that none is left behind. */
  get readers(): number {
    return this.#readers.size;
  }

  /** The most changes held for one reader; a test asserts that it stays bounded. */
  get mostHeld(): number {
    return Math.max(0, ...[...this.#readers].map(({ held }) => held));
  }

  readonly #forget = (reader: RowSubscription<Row>): void => {
    this.#readers.delete(reader);
  };

  #settle(): void {
    for (const reader of this.#readers) reader.settle();
  }
}
