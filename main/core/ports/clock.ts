import type { EpochMs } from '#shared/domain/time.ts';

/** Wall time for records, monotonic time for spans. The two are never mixed. */
export interface Clock {
  /** Wall time, ms since 1970. */
  now(): EpochMs;
  /** Milliseconds since an arbitrary start; never goes back, not even when the wall clock is set. */
  monotonic(): number;
}
