import type { StopSignal } from './stop-signal.ts';

type Pull<Message> = (result: IteratorResult<Message, void>) => void;

/**
 * One reader of something that is sampled: it is asked what is new when it reads and the next beat comes, never before. What
 * it does not read is not made, so a slow reader costs nothing.
 */
export class PacedStream<Message> implements AsyncGenerator<Message, void, void> {
  readonly #news: () => Message | null;
  readonly #signal: StopSignal | undefined;
  readonly #onEnd: (stream: PacedStream<Message>) => void;
  readonly #pulls: Pull<Message>[] = [];
  #begun = false;
  #ended = false;

  /** @param news what this reader has not seen yet; null when there is nothing. */
  constructor(
    news: () => Message | null,
    signal: StopSignal | undefined,
    onEnd: (stream: PacedStream<Message>) => void,
  ) {
    this.#news = news;
    this.#signal = signal;
    this.#onEnd = onEnd;
    signal?.addEventListener('abort', this.#stop);
    if (signal?.aborted === true) this.#stop();
  }

  /** Hands on what is new to a reader that waits. */
  beat(): void {
    if (this.#pulls.length === 0) return;
    const value = this.#news();
    if (value !== null) this.#pulls.shift()?.({ done: false, value });
  }

  next(): Promise<IteratorResult<Message, void>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#pulls.push(resolve);
      if (this.#begun) return;
      this.#begun = true;
      this.beat();
    });
  }

  return(): Promise<IteratorResult<Message, void>> {
    this.#stop();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<Message, void>> {
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
    this.#onEnd(this);
    for (const pull of this.#pulls.splice(0)) pull({ done: true, value: undefined });
  };
}
