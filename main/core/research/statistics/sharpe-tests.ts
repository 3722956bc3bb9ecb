import { normalCdf, normalQuantile } from '#shared/domain/statistics.ts';
import {
  centralMoment,
  kurtosis,
  mean,
  present,
  sampleDeviation,
  skewness,
} from '../../portfolio/analytics/moments.ts';

/** A Sharpe ratio of one period with what its error depends on. */
export interface SharpeEstimate {
  /** mean ÷ s of one period, not annualised. */
  readonly sharpe: number;
  /** Returns it was estimated from. */
  readonly count: number;
  readonly skewness: number;
  /** 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** The estimate of a series; null with fewer than three returns or without variation. */
export function sharpeEstimate(returns: Float64Array): SharpeEstimate | null {
  const values = present(returns);
  const deviation = values.length < 3 ? 0 : sampleDeviation(values);
  if (deviation === 0 || centralMoment(values, 2) === 0) return null;
  return {
    sharpe: mean(values) / deviation,
    count: values.length,
    skewness: skewness(values),
    kurtosis: kurtosis(values),
  };
}

/** √(1 − γ₃·SR + (γ₄ − 1)/4·SR²): the standard error of a Sharpe ratio times √(n − 1). Source: Mertens (2002). */
const errorScale = ({ sharpe, skewness: skew, kurtosis: kurt }: SharpeEstimate): number =>
  Math.sqrt(Math.max(Number.MIN_VALUE, 1 - skew * sharpe + ((kurt - 1) / 4) * sharpe ** 2));

/**
 * Probability that the true Sharpe ratio is above `benchmark` (of one period): Φ((SR − SR*)·√(n − 1) ÷ error scale).
 * Source: Bailey and López de Prado, "The Sharpe ratio efficient frontier", J. of Risk 15 (2012).
 */
export const probabilisticSharpe = (estimate: SharpeEstimate, benchmark: number): number =>
  normalCdf(((estimate.sharpe - benchmark) * Math.sqrt(estimate.count - 1)) / errorScale(estimate));

/** Returns needed before the Sharpe ratio is above `benchmark` with a confidence; infinite when it is not above it. Same source. */
export function minimumTrackRecord(estimate: SharpeEstimate, benchmark: number, confidence: number): number {
  if (!(estimate.sharpe > benchmark)) return Infinity;
  return 1 + ((errorScale(estimate) * normalQuantile(confidence)) / (estimate.sharpe - benchmark)) ** 2;
}

const EULER = 0.5772156649015329;

/**
 * Sharpe ratio that the best of so many independent trials without any edge is expected to show:
 * σ·((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))), γ the Euler-Mascheroni constant; 0 for one trial.
 * Source: Bailey and López de Prado, "The deflated Sharpe ratio", J. Portfolio Management 40 (2014).
 * @param variance variance of the trials' Sharpe ratios.
 */
export function expectedMaximumSharpe(trials: number, variance: number): number {
  if (trials <= 1) return 0;
  const far = normalQuantile(1 - 1 / trials);
  const farther = normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - EULER) * far + EULER * farther);
}

/** Probability that the best of the trials has a true Sharpe ratio above what luck alone would show. Same source. */
export const deflatedSharpe = (best: SharpeEstimate, trials: number, variance: number): number =>
  probabilisticSharpe(best, expectedMaximumSharpe(trials, variance));
