import { measured, missing, type Measure } from './measure.ts';
import { at, mean, sampleDeviation } from './moments.ts';
import { annualReturn } from './returns.ts';
import { excessReturns, ratio, type Rate } from './risk.ts';

/** Returns of both in the periods in which both have one. Both series are of the same periods, in order. */
interface Paired {
  readonly own: Float64Array;
  readonly other: Float64Array;
}

/** Which periods count, by the benchmark's return. */
export type MarketSide = 'all' | 'up' | 'down';

const ON_SIDE: Readonly<Record<MarketSide, (benchmark: number) => boolean>> = {
  all: () => true,
  up: (benchmark) => benchmark > 0,
  down: (benchmark) => benchmark < 0,
};

function paired(returns: Float64Array, benchmark: Float64Array, side: MarketSide): Paired {
  const own: number[] = [];
  const other: number[] = [];
  for (let i = 0; i < Math.min(returns.length, benchmark.length); i += 1) {
    const [a, b] = [at(returns, i), at(benchmark, i)];
    if (Number.isNaN(a) || Number.isNaN(b) || !ON_SIDE[side](b)) continue;
    own.push(a);
    other.push(b);
  }
  return { own: Float64Array.from(own), other: Float64Array.from(other) };
}

/** How to compare with a benchmark. */
export interface Comparison {
  /** Periods in a year. */
  readonly periods: number;
  /** Riskless return of each period; 0 when not given. */
  readonly riskless?: Rate;
  /** The benchmark's side that counts, before the riskless return is taken off; `all` when not given. */
  readonly side?: MarketSide;
}

/** Slope of the returns on the benchmark's, and what is left of the mean, both above the riskless return. */
export interface MarketModel {
  /** Intercept of a year, compounded: (1 + mean(r − β·b))^periods − 1. */
  readonly alpha: Measure;
  /** cov(r, b) ÷ var(b). Without unit. */
  readonly beta: Measure;
}

/** Alpha and beta of the single-factor market model. Source: Jensen, J. of Finance 23 (1968). */
export function marketModel(returns: Float64Array, benchmark: Float64Array, comparison: Comparison): MarketModel {
  const { periods, riskless = 0, side = 'all' } = comparison;
  const pair = paired(excessReturns(returns, riskless), excessReturns(benchmark, riskless), side);
  const beta = betaOf(pair);
  if (beta.value === null) return { alpha: beta, beta };
  const slope = beta.value;
  const left = mean(pair.own) - slope * mean(pair.other);
  return { alpha: left <= -1 ? missing('total-loss') : measured((1 + left) ** periods - 1), beta };
}

function betaOf({ own, other }: Paired): Measure {
  if (own.length < 2) return missing('too-few-returns');
  if (sampleDeviation(other) === 0) return missing('no-variation');
  const centre = mean(other);
  let [covariance, variance] = [0, 0];
  const level = mean(own);
  for (let i = 0; i < own.length; i += 1) {
    const distance = at(other, i) - centre;
    covariance += distance * (at(own, i) - level);
    variance += distance * distance;
  }
  return measured(covariance / variance);
}

/** Jensen's alpha of a year: annual return − rf − β·(annual return of the benchmark − rf), geometric. */
export function jensenAlpha(returns: Float64Array, benchmark: Float64Array, periods: number): Measure {
  const pair = paired(returns, benchmark, 'all');
  const [beta, own, other] = [betaOf(pair), annualReturn(pair.own, periods), annualReturn(pair.other, periods)];
  if (beta.value === null) return beta;
  if (own.value === null) return own;
  return other.value === null ? other : measured(own.value - beta.value * other.value);
}

/** Capture: annual return in the benchmark's up or down periods ÷ the benchmark's own in them. Without unit. */
export function capture(returns: Float64Array, benchmark: Float64Array, side: MarketSide, periods: number): Measure {
  const { own, other } = paired(returns, benchmark, side);
  return ratio(annualReturn(own, periods), annualReturn(other, periods), 'no-variation');
}

/** Tracking error of a year as a fraction: s(r − b) · √periods. */
export function trackingError(returns: Float64Array, benchmark: Float64Array, periods: number): Measure {
  const active = activeReturns(paired(returns, benchmark, 'all'));
  return active.length < 2 ? missing('too-few-returns') : measured(sampleDeviation(active) * Math.sqrt(periods));
}

const activeReturns = ({ own, other }: Paired): Float64Array => own.map((each, i) => each - at(other, i));

/** Active premium of a year as a fraction: annual return − the benchmark's. */
export function activePremium(returns: Float64Array, benchmark: Float64Array, periods: number): Measure {
  const { own, other } = paired(returns, benchmark, 'all');
  const [mine, theirs] = [annualReturn(own, periods), annualReturn(other, periods)];
  if (mine.value === null) return mine;
  return theirs.value === null ? theirs : measured(mine.value - theirs.value);
}

/** Information ratio: active premium ÷ tracking error. Source: Grinold and Kahn, Active Portfolio Management (2000). */
export const informationRatio = (returns: Float64Array, benchmark: Float64Array, periods: number): Measure =>
  ratio(activePremium(returns, benchmark, periods), trackingError(returns, benchmark, periods), 'no-variation');
