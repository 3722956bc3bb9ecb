import { denial, type Denial } from '#shared/domain/denial.ts';
import type { Throttle } from '../agents/throttle/throttle.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import { scoreOfWork, type Stop, type Work } from './signal-work.ts';
import type { Waiter } from './waiting-room.ts';
import type { Waits } from './waits.ts';

export interface ThrottleStageParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly throttle: Throttle;
  /** The time by which the caps count, ms. */
  readonly steadyNow: () => number;
  readonly waits: Waits;
  /** A cap is full and a person is to be told; `about` is the signal's symbol. */
  readonly onOverflow: (refusal: Denial, about: string) => void;
}

/** Admits a signal, or lets the overflow policy decide what becomes of it. */
export class ThrottleStage {
  readonly #parts: ThrottleStageParts;

  constructor(parts: ThrottleStageParts) {
    this.#parts = parts;
  }

  /** @param lap called when the caps were asked. @param waited how it waited, when it comes back. */
  decide(work: Work, lap: () => void, waited: Waiter<Work> | null): Stop {
    const { throttle, clock, journal, steadyNow } = this.#parts;
    const { symbol, source } = work.signal;
    const now = clock.now();
    const at = steadyNow();
    const admission = throttle.admit(symbol, source, at, now);
    lap();
    if (!admission.ok) return this.#overflow(work, admission.error, waited);
    const apart = at === now ? {} : { at };
    journal.append({ type: 'signal.admitted', subject: work.id, data: { ...admission.value, ...apart } });
    return null;
  }

  #overflow(work: Work, refusal: Denial, waited: Waiter<Work> | null): Stop {
    const { throttle, clock, steadyNow, onOverflow, waits } = this.#parts;
    const { overflow, places, maxWaitMs } = throttle.limits;
    const { symbol, source } = work.signal;
    if (refusal.code === 'THROTTLE_PAUSED' || overflow === 'refuse') return refusal;
    if (overflow === 'alert') {
      onOverflow(refusal, symbol);
      return refusal;
    }
    const dueInMs = throttle.waitFor(symbol, source, steadyNow(), clock.now());
    const left = waited === null ? waits.longest(work, maxWaitMs) : waits.left(waited);
    // No place comes free before its wait would be over: the refusal says when one does.
    if (dueInMs >= left) return refusal;
    if (waited !== null) return waits.goOn(waited, dueInMs);
    return this.#roomFor(work, places, overflow) ?? waits.begin(work, 'throttle', dueInMs, maxWaitMs, refusal);
  }

  /** Null when there is a place to wait, also when another had to leave it; the refusal otherwise. */
  #roomFor(work: Work, places: number, overflow: 'queue' | 'drop-lowest'): Denial | null {
    const { waits } = this.#parts;
    if (waits.room.count('throttle') < places) return null;
    if (overflow === 'queue') return denial('THROTTLE_QUEUE_FULL', { places });
    const lowest = waits.room.lowest('throttle');
    const score = scoreOfWork(work);
    if (lowest === null || lowest.score >= score) return denial('THROTTLE_DROPPED', { places, score });
    waits.refuse((one) => one === lowest, denial('THROTTLE_DROPPED', { places, score: lowest.score }));
    return null;
  }
}
