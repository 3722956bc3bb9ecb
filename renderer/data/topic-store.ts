import { describeError } from './describe-error.ts';
import type { RenderGate } from './render-gate.ts';
import { RowStore, type Keyed } from './row-store.ts';
import type { OpenStream } from './topics.ts';

/**
 * What a screen knows of a topic. `loading`: nothing yet; `live`: the stream is open; `stale`: rows are shown but the
 * stream is down; `failed`: the stream is down and there never were rows.
 */
export interface TopicState<Row> {
  readonly status: 'loading' | 'live' | 'stale' | 'failed';
  readonly rows: readonly Row[];
  /** When the last message came, ms since 1970 by the page's clock. */
  readonly receivedAt: number | null;
  readonly error: { readonly code: string; readonly sentence: string } | null;
}

const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 10_000;
/** A topic nobody shows any more is followed a little longer, so that changing screens does not subscribe anew. */
const LINGER_MS = 5_000;

/** One live topic: follows its stream while someone watches, and publishes through the gate. */
export class TopicStore<Row extends Keyed> {
  readonly #open: OpenStream<Row>;
  readonly #gate: RenderGate;
  readonly #rows = new RowStore<Row>();
  readonly #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  #next: TopicState<Row> = { status: 'loading', rows: [], receivedAt: null, error: null };
  #shown = this.#next;
  #wake: (() => void) | null = null;

  constructor(open: OpenStream<Row>, gate: RenderGate) {
    this.#open = open;
    this.#gate = gate;
  }

  /** For `useSyncExternalStore`: stable between publications. */
  readonly snapshot = (): TopicState<Row> => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#abort === null) {
      this.#abort = new AbortController();
      void this.#follow(this.#abort.signal);
    }
    return () => {
      this.#listeners.delete(listener);
      setTimeout(() => this.#stopWhenUnwatched(), LINGER_MS);
    };
  };

  /** Tries again now when waiting after a failure. */
  readonly retry = (): void => this.#wake?.();

  #stopWhenUnwatched(): void {
    if (this.#listeners.size > 0) return;
    this.#abort?.abort();
    this.#abort = null;
    this.#wake?.();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let wait = RETRY_FIRST_MS;
    while (!signal.aborted) {
      try {
        await this.#read(signal, () => (wait = RETRY_FIRST_MS));
      } catch (error) {
        if (!signal.aborted) this.#fail(error);
      }
      if (signal.aborted) return;
      await this.#sleep(wait);
      wait = Math.min(wait * 2, RETRY_MOST_MS);
    }
  }

  async #read(signal: AbortSignal, onMessage: () => void): Promise<void> {
    for await (const message of await this.#open(signal)) {
      if (signal.aborted) return;
      if (this.#rows.apply(message) === 'gap') return;
      onMessage();
      this.#publish({ status: 'live', rows: this.#rows.list, receivedAt: Date.now(), error: null });
    }
    if (!signal.aborted) this.#fail(new Error('The stream ended'));
  }

  #fail(error: unknown): void {
    const status = this.#next.receivedAt === null ? 'failed' : 'stale';
    this.#publish({ ...this.#next, status, error: describeError(error) });
  }

  #publish(state: TopicState<Row>): void {
    const { status, rows, error } = this.#next;
    const same = status === state.status && rows === state.rows && error?.code === state.error?.code;
    this.#next = state;
    if (!same || this.#shown.receivedAt === null) this.#gate.request(this.#show);
  }

  readonly #show = (): void => {
    this.#shown = this.#next;
    this.#listeners.forEach((listener) => listener());
  };

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }
}
