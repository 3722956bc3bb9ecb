/** How many of the last commits are remembered. */
const KEPT = 200;

/** How long the last commits took, ms. */
export class CommitTimes {
  readonly #times: number[] = [];
  #next = 0;

  note(ms: number): void {
    this.#times[this.#next] = ms;
    this.#next = (this.#next + 1) % KEPT;
  }

  /** The time that 99 of 100 of the last commits did not exceed; null before the first. */
  p99(): number | null {
    const sorted = [...this.#times].sort((a, b) => a - b);
    return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? null;
  }
}
