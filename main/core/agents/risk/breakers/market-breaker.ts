import { denial, type Denial, type DenialCode, type DenialNumbers } from '#shared/domain/denial.ts';
import { remainingSpan, secondsLeft, type BreakerReport, type GuardTime, type RecordedBreaker } from './breaker.ts';

/**
 *            a limit is passed              its time is over
 *   closed ───────────────────► open ─────────────────────────► closed
 *                               ▲  │
 *                               └──┘ passed again: its time begins anew
 *
 * It closes by time alone: no person is asked, no probe is made. A restart finds what is left of its time.
 */
export const MARKET_TABLE = {
  closed: { passed: 'open', 'time-over': 'closed' },
  open: { passed: 'open', 'time-over': 'closed' },
} as const;

export type MarketSign = 'passed' | 'time-over';

/** An open one grows in steps of this, so that a long storm does not fill the journal. */
const GROWTH_MS = 60_000;

export interface MarketEvents {
  /** Also told when an open one grows. */
  readonly onOpened: (report: BreakerReport, code: Denial['code']) => void;
  readonly onClosed: (report: BreakerReport) => void;
}

/** A pause of entries on one symbol for a reason of its market. */
export class MarketBreaker {
  readonly id: string;
  readonly symbol: string;
  readonly #title: string;
  readonly #code: DenialCode;
  readonly #time: GuardTime;
  readonly #events: MarketEvents;
  #state: keyof typeof MARKET_TABLE = 'closed';
  #since: number | null = null;
  #until = 0;
  #numbers: DenialNumbers = {};

  constructor(
    what: { readonly name: string; readonly title: string; readonly code: DenialCode; readonly symbol: string },
    time: GuardTime,
    events: MarketEvents,
  ) {
    this.id = `market:${what.name}:${what.symbol}`;
    this.symbol = what.symbol;
    this.#title = what.title;
    this.#code = what.code;
    this.#time = time;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Span time at which it closes. */
  get until(): number {
    return this.#until;
  }

  /** Takes up the state of the last record. */
  restore(record: RecordedBreaker, longestMs: number): void {
    if (record.type !== 'breaker.opened' || record.until === null) return;
    const left = remainingSpan(record.until, this.#time.now(), longestMs);
    if (left === 0) {
      // On record, so that a wall clock set back does not open it again at a later start.
      this.#events.onClosed(this.report());
      return;
    }
    this.#state = 'open';
    this.#since = record.at;
    this.#until = this.#time.span() + left;
    this.#numbers = record.numbers;
  }

  /** Its limit is passed at this moment: no entries for `forMs`. */
  pass(forMs: number, numbers: () => DenialNumbers): void {
    const until = this.#time.span() + forMs;
    const grows = this.#state === 'open';
    if (grows && until < this.#until + GROWTH_MS) return;
    this.#until = until;
    this.#numbers = numbers();
    this.#take('passed');
    this.#events.onOpened(this.report(), this.#code);
  }

  /** Keeps an open one open for `forMs` from now without a record: for what lasts and is looked at all the time. */
  prolong(forMs: number): void {
    if (this.#state === 'open') this.#until = Math.max(this.#until, this.#time.span() + forMs);
  }

  /** Moves with time; called regularly and before each question. */
  onTime(): void {
    if (this.#state === 'closed' || this.#time.span() < this.#until) return;
    this.#take('time-over');
    this.#events.onClosed(this.report());
  }

  refusal(): Denial | null {
    if (this.#state === 'closed') return null;
    const seconds = secondsLeft(this.#until - this.#time.span());
    return denial(this.#code, { symbol: this.symbol, ...this.#numbers, seconds });
  }

  report(): BreakerReport {
    const refusal = this.refusal();
    return {
      id: this.id,
      kind: 'market',
      title: `${this.#title} of ${this.symbol}`,
      state: this.#state,
      level: this.#state === 'open' ? 'orange' : 'green',
      since: this.#since,
      until: refusal === null ? null : Math.round(this.#time.now() + this.#until - this.#time.span()),
      sentence: refusal?.sentence ?? '',
      rearm: 'closes by itself after its time',
      numbers: this.#numbers,
    };
  }

  #take(sign: MarketSign): void {
    const next = MARKET_TABLE[this.#state][sign];
    if (next !== this.#state) this.#since = this.#time.now();
    this.#state = next;
  }
}
