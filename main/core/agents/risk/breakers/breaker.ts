import type { BreakerKind, BreakerState, RiskLevel } from '#shared/domain/guard.ts';
import type { DenialNumbers } from '#shared/domain/denial.ts';

/**
 * Wall time for records, span time for durations. Span time is monotonic, except while a past is relived: then it moves
 * with that past, so that a lock of an hour lasts an hour of it.
 */
export interface GuardTime {
  now(): number;
  span(): number;
}

/** A breaker as it is, for screens and records. */
export interface BreakerReport {
  readonly id: string;
  readonly kind: BreakerKind;
  readonly title: string;
  readonly state: BreakerState;
  readonly level: RiskLevel;
  /** Wall time of the last change of state; null when it never moved. */
  readonly since: number | null;
  /** Wall time at which it ends or is probed by itself; null when only a person or an answer can. */
  readonly until: number | null;
  /** Why it is not closed; empty when it is. */
  readonly sentence: string;
  /** What closes it. */
  readonly rearm: string;
  readonly numbers: DenialNumbers;
}

/** What a start finds of a breaker: its last record. */
export interface RecordedBreaker {
  readonly type: 'breaker.opened' | 'breaker.half-open' | 'breaker.closed';
  readonly level: RiskLevel;
  readonly until: number | null;
  readonly sentence: string;
  readonly code: string;
  readonly numbers: DenialNumbers;
  readonly at: number;
}

/** Whole seconds of a span, rounded up, at least 0. */
export const secondsLeft = (ms: number): number => Math.max(0, Math.ceil(ms / 1_000));

/**
 * What is left of a span at a start: neither longer than it ever was, should the wall clock have been set back, nor less
 * than nothing.
 */
export const remainingSpan = (until: number, now: number, longest: number): number =>
  Math.min(longest, Math.max(0, until - now));
