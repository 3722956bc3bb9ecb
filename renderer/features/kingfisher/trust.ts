import type { LiquidationRow } from '#shared/contract/liquidations.ts';

/** Open interest has to be known for so long before levels rest on it. */
const WARM_UP_MS = 86_400_000;

type Coverage = LiquidationRow['coverage'];

/** How far open interest was recorded. */
export interface Warmth {
  /** `none`: no open interest was told yet; `warming`: for less than a day; `ready`. */
  readonly phase: 'none' | 'warming' | 'ready';
  /** Share of the first day that is recorded, 0…1. */
  readonly share: number;
  /** When recording began, ms since 1970; null before. */
  readonly since: number | null;
}

export function warmthOf({ formOnly, openInterest, openInterestAt, from, to }: Coverage): Warmth {
  const known = openInterest * Math.max(0, to - from);
  if (formOnly) return { phase: 'none', share: 0, since: null };
  const share = Math.min(1, known / WARM_UP_MS);
  const since = openInterestAt === null ? null : openInterestAt - known;
  return { phase: share < 1 ? 'warming' : 'ready', share, since };
}

/** How strongly the map is drawn: less when it is old, or measured to be no better than chance; not at all without open interest. */
export function strengthOf({ stale, formOnly }: Coverage, better: boolean | null): number {
  if (formOnly) return 0;
  if (stale) return 0.4;
  return better === false ? 0.7 : 1;
}
