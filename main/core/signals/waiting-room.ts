import { compareClaims, type Claim } from '../agents/conflict/resolver.ts';

/** Where a signal waits, and for what. */
export type WaitingAt = 'throttle' | 'conflict';

/** Something that waits for its next decision. Times are wall time in ms. */
export interface Waiter<Work> {
  readonly work: Work;
  readonly at: WaitingAt;
  /** Orders it among others of the same moment. */
  readonly claim: Claim;
  /** 0…1: the source's strength × confidence; what is dropped first when there is no room. */
  readonly score: number;
  readonly since: number;
  /** When it is to be decided on again. */
  readonly dueAt: number;
  /** From then on it waits no more. */
  readonly until: number;
}

/** In which order those that are due are decided on. */
export type WaitingOrder = 'oldest' | 'highest-score';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The older of two that wait; the id decides between those of one moment. */
const byAge = (a: Waiter<unknown>, b: Waiter<unknown>): number =>
  a.since - b.since || compareText(a.claim.id, b.claim.id);
const byScore = (a: Waiter<unknown>, b: Waiter<unknown>): number => b.score - a.score || byAge(a, b);

/** Signals that wait for a place in a cap or for a conflicting action to end. Costs one comparison when nothing is due. */
export class WaitingRoom<Work> {
  #waiters: Waiter<Work>[] = [];
  #nextAt = Number.POSITIVE_INFINITY;

  /** The earliest moment at which something is due or its wait is over; infinite when nobody waits. */
  get nextAt(): number {
    return this.#nextAt;
  }

  count(at: WaitingAt): number {
    return this.#waiters.filter((waiter) => waiter.at === at).length;
  }

  all(): readonly Waiter<Work>[] {
    return this.#waiters;
  }

  add(waiter: Waiter<Work>): void {
    this.#waiters.push(waiter);
    this.#nextAt = Math.min(this.#nextAt, waiter.dueAt, waiter.until);
  }

  /** The one with the lowest score among those that wait at a place; of equal ones the youngest. */
  lowest(at: WaitingAt): Waiter<Work> | null {
    return (
      this.#waiters
        .filter((waiter) => waiter.at === at)
        .sort(byScore)
        .at(-1) ?? null
    );
  }

  remove(which: (waiter: Waiter<Work>) => boolean): readonly Waiter<Work>[] {
    const gone = this.#waiters.filter(which);
    if (gone.length > 0) this.#keep((waiter) => !gone.includes(waiter));
    return gone;
  }

  /** Takes out what is due at `now`: conflicts by the order of claims first, then the throttle's in the order asked. */
  takeDue(now: number, order: WaitingOrder): readonly Waiter<Work>[] {
    if (now < this.#nextAt) return [];
    const due = this.remove(({ dueAt, until }) => dueAt <= now || until <= now);
    const conflicts = due.filter(({ at }) => at === 'conflict').sort((a, b) => compareClaims(a.claim, b.claim));
    const throttled = due.filter(({ at }) => at === 'throttle').sort(order === 'oldest' ? byAge : byScore);
    return [...conflicts, ...throttled];
  }

  #keep(which: (waiter: Waiter<Work>) => boolean): void {
    this.#waiters = this.#waiters.filter(which);
    this.#nextAt = Math.min(
      ...this.#waiters.map(({ dueAt, until }) => Math.min(dueAt, until)),
      Number.POSITIVE_INFINITY,
    );
  }
}
