import type { ScoreDay } from '#shared/contract/scoring.ts';

/** A step of the scrubber. */
export const STEP_MS = 300_000;
const DAY_MS = 86_400_000;

/** The moment a number of steps from another; null is now and what lies beyond it; never before the day. */
export function stepped(at: number | null, steps: number, now: number): number | null {
  const from = at ?? Math.ceil(now / STEP_MS) * STEP_MS;
  const next = from + steps * STEP_MS;
  if (next >= now) return null;
  return Math.max(Math.ceil((now - DAY_MS) / STEP_MS) * STEP_MS, next);
}

/** The moment under a share of the strip's width; null at its right end. */
export function momentAt(share: number, { from, stepMs, known }: ScoreDay): number | null {
  const last = known.length - 1;
  const step = Math.round(Math.max(0, Math.min(1, share)) * last);
  return step >= last ? null : from + step * stepMs;
}

/** Where a moment lies on the strip, 0…1. */
export function shareOf(at: number | null, { from, stepMs, known }: ScoreDay): number {
  if (at === null) return 1;
  return Math.max(0, Math.min(1, (at - from) / (stepMs * Math.max(1, known.length - 1))));
}

/** What was counted at a moment; null where nothing was known. */
export function countsAt(at: number | null, { from, stepMs, known, long, short }: ScoreDay) {
  const step = at === null ? known.length - 1 : Math.round((at - from) / stepMs);
  const count = known[step] ?? 0;
  return count === 0 ? null : { known: count, long: long[step] ?? 0, short: short[step] ?? 0 };
}
