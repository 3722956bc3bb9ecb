import { clustersOf, type ClusterSettings } from '../clusters.ts';
import { CohortBook } from '../cohort-book.ts';
import { liquidationMap } from '../liquidation-map.ts';
import type { LiquidationSettings } from '../settings.ts';
import type { ContractTerms } from '../tier-ratios.ts';
import type { AggregateBar } from './aggregate-bars.ts';

/** A level that the map showed at a moment. */
export interface LevelCase {
  /** Place of the last bar that was known. */
  readonly at: number;
  readonly ts: number;
  readonly side: 'long' | 'short';
  readonly rank: number;
  /** Price now, and ln of level ÷ price. */
  readonly price: number;
  readonly away: number;
  readonly worth: number;
}

/** Bins to either side that a map is asked for; ±35 %. */
const REACH = 180;

/** The clusters at every `everyMs`, each known from the bars before it alone. */
export function levelCases(
  bars: readonly AggregateBar[],
  terms: ContractTerms,
  settings: LiquidationSettings,
  clusters: ClusterSettings,
  everyMs: number,
): readonly LevelCase[] {
  const book = new CohortBook(terms, settings);
  const cases: LevelCase[] = [];
  for (const [at, { bar }] of bars.entries()) {
    book.update(bar);
    const end = bar.ts + bar.ms;
    if (end % everyMs !== 0) continue;
    const map = liquidationMap([book], bar.close, { of: 'all', reach: REACH });
    if (map === null) continue;
    for (const { side, rank, price, worth } of clustersOf(map, clusters))
      cases.push({ at, ts: end, side, rank, price: bar.close, away: Math.log(price / bar.close), worth });
  }
  return cases;
}

/** The place of the first bar after `at` within the horizon that reaches a price; −1 when none does, null when the data end before. */
export function firstTouch(
  bars: readonly AggregateBar[],
  at: number,
  price: number,
  side: 'long' | 'short',
  horizonMs: number,
): number | null {
  const start = bars[at]?.bar;
  if (start === undefined) return null;
  const until = start.ts + start.ms + horizonMs;
  const last = bars.at(-1)?.bar;
  if (last === undefined || last.ts + last.ms < until) return null;
  for (let i = at + 1; i < bars.length; i += 1) {
    const bar = bars[i]?.bar;
    if (bar === undefined || bar.ts >= until) return -1;
    if (side === 'long' ? bar.markLow <= price : bar.markHigh >= price) return i;
  }
  return -1;
}
