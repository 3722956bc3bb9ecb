import { denial, type Denial, type DenialNumbers } from '#shared/domain/denial.ts';
import type { LockScope } from '#shared/domain/guard.ts';
import { remainingSpan, type GuardTime } from '../breakers/breaker.ts';
import { targetOf, type LockSubject, type Protection } from './protection.ts';

/** A lock that stands. `until` in span time. */
export interface Lock {
  readonly protection: Protection;
  readonly scope: LockScope;
  readonly target: string;
  readonly since: number;
  readonly until: number;
  readonly numbers: DenialNumbers;
}

const MINUTE_MS = 60_000;
const SCOPES: readonly LockScope[] = ['account', 'agent', 'side', 'symbol', 'symbol-side'];

/** Every lock that stands, by whom it holds for: a question looks at five names, however many locks there are. */
export class LockBook {
  readonly #time: GuardTime;
  readonly #byTarget = new Map<string, Map<string, Lock>>();

  constructor(time: GuardTime) {
    this.#time = time;
  }

  /** Sets a lock, or lengthens one; false when the one that stands lasts as long. */
  set(protection: Protection, scope: LockScope, target: string, forMs: number, numbers: DenialNumbers): Lock | null {
    const until = this.#time.span() + forMs;
    const standing = this.#byTarget.get(target)?.get(protection.id);
    if (standing !== undefined && standing.until >= until) return null;
    const lock = { protection, scope, target, since: standing?.since ?? this.#time.now(), until, numbers };
    this.#put(lock);
    return lock;
  }

  /** Takes up a lock of a record; one whose time is over is passed over. */
  restore(protection: Protection, record: Omit<Lock, 'protection'>, longestMs: number): void {
    const left = remainingSpan(record.until, this.#time.now(), longestMs);
    if (left > 0) this.#put({ protection, ...record, until: this.#time.span() + left });
  }

  /** Ends a lock; false when none stands. */
  release(protectionId: string, target: string): boolean {
    return this.#byTarget.get(target)?.delete(protectionId) === true;
  }

  /** Ends every lock of a protection; their targets. */
  releaseAll(protectionId: string): readonly string[] {
    return [...this.#byTarget].flatMap(([target, locks]) => (locks.delete(protectionId) ? [target] : []));
  }

  /** When a standing lock of that name ends, span time; −∞ when none stands. */
  until(protectionId: string, target: string): number {
    return this.#byTarget.get(target)?.get(protectionId)?.until ?? Number.NEGATIVE_INFINITY;
  }

  /** What locks out an entry. */
  refusals(subject: LockSubject): readonly Denial[] {
    const found: Denial[] = [];
    for (const scope of SCOPES) {
      const locks = this.#byTarget.get(targetOf(scope, subject));
      if (locks === undefined) continue;
      for (const lock of locks.values()) {
        if (lock.until > this.#time.span()) found.push(this.refusal(lock));
        else locks.delete(lock.protection.id);
      }
    }
    return found;
  }

  /** The refusal a lock stands for. */
  refusal({ protection, target, until, numbers }: Lock): Denial {
    const minutes = Math.ceil((until - this.#time.span()) / MINUTE_MS);
    return denial(protection.code, { ...numbers, target, minutes });
  }

  /** Every lock that stands. */
  standing(): readonly Lock[] {
    const span = this.#time.span();
    return [...this.#byTarget.values()].flatMap((locks) => [...locks.values()].filter(({ until }) => until > span));
  }

  #put(lock: Lock): void {
    const locks = this.#byTarget.get(lock.target);
    if (locks === undefined) this.#byTarget.set(lock.target, new Map([[lock.protection.id, lock]]));
    else locks.set(lock.protection.id, lock);
  }
}
