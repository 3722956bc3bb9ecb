/** Wrong guesses that cost nothing: a person mistypes, a page holds yesterday's cookie. */
const FREE_GUESSES = 4;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Slows whoever guesses a secret: from the fifth wrong guess on a wait that doubles up to a minute. */
export class GuessLimiter {
  readonly #now: () => number;
  #wrong = 0;
  #openAt = 0;

  /** `now` is monotonic time in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** How long to wait before the next guess, ms; 0 when it may come now. */
  get waitMs(): number {
    return Math.max(0, this.#openAt - this.#now());
  }

  wrong(): void {
    this.#wrong += 1;
    if (this.#wrong <= FREE_GUESSES) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#wrong - FREE_GUESSES - 1));
    this.#openAt = this.#now() + wait;
  }

  right(): void {
    this.#wrong = 0;
    this.#openAt = 0;
  }
}
