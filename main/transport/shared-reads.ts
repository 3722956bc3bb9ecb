/** One who asked, until the answer is there. */
export interface Asking<Answer> {
  readonly answer: Promise<Answer>;
  /** Waits no longer. What nobody waits for any more is given up. */
  readonly leave: () => void;
}

type Work<Answer> = (signal: AbortSignal) => Promise<Answer>;

/** One working-out, and those who wait for it. */
class SharedRead<Answer> {
  readonly answer: Promise<Answer>;
  readonly #work: Work<Answer>;
  readonly #wanted = new AbortController();
  #settle: (answer: Promise<Answer>) => void = () => undefined;
  #waiting = 0;
  #running = false;

  constructor(work: Work<Answer>) {
    this.#work = work;
    this.answer = new Promise((resolve) => (this.#settle = resolve));
  }

  join(): Asking<Answer> {
    this.#waiting += 1;
    let waits = true;
    const leave = (): void => {
      if (!waits) return;
      waits = false;
      this.#waiting -= 1;
      if (this.#running && this.#waiting === 0) this.#wanted.abort();
    };
    return { answer: this.answer, leave };
  }

  begin(): void {
    if (this.#waiting > 0) this.#settle(this.#run());
  }

  async #run(): Promise<Answer> {
    this.#running = true;
    try {
      return await this.#work(this.#wanted.signal);
    } finally {
      this.#running = false;
    }
  }
}

/**
 * Works an answer out once for all who ask the same in one turn of the event loop, and begins only when the turn is over:
 * after everyone it is for has asked. So nobody is told of a state older than the question, and whoever asks once it has
 * begun is answered by the next one. Nothing is kept.
 */
export class SharedReads<Answer> {
  readonly #asked = new Map<string, SharedRead<Answer>>();

  /**
   * @param question all that the answer depends on besides the state of the host.
   * @param work taken from the first of those who ask the same.
   */
  ask(question: string, work: Work<Answer>): Asking<Answer> {
    let read = this.#asked.get(question);
    if (read === undefined) {
      if (this.#asked.size === 0) setImmediate(this.#begin);
      read = new SharedRead(work);
      this.#asked.set(question, read);
    }
    return read.join();
  }

  readonly #begin = (): void => {
    const reads = [...this.#asked.values()];
    // Before any of them begins: what is asked from here on is of the next turn.
    this.#asked.clear();
    for (const read of reads) read.begin();
  };
}
