import type { StopSignal } from './stop-signal.ts';

type Result<Message> = IteratorResult<Message, void>;

const END = { done: true, value: undefined } as const;

/** A stream whose reader asks for each message. It ends with its signal, with `return` and with `throw`. */
export abstract class PulledStream<Message> implements AsyncGenerator<Message, void, void> {
  readonly #signal: StopSignal | undefined;
  readonly #pulls: ((result: Result<Message>) => void)[] = [];
  #ended: boolean;

  constructor(signal: StopSignal | undefined) {
    this.#signal = signal;
    this.#ended = signal?.aborted === true;
    if (!this.#ended) signal?.addEventListener('abort', this.#stop);
  }

  /** The reader asks for a message. */
  protected abstract onPull(): void;

  /** The stream ended; not told of one that was made with a signal that was aborted before. */
  protected abstract onStop(): void;

  /** True while the reader waits for a message. */
  protected get isAwaited(): boolean {
    return this.#pulls.length > 0;
  }

  /** Hands a message to the reader that waits. */
  protected hand(value: Message): void {
    this.#pulls.shift()?.({ done: false, value });
  }

  next(): Promise<Result<Message>> {
    if (this.#ended) return Promise.resolve(END);
    return new Promise((resolve) => {
      this.#pulls.push(resolve);
      this.onPull();
    });
  }

  return(): Promise<Result<Message>> {
    this.#stop();
    return Promise.resolve(END);
  }

  throw(error: unknown): Promise<Result<Message>> {
    this.#stop();
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #stop = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal?.removeEventListener('abort', this.#stop);
    this.onStop();
    for (const pull of this.#pulls.splice(0)) pull(END);
  };
}
