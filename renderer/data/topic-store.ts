import type { StreamMessage } from '#shared/contract/base.ts';
import { say } from '#shared/language/words.ts';
import { describeError } from './describe-error.ts';
import type { RenderGate } from './render-gate.ts';
import { WaitTimer } from './wait-timer.ts';
import { followRows, type FollowedRows } from './reconnect-rows.ts';
import type { Keyed } from './row-store.ts';
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

/** A topic nobody shows any more is followed a little longer, so that changing screens does not subscribe anew. */
const LINGER_MS = 5_000;

/** One live topic: follows its stream while someone watches, and publishes through the gate. */
export class TopicStore<Row extends Keyed> {
  readonly #open: OpenStream<Row>;
  readonly #gate: RenderGate;
  readonly #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  #next: TopicState<Row> = { status: 'loading', rows: [], receivedAt: null, error: null };
  #shown = this.#next;
  #problem: unknown = null;
  readonly #timer = new WaitTimer();

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
      void followRows((signal) => Promise.resolve(this.#read(signal)), this.#take, this.#abort.signal, this.#timer);
    }
    return () => {
      this.#listeners.delete(listener);
      setTimeout(() => this.#stopWhenUnwatched(), LINGER_MS);
    };
  };

  /** Tries again now when waiting after a failure. */
  readonly retry = (): void => this.#timer.cutShort();

  #stopWhenUnwatched(): void {
    if (this.#listeners.size > 0) return;
    this.#abort?.abort();
    this.#abort = null;
  }

  /** The stream, with the reason of its end kept for the panel that shows it. */
  async *#read(signal: AbortSignal): AsyncGenerator<StreamMessage<Row>> {
    try {
      yield* await this.#open(signal);
      this.#problem = new Error(say('The stream ended'));
    } catch (error) {
      this.#problem = error;
      throw error;
    }
  }

  readonly #take = ({ status, rows }: FollowedRows<Row>): void => {
    if (status === 'live') {
      this.#publish({ status, rows, receivedAt: Date.now(), error: null });
      return;
    }
    // A gap in the sequence is mended at once and no failure to show.
    if (this.#problem === null) return;
    const down = this.#next.receivedAt === null ? 'failed' : 'stale';
    this.#publish({ ...this.#next, status: down, error: describeError(this.#problem) });
    this.#problem = null;
  };

  #publish(state: TopicState<Row>): void {
    const { status, rows, error } = this.#next;
    const same = status === state.status && rows === state.rows && error?.code === state.error?.code;
    this.#next = state;
    if (!same) this.#gate.request(this.#show);
  }

  readonly #show = (): void => {
    this.#shown = this.#next;
    this.#listeners.forEach((listener) => listener());
  };
}
