import { denial, type Denial } from '#shared/domain/denial.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import type { SignalProposal } from './proposal.ts';
import { claimOf, scoreOfWork, type Stop, type Work } from './signal-work.ts';
import { WaitingRoom, type Waiter, type WaitingAt } from './waiting-room.ts';

/** A signal that waits, for lists. */
export interface WaitingSignal {
  readonly id: SignalId;
  readonly signal: SignalProposal;
  readonly at: WaitingAt;
  /** Until it is looked at again and until its wait is over, ms from now. */
  readonly dueInMs: number;
  readonly endsInMs: number;
}

export interface WaitsParts {
  readonly journal: Journal;
  readonly clock: Clock;
  /** The time by which waits are measured, ms. */
  readonly steadyNow: () => number;
  /** Ends the way of a signal that waited. */
  readonly refuse: (work: Work, refusal: Denial) => void;
}

/** The signals that wait, on record: a wait that began is in the journal, and is taken back after a restart. */
export class Waits {
  readonly room = new WaitingRoom<Work>();
  readonly #parts: WaitsParts;

  constructor(parts: WaitsParts) {
    this.#parts = parts;
  }

  /** Lets a signal wait, at most `longestMs` and never beyond its own end, until it is due after `dueInMs`. */
  begin(work: Work, at: WaitingAt, dueInMs: number, longestMs: number, because: Denial): 'waits' {
    const { journal, clock, steadyNow } = this.#parts;
    const now = steadyNow();
    const ends = this.longest(work, longestMs);
    this.room.add({ ...this.#waiterOf(work, at, now), dueAt: now + dueInMs, until: now + ends });
    const { stage, code, sentence, numbers } = because;
    const data = { stage, code, sentence, numbers, until: clock.now() + ends };
    journal.append({ type: 'signal.waiting', subject: work.id, data });
    return 'waits';
  }

  /** Lets one that was due wait on, until the same end. */
  goOn(waiter: Waiter<Work>, dueInMs: number): 'waits' {
    this.room.add({ ...waiter, dueAt: this.#parts.steadyNow() + dueInMs });
    return 'waits';
  }

  /** The longest a signal can wait from now, ms: not beyond its own end. */
  longest({ signal }: Work, longestMs: number): number {
    return Math.max(0, Math.min(longestMs, signal.expiresAt - this.#parts.clock.now()));
  }

  /** Milliseconds that a wait has left. */
  left({ until }: Waiter<Work>): number {
    return until - this.#parts.steadyNow();
  }

  /** The refusal of one whose wait is over; null while it is not. @param conflict what stood against it at last. */
  over({ at, since, until }: Waiter<Work>, conflict: () => { resource: string; rule: string }): Stop {
    const now = this.#parts.steadyNow();
    if (now < until) return null;
    const waitedSeconds = Math.floor((now - since) / 1000);
    if (at === 'throttle') return denial('THROTTLE_WAIT_OVER', { waitedSeconds });
    return denial('CONFLICT_WAIT_OVER', { waitedSeconds, ...conflict() });
  }

  /** Refuses all that wait and are meant. */
  refuse(which: (waiter: Waiter<Work>) => boolean, refusal: Denial): readonly SignalId[] {
    const gone = this.room.remove(which);
    for (const { work } of gone) this.#parts.refuse(work, refusal);
    return gone.map(({ work }) => work.id);
  }

  /**
   * Takes back a signal that waited when the program ended. @param until wall time at which its wait is over.
   * @param size what the agents' vote allowed of its size.
   */
  takeBack(id: SignalId, signal: SignalProposal, at: WaitingAt, until: number, size: number): void {
    const { clock, steadyNow } = this.#parts;
    const now = steadyNow();
    const work: Work = { id, signal, stageUs: [], mark: clock.monotonic(), size };
    this.room.add({ ...this.#waiterOf(work, at, now), dueAt: now, until: now + Math.max(0, until - clock.now()) });
  }

  list(): readonly WaitingSignal[] {
    const now = this.#parts.steadyNow();
    return this.room.all().map(({ work, at, dueAt, until }) => ({
      id: work.id,
      signal: work.signal,
      at,
      dueInMs: Math.max(0, dueAt - now),
      endsInMs: Math.max(0, until - now),
    }));
  }

  #waiterOf(work: Work, at: WaitingAt, since: number): Omit<Waiter<Work>, 'dueAt' | 'until'> {
    return { work, at, claim: claimOf(work), score: scoreOfWork(work), since };
  }
}
