import { blockBootstrapMean, type MeanInterval } from '../../statistics/block-bootstrap.ts';
import type { Random } from '../../ports/random.ts';
import type { AggregateBar } from './aggregate-bars.ts';
import { firstTouch, type LevelCase } from './level-cases.ts';

/** Random levels for each of the map's. */
const DRAWS = 20;
/** A bar has realised liquidations worth speaking of when its side had more than in this share of the bars of the week before. */
const NOTABLE = 0.8;
/** Fewer of either outcome give no interval. */
const LEAST_OUTCOMES = 10;
const WEEK_MS = 7 * 86_400_000;

/** How often levels were reached, and what happened there, against random levels. Shares 0…1. */
export interface HitSkill {
  readonly horizonMs: number;
  readonly levels: number;
  /** Share of the levels that the price reached within the horizon, and of random ones of the same side and distances. */
  readonly reached: number;
  readonly reachedRandom: number;
  /** Of the levels reached: share at which that bar liquidated notably much of the side. */
  readonly realised: number | null;
  readonly realisedRandom: number | null;
  /** Interval of `reached`; null with too few blocks of time. */
  readonly interval: readonly [lower: number, upper: number] | null;
  /** Reached less random, with its interval; null with too few blocks of time. */
  readonly gain: MeanInterval | null;
  /** Realised at levels reached less the random share. */
  readonly realisedGain: MeanInterval | null;
}

interface Found {
  readonly reached: number;
  readonly realised: number;
}

/**
 * Levels against random ones of the same density: for each level other distances are drawn from those of all levels of its
 * side, so that random levels are as many and as far, only not where the map has them.
 */
export function hitSkill(
  bars: readonly AggregateBar[],
  cases: readonly LevelCase[],
  horizonMs: number,
  random: Random,
  blockMs: number,
): HitSkill {
  const pools = { long: distances(cases, 'long'), short: distances(cases, 'short') };
  const times: number[] = [];
  const gains: number[] = [];
  const hits: number[] = [];
  const realised: { ts: number; value: number }[] = [];
  let [reached, reachedRandom, realisedRandom] = [0, 0, 0];
  for (const one of cases) {
    const own = touched(bars, one, one.away, horizonMs);
    if (own === null) continue;
    const others = { reached: 0, realised: 0 };
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const away = pools[one.side][Math.floor(random.next() * pools[one.side].length)] ?? one.away;
      const found = touched(bars, one, away, horizonMs);
      others.reached += (found?.reached ?? 0) / DRAWS;
      others.realised += (found?.realised ?? 0) / DRAWS;
    }
    times.push(one.ts);
    gains.push(own.reached - others.reached);
    hits.push(own.reached);
    reached += own.reached;
    reachedRandom += others.reached;
    realisedRandom += others.realised;
    if (own.reached > 0) realised.push({ ts: one.ts, value: own.realised });
  }
  const baseline = reachedRandom > 0 ? realisedRandom / reachedRandom : Number.NaN;
  const mean = realised.reduce((sum, { value }) => sum + value, 0) / realised.length;
  return {
    horizonMs,
    levels: times.length,
    reached: reached / times.length,
    reachedRandom: reachedRandom / times.length,
    realised: realised.length === 0 ? null : mean,
    realisedRandom: Number.isNaN(baseline) ? null : baseline,
    gain: withinOne(blockBootstrapMean(gains, times, blockMs, random)),
    realisedGain: realisedGain(realised, baseline, blockMs, random),
    interval: asShares(blockBootstrapMean(hits, times, blockMs, random)),
  };
}

/** Null where one of the outcomes is so rare that its spread cannot be told. */
function realisedGain(
  realised: readonly { readonly ts: number; readonly value: number }[],
  baseline: number,
  blockMs: number,
  random: Random,
): MeanInterval | null {
  const notable = realised.filter(({ value }) => value > 0).length;
  if (Math.min(notable, realised.length - notable) < LEAST_OUTCOMES || Number.isNaN(baseline)) return null;
  const gains = realised.map(({ value }) => value - baseline);
  const times = realised.map(({ ts }) => ts);
  return withinOne(blockBootstrapMean(gains, times, blockMs, random));
}

/** Differences of shares lie between −1 and 1; so do the ends of their intervals, however few the values. */
export const withinOne = (interval: MeanInterval | null): MeanInterval | null =>
  interval === null ? null : { ...interval, lower: Math.max(-1, interval.lower), upper: Math.min(1, interval.upper) };

const asShares = (interval: MeanInterval | null): readonly [number, number] | null =>
  interval === null ? null : [Math.max(0, interval.lower), Math.min(1, interval.upper)];

const distances = (cases: readonly LevelCase[], side: LevelCase['side']): readonly number[] =>
  cases.filter((one) => one.side === side).map(({ away }) => away);

function touched(
  bars: readonly AggregateBar[],
  { at, side, price }: LevelCase,
  away: number,
  horizonMs: number,
): Found | null {
  const found = firstTouch(bars, at, price * Math.exp(away), side, horizonMs);
  if (found === null) return null;
  return found < 0 ? { reached: 0, realised: 0 } : { reached: 1, realised: notable(bars, found, side) ? 1 : 0 };
}

function notable(bars: readonly AggregateBar[], at: number, side: LevelCase['side']): boolean {
  const worthOf = (one: AggregateBar): number => (side === 'long' ? one.longWorth : one.shortWorth);
  const here = bars[at];
  if (here === undefined) return false;
  const before: number[] = [];
  for (let i = at - 1; i >= 0; i -= 1) {
    const one = bars[i];
    if (one === undefined || one.bar.ts < here.bar.ts - WEEK_MS) break;
    before.push(worthOf(one));
  }
  if (before.length === 0) return false;
  return before.filter((worth) => worth < worthOf(here)).length / before.length >= NOTABLE;
}
