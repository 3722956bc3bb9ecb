import type { StreamMessage } from '#shared/contract/base.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import { PulledStream } from './pulled-stream.ts';
import type { StopSignal } from './stop-signal.ts';

/** A row of a topic; `key` names it. */
export interface Keyed {
  readonly key: string;
}

/** How fast one reader is served, and when it counts as too slow. */
export interface SubscriptionLimits {
  /** The least time between two messages, ms. */
  readonly periodMs: number;
  /** Periods with news that a reader may leave unread before its deltas give way to a fresh snapshot. */
  readonly maxUnreadPeriods: number;
}

type Message<Row> = StreamMessage<Row>;

/** Keys that come and go must not pile up unread: beyond this many, and beyond twice the rows, a snapshot is smaller. */
const FEW_CHANGES = 64;

/**
 * One reader of a topic: a snapshot, then deltas, at most one message per period. What it did not read yet is held as the
 * latest row per key, so a slow reader costs no more than the rows themselves; a reader that stays behind holds nothing
 * and gets a fresh snapshot when it comes back.
 */
export class RowSubscription<Row extends Keyed> extends PulledStream<Message<Row>> {
  readonly #rows: ReadonlyMap<string, Row>;
  readonly #scheduler: Scheduler;
  readonly #limits: SubscriptionLimits;
  readonly #onEnd: (reader: RowSubscription<Row>) => void;
  /** The latest change per key since the last message; null stands for a dropped row. */
  readonly #changes = new Map<string, Row | null>();
  #snapshotDue = true;
  #unreadPeriods = 0;
  #seq = 0;
  /** Runs while no message may go out, or, when one could have gone and was not read, to count how long it stays unread. */
  #period: Disposable | null = null;
  #mayDeliver = true;

  constructor(
    rows: ReadonlyMap<string, Row>,
    scheduler: Scheduler,
    limits: SubscriptionLimits,
    signal: StopSignal | undefined,
    onEnd: (reader: RowSubscription<Row>) => void,
  ) {
    super(signal);
    this.#rows = rows;
    this.#scheduler = scheduler;
    this.#limits = limits;
    this.#onEnd = onEnd;
  }

  /** How many changes are held for this reader. */
  get held(): number {
    return this.#changes.size;
  }

  /** Notes a change of one row; null when it was dropped. {@link settle} follows after the last one. */
  note(key: string, row: Row | null): void {
    if (!this.#snapshotDue) this.#changes.set(key, row);
  }

  /** Hands out what can be handed out now, and sees whether the reader fell behind. */
  settle(): void {
    if (this.#changes.size > Math.max(FEW_CHANGES, 2 * this.#rows.size)) this.#fallBack();
    if (!this.#hasNews()) return;
    if (this.#mayDeliver && this.isAwaited) this.#deliver();
    else if (this.#period === null) this.#countUnread();
  }

  protected onPull(): void {
    if (this.#mayDeliver && this.#hasNews()) this.#deliver();
  }

  protected onStop(): void {
    this.#period?.dispose();
    this.#period = null;
    this.#changes.clear();
    this.#onEnd(this);
  }

  #hasNews(): boolean {
    return this.#snapshotDue || this.#changes.size > 0;
  }

  #fallBack(): void {
    this.#snapshotDue = true;
    this.#changes.clear();
  }

  #countUnread(): void {
    // A reader that is owed a snapshot holds nothing; there is no need to keep time for it.
    if (this.#snapshotDue) return;
    this.#unreadPeriods += 1;
    if (this.#unreadPeriods > this.#limits.maxUnreadPeriods) this.#fallBack();
    else this.#startPeriod();
  }

  #deliver(): void {
    this.#seq += 1;
    const value = this.#snapshotDue ? this.#snapshot() : this.#delta();
    this.#snapshotDue = false;
    this.#unreadPeriods = 0;
    this.#changes.clear();
    this.#mayDeliver = false;
    this.#startPeriod();
    this.hand(value);
  }

  #snapshot(): Message<Row> {
    return { kind: 'snapshot', seq: this.#seq, rows: [...this.#rows.values()] };
  }

  #delta(): Message<Row> {
    const put: Row[] = [];
    const drop: string[] = [];
    for (const [key, row] of this.#changes) {
      if (row === null) drop.push(key);
      else put.push(row);
    }
    return { kind: 'delta', seq: this.#seq, put, drop };
  }

  #startPeriod(): void {
    this.#period?.dispose();
    this.#period = this.#scheduler.after(this.#limits.periodMs, () => {
      this.#period = null;
      this.#mayDeliver = true;
      this.settle();
    });
  }
}
