import { denial, type Denial, type DenialNumbers } from '#shared/domain/denial.ts';
import type { RiskCause, RiskLevel } from '#shared/domain/guard.ts';
import type { BreakerReport, GuardTime, RecordedBreaker } from './breaker.ts';

/**
 *            orange                    red
 *   armed ───────────► reducing ───────────────► halted
 *     │ ▲    red          │                        ▲ │
 *     ├─┼──────────────────────────────────────────┘ │
 *     │ └── a person types the word ◄─┴──────────────┘
 *
 * No other sign closes it: not time, not a better equity, not a restart. It never gets milder by itself.
 */
export const RISK_TABLE: Readonly<Record<RiskState, Readonly<Record<RiskSign, RiskState>>>> = {
  armed: { orange: 'reducing', red: 'halted', rearmed: 'armed', time: 'armed', recovered: 'armed' },
  reducing: { orange: 'reducing', red: 'halted', rearmed: 'armed', time: 'reducing', recovered: 'reducing' },
  halted: { orange: 'halted', red: 'halted', rearmed: 'armed', time: 'halted', recovered: 'halted' },
};

export type RiskState = 'armed' | 'reducing' | 'halted';
export type RiskSign = 'orange' | 'red' | 'rearmed' | 'time' | 'recovered';

/** What a person must type to re-arm a risk breaker. */
export const REARM_WORD = 'REARM';

const TITLE: Readonly<Record<RiskCause, string>> = {
  'day-loss': 'Loss of the day',
  'week-loss': 'Loss of the week',
  drawdown: 'Drawdown from the peak',
  'loss-streak': 'Stops on one symbol',
  mismatch: 'Books and venue differ',
  audit: 'Records cannot be kept',
};

export interface RiskEvents {
  /** Opened or got worse. */
  readonly onOpened: (report: BreakerReport, code: Denial['code']) => void;
  readonly onRearmed: (report: BreakerReport, by: string, reason: string) => void;
}

/** A latch for one cause of loss or doubt. */
export class RiskBreaker {
  readonly id: string;
  readonly cause: RiskCause;
  readonly #time: GuardTime;
  readonly #events: RiskEvents;
  #state: RiskState = 'armed';
  #since: number | null = null;
  #sentence = '';
  #numbers: DenialNumbers = {};
  /** A look at the numbers while it is armed; green when nothing is near. */
  #near: RiskLevel = 'green';

  constructor(cause: RiskCause, time: GuardTime, events: RiskEvents) {
    this.id = `risk:${cause}`;
    this.cause = cause;
    this.#time = time;
    this.#events = events;
  }

  get state(): RiskState {
    return this.#state;
  }

  /** The level it stands at: what it latched, or how near its numbers are. */
  get level(): RiskLevel {
    if (this.#state === 'halted') return 'red';
    return this.#state === 'reducing' ? 'orange' : this.#near;
  }

  get sentence(): string {
    return this.#sentence;
  }

  /** Takes up the state of the last record. */
  restore(record: RecordedBreaker): void {
    if (record.type !== 'breaker.opened') return;
    this.#state = record.level === 'orange' ? 'reducing' : 'halted';
    this.#since = record.at;
    this.#sentence = record.sentence;
    this.#numbers = record.numbers;
  }

  /** Takes the level the numbers stand at now. The sentence is asked for when it moves. */
  judge(level: RiskLevel, numbers: DenialNumbers, sentence: () => string): void {
    this.#near = level === 'yellow' ? 'yellow' : 'green';
    if (this.#state === 'armed') this.#numbers = numbers;
    if (level !== 'orange' && level !== 'red') return;
    if (RISK_TABLE[this.#state][level] === this.#state) return;
    this.#numbers = numbers;
    this.#sentence = sentence();
    this.#take(level);
    this.#events.onOpened(this.report(), 'RISK_BREAKER_OPEN');
  }

  /** A person re-arms it; false when it is armed already. */
  rearm(by: string, reason: string): boolean {
    if (this.#state === 'armed') return false;
    this.#take('rearmed');
    this.#sentence = '';
    this.#near = 'green';
    this.#events.onRearmed(this.report(), by, reason);
    return true;
  }

  refusal(): Denial | null {
    if (this.#state === 'armed') return null;
    return denial('RISK_BREAKER_OPEN', { cause: this.cause, reason: this.#sentence, ...this.#numbers });
  }

  report(): BreakerReport {
    return {
      id: this.id,
      kind: 'risk',
      title: TITLE[this.cause],
      state: this.#state === 'armed' ? 'closed' : 'open',
      level: this.level,
      since: this.#since,
      until: null,
      sentence: this.#sentence,
      rearm: `a person types ${REARM_WORD}`,
      numbers: this.#numbers,
    };
  }

  #take(sign: RiskSign): void {
    this.#state = RISK_TABLE[this.#state][sign];
    this.#since = this.#time.now();
  }
}
