/** What the stream faults look at in a message. */
export interface Outgoing {
  readonly topic: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const symbolOf = (topic: string): string => topic.slice(topic.indexOf(':') + 1).split('_')[0] ?? '';

/** Standing faults of the stream; each stays until it is taken back. All off at the start. */
export class StreamFaults {
  /** Pongs and acks go out, data do not. */
  silent = false;
  /** Nothing goes out and nothing is heard; the socket stays open. */
  halfOpen = false;
  refusesConnections = false;
  /** Copies of each data message. */
  copies = 1;
  delayMs = 0;
  /** Each pair of data messages changes places. */
  swapPairs = false;
  /** Data messages still to be lost. */
  lose = 0;
  readonly #dead = new Set<string>();
  readonly #refused = new Set<string>();
  #held: (() => void) | null = null;

  /** No data of this symbol any more; everything else goes on. */
  kill(symbol: string): void {
    this.#dead.add(symbol);
  }

  revive(symbol: string): void {
    this.#dead.delete(symbol);
  }

  /** Subscriptions of topics that start so are answered with an error. */
  refuse(topicStart: string): void {
    this.#refused.add(topicStart);
  }

  refuses(topic: string): boolean {
    return [...this.#refused].some((start) => topic.startsWith(start));
  }

  clear(): void {
    Object.assign(this, {
      silent: false,
      halfOpen: false,
      refusesConnections: false,
      copies: 1,
      delayMs: 0,
      swapPairs: false,
      lose: 0,
    });
    this.#dead.clear();
    this.#refused.clear();
    this.#held = null;
  }

  /** Calls `send` with the number of copies: now, later, after the next one, or not at all. */
  deliver(message: Outgoing, send: (times: number) => void): void {
    if (this.silent || this.halfOpen || this.#dead.has(symbolOf(message.topic))) return;
    if (this.lose > 0) {
      this.lose -= 1;
      return;
    }
    const now = (): void => send(this.copies);
    if (this.swapPairs && this.#held === null) {
      this.#held = now;
      return;
    }
    if (this.delayMs > 0) setTimeout(now, this.delayMs).unref();
    else now();
    this.#held?.();
    this.#held = null;
  }
}
