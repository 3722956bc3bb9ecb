import { performance } from 'node:perf_hooks';
import { epochMs } from '#shared/domain/time.ts';
import type { Clock } from '#core/ports/clock.ts';

/** The machine's wall clock, and its monotonic clock for spans. */
export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  monotonic: () => performance.now(),
};
