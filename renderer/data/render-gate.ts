/** Numbers on the screen change at most this often: 4 times a second. */
export const RENDER_INTERVAL_MS = 250;

export interface GateTimer {
  now(): number;
  /** Calls back once after `ms`. */
  after(ms: number, callback: () => void): void;
}

const browserTimer: GateTimer = {
  now: () => performance.now(),
  after: (ms, callback) => void setTimeout(callback, ms),
};

/** Lets changes through to the screen together and at most every {@link RENDER_INTERVAL_MS}; the first one at once. */
export class RenderGate {
  readonly #timer: GateTimer;
  readonly #waiting = new Set<() => void>();
  #lastFlush = -Infinity;
  #armed = false;

  constructor(timer: GateTimer = browserTimer) {
    this.#timer = timer;
  }

  /** Asks for `publish` to be called at the next opening; asked twice it is called once. */
  request(publish: () => void): void {
    this.#waiting.add(publish);
    if (this.#armed) return;
    this.#armed = true;
    const wait = Math.max(0, this.#lastFlush + RENDER_INTERVAL_MS - this.#timer.now());
    this.#timer.after(wait, () => this.#flush());
  }

  #flush(): void {
    this.#armed = false;
    this.#lastFlush = this.#timer.now();
    const due = [...this.#waiting];
    this.#waiting.clear();
    due.forEach((publish) => publish());
  }
}
