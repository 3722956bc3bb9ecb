import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Log } from '../../ports/log.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { AnyBusEvent, BusData, BusEvent, BusEventType, PassingEvents } from './bus-events.ts';
import { Mailbox, type MailboxState, type Overflow } from './mailbox.ts';
import { correlationOf, priorityOf, sourceOf } from './record-origin.ts';

/** Signals whose last event is remembered, to say what led to the next. */
const CHAINS = 4_096;
/** Events handed out in one go; what subscribers call forth beyond that goes on in a later turn. */
const IN_ONE_GO = 4_096;
const PAUSE_MS = 1;
/** Events that may wait to be handed out while subscribers call forth more; records stay in the journal anyway. */
const MOST_PENDING = 65_536;

/** Types, or beginnings of types that end with a dot (`signal.`). */
export type Topics = readonly (BusEventType | `${string}.`)[];

export interface MailboxWish {
  readonly name: string;
  readonly topics: Topics;
  /** Events that may wait. */
  readonly bound: number;
  readonly overflow: Overflow;
}

export interface EventBusParts {
  readonly journal: Pick<Journal, 'onAppended' | 'state' | 'store'>;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

interface Subscriber {
  readonly name: string;
  readonly topics: Topics;
  readonly take: (event: AnyBusEvent) => void;
  readonly mailbox: Mailbox<AnyBusEvent> | null;
  errors: number;
}

/**
 * The one bus of the program. Every record of the journal is an event of it, sealed and folded before anyone is told; work that
 * is not recorded is told beside. Each subscriber sees the events in one and the same order, also those that a subscriber calls
 * forth. One that throws is counted and harms nobody else, least of all who made the record.
 */
export class EventBus implements Disposable {
  readonly #parts: EventBusParts;
  readonly #subscribers = new Set<Subscriber>();
  readonly #listening: Disposable;
  /** The last event of each signal, newest last. */
  readonly #last = new Map<string, string>();
  #passing = 0;
  #pending: AnyBusEvent[] = [];
  #publishing = false;
  #paused = false;
  #lost = 0;

  constructor(parts: EventBusParts) {
    this.#parts = parts;
    this.#listening = parts.journal.onAppended.on((record) => this.#onRecord(record));
  }

  /** Is told of each event of these topics at once, within the call that published it. */
  on(name: string, topics: Topics, take: (event: AnyBusEvent) => void): Disposable {
    return this.#add({ name, topics, take, mailbox: null, errors: 0 });
  }

  /** Gets the events of these topics to read when it likes, as many as it has places for. */
  mailbox({ name, topics, bound, overflow }: MailboxWish): Mailbox<AnyBusEvent> & Disposable {
    const mailbox = new Mailbox<AnyBusEvent>(name, bound, overflow);
    const added = this.#add({ name, topics, take: (event) => mailbox.put(event), mailbox, errors: 0 });
    return Object.assign(mailbox, { dispose: () => added.dispose() });
  }

  /** Whether anybody would be told; asked before an event is made that costs something. */
  wants(type: BusEventType): boolean {
    if (this.#subscribers.size === 0) return false;
    for (const { topics } of this.#subscribers) if (fits(topics, type)) return true;
    return false;
  }

  /** Tells of something that is not recorded. */
  publish<T extends keyof PassingEvents>(type: T, subject: string, data: PassingEvents[T], at: number): void {
    if (!this.wants(type)) return;
    this.#hand({
      id: `event:${String(++this.#passing)}`,
      type,
      subject,
      data: data as BusData<T>,
      at,
      source: sourceOf(type),
      correlationId: null,
      causationId: null,
      priority: priorityOf(type),
    } as BusEvent<T> as AnyBusEvent);
  }

  /** Who reads, how far each is behind, and what it lost. */
  mailboxes(): readonly (MailboxState & { readonly errors: number })[] {
    return [...this.#subscribers].flatMap(({ mailbox, errors }) =>
      mailbox === null ? [] : [{ ...mailbox.state(), errors }],
    );
  }

  /** Events nobody was told of because subscribers called forth more than could be handed out. */
  get lost(): number {
    return this.#lost;
  }

  /** Errors of each subscriber that is told at once, by its name. */
  errors(): ReadonlyMap<string, number> {
    return new Map([...this.#subscribers].map(({ name, errors }) => [name, errors]));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#subscribers.clear();
    this.#pending = [];
  }

  #add(subscriber: Subscriber): Disposable {
    this.#subscribers.add(subscriber);
    return toDisposable(() => void this.#subscribers.delete(subscriber));
  }

  #onRecord(record: JournalEvent): void {
    if (this.#subscribers.size === 0) return;
    const { seq, ts, type, subject, data } = record;
    const id = `record:${String(seq)}`;
    const correlationId = correlationOf(record, this.#parts.journal.state);
    const causationId = correlationId === null ? null : this.#causeOf(record, correlationId);
    if (correlationId !== null) this.#remember(correlationId, id);
    this.#hand({
      id,
      type,
      subject,
      data,
      at: ts,
      source: sourceOf(type),
      correlationId,
      causationId,
      priority: priorityOf(type),
    } as unknown as AnyBusEvent);
  }

  /** The event of the same signal before this one; for a signal's first, the candle it was read from. */
  #causeOf({ type, seq, data }: JournalEvent, correlationId: string): string | null {
    if (type === 'signal.received') return `candle:${text(data['symbol'])}:${text(data['timeframe'])}`;
    const known = this.#last.get(correlationId);
    if (known !== undefined) return known;
    const before = this.#parts.journal.store.bySubject(correlationId).findLast((record) => record.seq < seq);
    return before === undefined ? null : `record:${String(before.seq)}`;
  }

  #remember(correlationId: string, id: string): void {
    this.#last.delete(correlationId);
    this.#last.set(correlationId, id);
    if (this.#last.size <= CHAINS) return;
    const [oldest] = this.#last.keys();
    if (oldest !== undefined) this.#last.delete(oldest);
  }

  #hand(event: AnyBusEvent): void {
    if (this.#pending.length >= MOST_PENDING) {
      this.#lost += 1;
      return;
    }
    this.#pending.push(event);
    if (!this.#publishing && !this.#paused) this.#handOut();
  }

  #handOut(): void {
    this.#publishing = true;
    let handed = 0;
    for (; handed < this.#pending.length && handed < IN_ONE_GO; handed++) {
      const event = this.#pending[handed];
      if (event !== undefined) this.#tell(event);
    }
    this.#pending.splice(0, handed);
    this.#publishing = false;
    if (this.#pending.length === 0) return;
    this.#paused = true;
    this.#parts.scheduler.after(PAUSE_MS, () => {
      this.#paused = false;
      this.#handOut();
    });
  }

  #tell(event: AnyBusEvent): void {
    for (const subscriber of this.#subscribers) {
      if (!fits(subscriber.topics, event.type)) continue;
      try {
        subscriber.take(event);
      } catch (error) {
        subscriber.errors += 1;
        this.#parts.log.error(`A subscriber of the bus failed`, {
          subscriber: subscriber.name,
          event: event.type,
          error: String(error),
        });
      }
    }
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const fits = (topics: Topics, type: string): boolean =>
  topics.some((topic) => (topic.endsWith('.') ? type.startsWith(topic) : topic === type));
