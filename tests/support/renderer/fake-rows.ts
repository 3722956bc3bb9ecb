import { AsyncIteratorClass } from '@orpc/client';
import type { StreamMessage } from '#shared/contract/base.ts';

/** Rows that many subscriptions read as snapshot and deltas, as the host serves them. */
export class FakeRows<Row extends { readonly key: string }> {
  readonly #rows = new Map<string, Row>();
  readonly #readers = new Set<(message: StreamMessage<Row>) => void>();
  #seq = 0;

  constructor(rows: readonly Row[]) {
    rows.forEach((row) => this.#rows.set(row.key, row));
  }

  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  /** Puts rows and tells every reader. */
  put(rows: readonly Row[]): void {
    rows.forEach((row) => this.#rows.set(row.key, row));
    this.#seq += 1;
    this.#readers.forEach((reader) => reader({ kind: 'delta', seq: this.#seq, put: rows, drop: [] }));
  }

  /** Drops rows and tells every reader. */
  drop(keys: readonly string[]): void {
    keys.forEach((key) => this.#rows.delete(key));
    this.#seq += 1;
    this.#readers.forEach((reader) => reader({ kind: 'delta', seq: this.#seq, put: [], drop: keys }));
  }

  /** One subscription; ends when the signal is aborted. */
  watch(signal?: AbortSignal): Events<Mutable<Row>> {
    return eventsOf(this.#read(signal));
  }

  async *#read(signal?: AbortSignal): AsyncGenerator<Mutable<Row>> {
    const queue: StreamMessage<Row>[] = [{ kind: 'snapshot', seq: this.#seq, rows: this.rows }];
    let wake: () => void = () => undefined;
    const reader = (message: StreamMessage<Row>) => {
      queue.push(message);
      wake();
    };
    this.#readers.add(reader);
    signal?.addEventListener('abort', () => wake());
    try {
      while (signal?.aborted !== true) {
        const message = queue.shift();
        if (message !== undefined) yield message as Mutable<Row>;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#readers.delete(reader);
    }
  }
}

/** A message as the contract infers it, with mutable lists. */
type Mutable<Row> =
  | { kind: 'snapshot'; seq: number; rows: Row[] }
  | { kind: 'delta'; seq: number; put: Row[]; drop: string[] };

export type Events<Message> = AsyncIteratorClass<Message, unknown, void>;

/** A generator as the kind of stream a client returns. */
export const eventsOf = <Message>(generator: AsyncGenerator<Message>): Events<Message> =>
  new AsyncIteratorClass<Message, unknown, void>(
    () => generator.next(),
    async () => {
      await generator.return(undefined);
    },
  );
