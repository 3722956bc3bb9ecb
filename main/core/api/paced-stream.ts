import { PulledStream } from './pulled-stream.ts';
import type { StopSignal } from './stop-signal.ts';

/** What a reader has not seen yet; null when there is nothing. */
type News<Message> = () => Message | null;

/**
 * One reader of something that is sampled: it is asked what is new when it reads and the next beat comes, never before. What
 * it does not read is not made, so a slow reader costs nothing.
 */
class PacedStream<Message> extends PulledStream<Message> {
  readonly #news: News<Message>;
  readonly #onEnd: (stream: PacedStream<Message>) => void;
  #begun = false;

  constructor(news: News<Message>, signal: StopSignal | undefined, onEnd: (stream: PacedStream<Message>) => void) {
    super(signal);
    this.#news = news;
    this.#onEnd = onEnd;
  }

  /** Hands on what is new to a reader that waits. */
  beat(): void {
    if (!this.isAwaited) return;
    const news = this.#news();
    if (news !== null) this.hand(news);
  }

  protected onPull(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.beat();
  }

  protected onStop(): void {
    this.#onEnd(this);
  }
}

/** All who read one thing that is sampled. */
export class PacedReaders<Message> {
  readonly #streams = new Set<PacedStream<Message>>();
  readonly #onUnread: () => void;

  /** @param onUnread nobody reads any more. */
  constructor(onUnread: () => void) {
    this.#onUnread = onUnread;
  }

  get size(): number {
    return this.#streams.size;
  }

  open(news: News<Message>, signal: StopSignal | undefined): AsyncGenerator<Message, void, void> {
    const stream = new PacedStream(news, signal, (ended) => {
      this.#streams.delete(ended);
      if (this.#streams.size === 0) this.#onUnread();
    });
    if (signal?.aborted !== true) this.#streams.add(stream);
    return stream;
  }

  beat(): void {
    for (const stream of this.#streams) stream.beat();
  }
}
