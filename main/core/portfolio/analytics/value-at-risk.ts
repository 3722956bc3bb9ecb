import { normalCdf, normalDensity, normalQuantile } from '#shared/domain/statistics.ts';
import { measured, missing, type Measure } from './measure.ts';
import { centralMoment, kurtosis, mean, present, quantile, skewness } from './moments.ts';

/** How the distribution of returns is taken: as it was, as normal, or as normal bent by skewness and kurtosis. */
export type TailMethod = 'historical' | 'gaussian' | 'cornish-fisher';

/**
 * Value at risk of one period: the return that is undercut with probability `alpha`, as a fraction, mostly negative.
 * Historical: the empirical quantile (type 7). Gaussian: μ + σ·z(α). Cornish-Fisher: μ + σ·h, where h is z(α) bent by
 * the skewness S and the excess kurtosis K; σ, S and K with moments divided by n.
 * Source: Favre and Galeano, J. of Alternative Investments 5 (2002).
 * @param alpha for example 0.05 for a confidence of 95 %.
 */
export function valueAtRisk(returns: Float64Array, alpha: number, method: TailMethod): Measure {
  const values = present(returns);
  if (values.length < 2) return missing('too-few-returns');
  if (method === 'historical') return measured(quantile(values, alpha));
  const z = normalQuantile(alpha);
  const deviation = Math.sqrt(centralMoment(values, 2));
  if (method === 'gaussian') return measured(mean(values) + deviation * z);
  return deviation === 0 ? missing('no-variation') : measured(mean(values) + deviation * bentQuantile(values, z));
}

/** z + (z² − 1)S/6 + (z³ − 3z)K/24 − (2z³ − 5z)S²/36. */
function bentQuantile(values: Float64Array, z: number): number {
  const skew = skewness(values);
  const excess = kurtosis(values) - 3;
  return z + ((z ** 2 - 1) * skew) / 6 + ((z ** 3 - 3 * z) * excess) / 24 - ((2 * z ** 3 - 5 * z) * skew ** 2) / 36;
}

/**
 * Conditional value at risk (expected shortfall) of one period: the mean return beyond the value at risk, as a fraction.
 * Historical: the mean of the returns below it. Gaussian: μ − σ·φ(z)/α. Cornish-Fisher: the mean under the Edgeworth
 * density below h, never above the value at risk itself.
 * Source: Boudt, Peterson and Croux, J. of Risk 11 (2008).
 */
export function conditionalValueAtRisk(returns: Float64Array, alpha: number, method: TailMethod): Measure {
  const values = present(returns);
  const risk = valueAtRisk(values, alpha, method);
  if (risk.value === null) return risk;
  const limit = risk.value;
  if (method === 'historical') {
    const beyond = values.filter((each) => each < limit);
    return measured(beyond.length === 0 ? limit : mean(beyond));
  }
  const z = normalQuantile(alpha);
  const deviation = Math.sqrt(centralMoment(values, 2));
  if (method === 'gaussian') return measured(mean(values) - (deviation * normalDensity(z)) / alpha);
  const h = bentQuantile(values, z);
  return measured(mean(values) + deviation * Math.min(-edgeworthTail(values, h) / alpha, h));
}

/** ∫ of −x under the Edgeworth density from −∞ to h. */
function edgeworthTail(values: Float64Array, h: number): number {
  const skew = skewness(values);
  const excess = kurtosis(values) - 3;
  const density = normalDensity(h);
  const power = (order: number): number => partialMoment(order, h);
  return (
    density +
    ((power(4) - 6 * power(2) + 3 * density) * excess) / 24 +
    ((power(3) - 3 * power(1)) * skew) / 6 +
    ((power(6) - 15 * power(4) + 45 * power(2) - 15 * density) * skew ** 2) / 72
  );
}

/** The integrals I^q of appendix B of the source: by Iq = h^q·φ(h) + q·I(q−2), from I0 = φ(h) and I1 = h·φ(h) − Φ(h). */
function partialMoment(order: number, h: number): number {
  const density = normalDensity(h);
  if (order === 0) return density;
  if (order === 1) return h * density - normalCdf(h);
  return h ** order * density + order * partialMoment(order - 2, h);
}
