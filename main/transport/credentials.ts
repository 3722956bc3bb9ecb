import type { Refusal } from './access-check.ts';
import { GuessLimiter } from './guess-limiter.ts';
import { Secret } from './secret.ts';

/** The start address is opened by a person some time after it was printed. */
const CODE_LIFE_MS = 10 * 60_000;
const MAX_SESSIONS = 16;
const MAX_COOKIES = 4;

const SIGN_IN: Refusal = {
  status: 401,
  code: 'UNAUTHORIZED',
  sentence:
    'This browser is not signed in: open the start address that the host printed when it started, or send the host SIGUSR2 to print a new one.',
};

const tooMany = (waitMs: number): Refusal => ({
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  sentence: 'Too many wrong guesses; wait before the next one.',
  retryAfterSeconds: Math.ceil(waitMs / 1_000),
});

/** What a request shows to prove who it is. */
export interface Shown {
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
}

/**
 * Who may use the host: a browser that redeemed the one-time code of the start address and holds its session cookie, or
 * a program that read the token file. All of it dies with the process. Each kind of secret has its own limiter, so that
 * a forgotten tab with an old cookie does not lock the owner out, and a right session passes while others guess.
 */
export class Credentials {
  /** Cookies are shared between the ports of a host, so two hosts on one machine need two names. */
  readonly cookieName: string;
  readonly token = new Secret();
  readonly #now: () => number;
  readonly #sessions: Secret[] = [];
  readonly #codeLimiter: GuessLimiter;
  readonly #tokenLimiter: GuessLimiter;
  readonly #cookieLimiter: GuessLimiter;
  #code: { readonly secret: Secret; readonly until: number } | null = null;

  /** `now` is monotonic time in ms. */
  constructor(port: number, now: () => number) {
    this.cookieName = `zmart-${port}`;
    this.#now = now;
    this.#codeLimiter = new GuessLimiter(now);
    this.#tokenLimiter = new GuessLimiter(now);
    this.#cookieLimiter = new GuessLimiter(now);
  }

  /** A new one-time code; the one before it is void. */
  newCode(): string {
    const secret = new Secret();
    this.#code = { secret, until: this.#now() + CODE_LIFE_MS };
    return secret.reveal();
  }

  /** Trades the one-time code for a session: the value of its `Set-Cookie`. */
  redeem(guess: string): { readonly setCookie: string } | Refusal {
    const { waitMs } = this.#codeLimiter;
    if (waitMs > 0) return tooMany(waitMs);
    const code = this.#code;
    if (code === null || code.until < this.#now() || !code.secret.matches(guess)) {
      this.#codeLimiter.wrong();
      return SIGN_IN;
    }
    this.#code = null;
    this.#codeLimiter.right();
    const session = new Secret();
    this.#sessions.push(session);
    if (this.#sessions.length > MAX_SESSIONS) this.#sessions.shift();
    return { setCookie: `${this.cookieName}=${session.reveal()}; HttpOnly; SameSite=Strict; Path=/` };
  }

  /** Why the bearer of what is shown may not pass, or nothing. */
  check(shown: Shown): Refusal | null {
    if (shown.authorization !== undefined) return this.#checkToken(shown.authorization);
    const guesses = this.#cookieValues(shown.cookie ?? '');
    if (guesses.length === 0) return SIGN_IN;
    if (guesses.some((guess) => this.#isSession(guess))) return null;
    const { waitMs } = this.#cookieLimiter;
    this.#cookieLimiter.wrong();
    return waitMs > 0 ? tooMany(waitMs) : SIGN_IN;
  }

  #checkToken(authorization: string): Refusal | null {
    const { waitMs } = this.#tokenLimiter;
    if (waitMs > 0) return tooMany(waitMs);
    const [, guess = ''] = /^Bearer (\S+)$/.exec(authorization) ?? [];
    if (!this.token.matches(guess)) {
      this.#tokenLimiter.wrong();
      return SIGN_IN;
    }
    this.#tokenLimiter.right();
    return null;
  }

  /** Looks at every session, so that the time does not tell which one came close. */
  #isSession(guess: string): boolean {
    return this.#sessions.filter((session) => session.matches(guess)).length > 0;
  }

  #cookieValues(header: string): readonly string[] {
    const prefix = `${this.cookieName}=`;
    return header
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part.startsWith(prefix))
      .map((part) => part.slice(prefix.length))
      .slice(0, MAX_COOKIES);
  }
}
