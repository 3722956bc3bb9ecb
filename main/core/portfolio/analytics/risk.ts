import { measured, missing, type Measure } from './measure.ts';
import { at, mean, present, quantile, sampleDeviation } from './moments.ts';

/** A required or riskless return of each period: one for all, or a series as long as the returns. */
export type Rate = number | Float64Array;

/** Returns above a rate; NaN where either is missing. */
export function excessReturns(returns: Float64Array, rate: Rate): Float64Array {
  if (rate === 0) return returns;
  return returns.map((each, i) => each - (typeof rate === 'number' ? rate : at(rate, i)));
}

/** Volatility of a year as a fraction: s · √periods, s with n − 1. */
export function volatility(returns: Float64Array, periods: number): Measure {
  const values = present(returns);
  return values.length < 2 ? missing('too-few-returns') : measured(sampleDeviation(values) * Math.sqrt(periods));
}

/**
 * Downside risk of a year as a fraction: √(mean(min(r − required, 0)²) · periods), over all n periods.
 * Source: Sortino and Price, J. of Investing 3 (1994).
 */
export function downsideRisk(returns: Float64Array, required: Rate, periods: number): Measure {
  const excess = present(excessReturns(returns, required));
  return excess.length === 0 ? missing('too-few-returns') : measured(lowerMoment(excess) * Math.sqrt(periods));
}

/** √ of the mean square of what lies under zero. */
function lowerMoment(excess: Float64Array): number {
  let total = 0;
  for (const each of excess) if (each < 0) total += each * each;
  return Math.sqrt(total / excess.length);
}

/** Semi-deviation of a period: downside deviation around the mean. */
export function semiDeviation(returns: Float64Array): Measure {
  const values = present(returns);
  return values.length === 0 ? missing('too-few-returns') : downsideRisk(values, mean(values), 1);
}

/** Sharpe ratio of a year: mean(r − rf) ÷ s(r − rf) · √periods. Source: Sharpe, J. of Portfolio Management 21 (1994). */
export function sharpeRatio(returns: Float64Array, riskless: Rate, periods: number): Measure {
  const excess = present(excessReturns(returns, riskless));
  if (excess.length < 2) return missing('too-few-returns');
  const deviation = sampleDeviation(excess);
  return deviation === 0 ? missing('no-variation') : measured((mean(excess) / deviation) * Math.sqrt(periods));
}

/** Sortino ratio of a year: mean(r − required) · periods ÷ downside risk of a year. */
export function sortinoRatio(returns: Float64Array, required: Rate, periods: number): Measure {
  const excess = present(excessReturns(returns, required));
  if (excess.length < 2) return missing('too-few-returns');
  return ratio(measured(mean(excess) * periods), downsideRisk(excess, 0, periods), 'no-loss');
}

/**
 * Omega ratio: Σ max(r − threshold, 0) ÷ Σ max(threshold − r, 0). Without unit.
 * Source: Keating and Shadwick, J. of Performance Measurement 6 (2002).
 */
export function omegaRatio(returns: Float64Array, threshold: Rate): Measure {
  const excess = present(excessReturns(returns, threshold));
  if (excess.length === 0) return missing('too-few-returns');
  let gains = 0;
  let losses = 0;
  for (const each of excess) {
    if (each > 0) gains += each;
    else losses -= each;
  }
  return losses === 0 ? missing('no-loss') : measured(gains / losses);
}

/** Tail ratio: |95 % quantile| ÷ |5 % quantile| of the returns. Without unit. */
export function tailRatio(returns: Float64Array): Measure {
  const values = present(returns);
  if (values.length < 2) return missing('too-few-returns');
  const low = Math.abs(quantile(values, 0.05));
  return low === 0 ? missing('no-loss') : measured(Math.abs(quantile(values, 0.95)) / low);
}

/** Stability: R² of a line through the cumulative log returns. From 0 to 1. */
export function stability(returns: Float64Array): Measure {
  const values = present(returns);
  if (values.length < 2) return missing('too-few-returns');
  const middle = (values.length - 1) / 2;
  let log = 0;
  const path = values.map((each) => (log += Math.log1p(each)));
  const centre = mean(path);
  let [xx, xy, yy] = [0, 0, 0];
  path.forEach((value, i) => {
    xx += (i - middle) ** 2;
    xy += (i - middle) * (value - centre);
    yy += (value - centre) ** 2;
  });
  return yy === 0 ? missing('no-variation') : measured((xy * xy) / (xx * yy));
}

/** Share of periods with a return above `threshold`. */
export function upsideFrequency(returns: Float64Array, threshold: number): Measure {
  const values = present(returns);
  return values.length === 0
    ? missing('too-few-returns')
    : measured(values.filter((each) => each > threshold).length / values.length);
}

/** Autocorrelation of the returns at a lag, with the mean and variance of the whole series. From −1 to 1. */
export function autocorrelation(returns: Float64Array, lag: number): Measure {
  const values = present(returns);
  if (values.length <= lag + 1) return missing('too-few-returns');
  const centre = mean(values);
  let [own, lagged] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    own += (at(values, i) - centre) ** 2;
    if (i >= lag) lagged += (at(values, i) - centre) * (at(values, i - lag) - centre);
  }
  return own === 0 ? missing('no-variation') : measured(lagged / own);
}

/** Sharpe ratio of every window of so many periods, in order; null where there is none. */
export function rollingSharpe(
  returns: Float64Array,
  window: number,
  riskless: number,
  periods: number,
): readonly (number | null)[] {
  const count = Math.max(0, returns.length - window + 1);
  return Array.from({ length: count }, (_, i) => sharpeRatio(returns.subarray(i, i + window), riskless, periods).value);
}

/** One figure over another; `none` says why when the lower is zero. */
export function ratio(upper: Measure, lower: Measure, none: 'no-loss' | 'no-variation' | 'no-drawdown'): Measure {
  if (upper.value === null) return upper;
  if (lower.value === null) return lower;
  return lower.value === 0 ? missing(none) : measured(upper.value / lower.value);
}
