import { denial, type Denial } from '#shared/domain/denial.ts';
import type { BreakerState } from '#shared/domain/guard.ts';
import { remainingSpan, secondsLeft, type BreakerReport, type GuardTime, type RecordedBreaker } from './breaker.ts';
import { CallWindow } from './call-window.ts';

/**
 *            too many bad calls                 openMs over
 *   closed ─────────────────────► open ────────────────────────► half-open
 *     ▲                            ▲                              │     │
 *     │                            └────────── a probe fails ─────┘     │
 *     └──────────────────── the last probe is answered ────────────────┘
 *
 * A restart finds it as it was left: open with what is left of its time, half-open with its probes to be made anew.
 * Calls of others count while it is closed only; a half-open breaker listens to its own probes alone.
 */
export const CONNECTOR_TABLE: Readonly<Record<BreakerState, Readonly<Record<ConnectorSign, BreakerState>>>> = {
  closed: { 'too-bad': 'open', 'time-over': 'closed', 'probe-failed': 'closed', 'probes-answered': 'closed' },
  open: { 'too-bad': 'open', 'time-over': 'half-open', 'probe-failed': 'open', 'probes-answered': 'open' },
  'half-open': {
    'too-bad': 'half-open',
    'time-over': 'half-open',
    'probe-failed': 'open',
    'probes-answered': 'closed',
  },
};

export type ConnectorSign = 'too-bad' | 'time-over' | 'probe-failed' | 'probes-answered';

export interface ConnectorLimits {
  /** Calls are judged over this span, and from so many on. */
  readonly windowMs: number;
  readonly leastCalls: number;
  /** Share of failed calls, and of slow ones, that opens it; percent. */
  readonly badPercent: number;
  /** A call that takes longer is slow. */
  readonly slowMs: number;
  readonly openMs: number;
  readonly probes: number;
  /** A probe without an answer for so long has failed. */
  readonly probeMs: number;
}

/** 50 % of at least 10 calls in 30 s; 30 s; 3 probes. */
export const CONNECTOR_DEFAULTS: ConnectorLimits = {
  windowMs: 30_000,
  leastCalls: 10,
  badPercent: 50,
  slowMs: 5_000,
  openMs: 30_000,
  probes: 3,
  probeMs: 10_000,
};

/** Whom the breaker tells of its moves; the move has happened when it is told. */
export interface ConnectorEvents {
  readonly onOpened: (report: BreakerReport, code: Denial['code']) => void;
  readonly onHalfOpen: (report: BreakerReport) => void;
  readonly onClosed: (report: BreakerReport) => void;
}

/** Watches the answers of one venue. It never touches the trading state: it refuses entries until probes are answered. */
export class ConnectorBreaker {
  readonly id: string;
  readonly #venue: string;
  readonly #time: GuardTime;
  readonly #events: ConnectorEvents;
  readonly #limits: ConnectorLimits;
  readonly #window: CallWindow;
  #state: BreakerState = 'closed';
  #since: number | null = null;
  #openUntil = 0;
  #opened: { readonly bad: number; readonly calls: number; readonly how: string } = { bad: 0, calls: 0, how: '' };
  /** Rises with each half-open time: an answer to a probe of an earlier one proves nothing. */
  #round = 0;
  #answered = 0;
  #probeSince: number | null = null;

  constructor(venue: string, time: GuardTime, events: ConnectorEvents, limits: ConnectorLimits = CONNECTOR_DEFAULTS) {
    this.id = `connector:${venue}`;
    this.#venue = venue;
    this.#time = time;
    this.#events = events;
    this.#limits = limits;
    this.#window = new CallWindow(limits.windowMs);
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Takes up the state of the last record. */
  restore(record: RecordedBreaker): void {
    if (record.type === 'breaker.closed') return;
    const { openMs } = this.#limits;
    const left = record.until === null ? 0 : remainingSpan(record.until, this.#time.now(), openMs);
    this.#state = record.type === 'breaker.half-open' ? 'half-open' : 'open';
    this.#since = record.at;
    this.#openUntil = this.#time.span() + left;
    const { bad, calls, how } = record.numbers;
    this.#opened = { bad: Number(bad ?? 0), calls: Number(calls ?? 0), how: String(how ?? 'failed') };
    this.#startProbing();
  }

  /** A call of anybody but a probe ended. */
  onCall(failed: boolean, tookMs: number): void {
    const { leastCalls, badPercent, slowMs } = this.#limits;
    if (this.#state !== 'closed') return;
    const at = this.#time.span();
    this.#window.add(at, failed, tookMs > slowMs);
    const { calls, errors, slow } = this.#window.counts(at);
    if (calls < leastCalls) return;
    if (errors * 100 >= calls * badPercent) this.#open(errors, calls, 'failed');
    else if (slow * 100 >= calls * badPercent) this.#open(slow, calls, `took over ${String(slowMs)} ms`);
  }

  /** Moves with time; called regularly and before each question. */
  onTime(): void {
    const at = this.#time.span();
    if (this.#state === 'open' && at >= this.#openUntil) this.#take('time-over');
    if (this.#probeSince !== null && at - this.#probeSince >= this.#limits.probeMs) this.#probeFailed();
  }

  /** The round of a probe that may be sent now, one at a time; null when none may. */
  nextProbe(): number | null {
    if (this.#state !== 'half-open' || this.#probeSince !== null) return null;
    this.#probeSince = this.#time.span();
    return this.#round;
  }

  /** The answer to a probe of a round. */
  onProbe(round: number, answered: boolean): void {
    if (this.#state !== 'half-open' || round !== this.#round || this.#probeSince === null) return;
    if (!answered) {
      this.#probeFailed();
      return;
    }
    this.#probeSince = null;
    this.#answered += 1;
    if (this.#answered >= this.#limits.probes) this.#take('probes-answered');
  }

  /** Why no entry may leave; null when one may. */
  refusal(): Denial | null {
    const { probes } = this.#limits;
    switch (this.#state) {
      case 'closed':
        return null;
      case 'half-open':
        return denial('RISK_CONNECTOR_PROBING', { venue: this.#venue, done: this.#answered, needed: probes });
      case 'open': {
        const seconds = secondsLeft(this.#openUntil - this.#time.span());
        return denial('RISK_CONNECTOR_OPEN', { venue: this.#venue, ...this.#opened, seconds });
      }
    }
  }

  report(): BreakerReport {
    const refusal = this.refusal();
    const { calls, errors, slow } = this.#window.counts(this.#time.span());
    const until = this.#state === 'open' ? this.#time.now() + this.#openUntil - this.#time.span() : null;
    return {
      id: this.id,
      kind: 'connector',
      title: `Connection to ${this.#venue}`,
      state: this.#state,
      level: this.#state === 'closed' ? 'green' : this.#state === 'half-open' ? 'yellow' : 'orange',
      since: this.#since,
      until: until === null ? null : Math.round(until),
      sentence: refusal?.sentence ?? '',
      rearm: `closes when ${String(this.#limits.probes)} probes in a row are answered`,
      numbers: refusal?.numbers ?? { calls, errors, slow },
    };
  }

  #open(bad: number, calls: number, how: string): void {
    this.#opened = { bad, calls, how };
    this.#take('too-bad');
  }

  #probeFailed(): void {
    this.#opened = { bad: 1, calls: this.#answered + 1, how: 'failed as probes' };
    this.#take('probe-failed');
  }

  #take(sign: ConnectorSign): void {
    const next = CONNECTOR_TABLE[this.#state][sign];
    if (next === this.#state) return;
    this.#state = next;
    this.#since = this.#time.now();
    this.#startProbing();
    switch (next) {
      case 'open':
        this.#openUntil = this.#time.span() + this.#limits.openMs;
        this.#window.clear();
        this.#events.onOpened(this.report(), 'RISK_CONNECTOR_OPEN');
        return;
      case 'half-open':
        this.#events.onHalfOpen(this.report());
        return;
      case 'closed':
        this.#window.clear();
        this.#events.onClosed(this.report());
    }
  }

  #startProbing(): void {
    this.#round += 1;
    this.#answered = 0;
    this.#probeSince = null;
  }
}
