/** What a window of calls adds up to. */
export interface CallCounts {
  readonly calls: number;
  readonly errors: number;
  readonly slow: number;
}

/** The calls of the last `windowMs`, each counted once: a sliding log, so nothing is lost or doubled at an edge. */
export class CallWindow {
  readonly #windowMs: number;
  #at: number[] = [];
  #kind: number[] = [];
  #first = 0;
  #errors = 0;
  #slow = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Adds a call that ended at `at` (span time, not before the last one). */
  add(at: number, failed: boolean, slow: boolean): void {
    this.#at.push(at);
    this.#kind.push((failed ? 1 : 0) + (slow ? 2 : 0));
    if (failed) this.#errors += 1;
    if (slow) this.#slow += 1;
    this.#forget(at);
  }

  /** What is in the window at `at`; a call exactly `windowMs` old is out of it. */
  counts(at: number): CallCounts {
    this.#forget(at);
    return { calls: this.#at.length - this.#first, errors: this.#errors, slow: this.#slow };
  }

  clear(): void {
    this.#at = [];
    this.#kind = [];
    this.#first = 0;
    this.#errors = 0;
    this.#slow = 0;
  }

  #forget(at: number): void {
    while (this.#first < this.#at.length && (this.#at[this.#first] ?? 0) <= at - this.#windowMs) {
      const kind = this.#kind[this.#first] ?? 0;
      if (kind & 1) this.#errors -= 1;
      if (kind & 2) this.#slow -= 1;
      this.#first += 1;
    }
    if (this.#first < 1_024 || this.#first * 2 < this.#at.length) return;
    this.#at = this.#at.slice(this.#first);
    this.#kind = this.#kind.slice(this.#first);
    this.#first = 0;
  }
}
