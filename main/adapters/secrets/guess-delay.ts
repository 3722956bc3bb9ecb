/** Typing errors that cost nothing. */
const FREE = 2;
const FIRST_MS = 1_000;
const MOST_MS = 5 * 60_000;

/** A wait that doubles with each wrong passphrase after the first two, from a second to five minutes. */
export class GuessDelay {
  readonly #now: () => number;
  #wrong = 0;
  #until = 0;

  /** `now` is monotonic time in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Until the next guess is taken, ms; 0 when it is taken now. */
  get waitMs(): number {
    return Math.max(0, Math.ceil(this.#until - this.#now()));
  }

  wrong(): void {
    this.#wrong += 1;
    if (this.#wrong > FREE) this.#until = this.#now() + Math.min(MOST_MS, FIRST_MS * 2 ** (this.#wrong - FREE - 1));
  }

  right(): void {
    this.#wrong = 0;
    this.#until = 0;
  }
}
