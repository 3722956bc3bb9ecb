const ITERATIONS = 250;
/** Share of the mean value that is expected of every bar besides: one that is 0 for sure would weigh without bound. */
const FLOOR = 1e-3;

/** Coefficients, and what is expected of every bar besides. */
export interface ExponentialFit {
  readonly coefficients: Float64Array;
  readonly floor: number;
}

/**
 * Fits μ = floor + Σ aⱼ xⱼ, a ≥ 0, to values y ≥ 0 by the greatest exponential quasi-likelihood Σ −ln μ − y ÷ μ: the multiplicative
 * steps aⱼ ← aⱼ √(Σ xⱼ y μ⁻² ÷ Σ xⱼ μ⁻¹), each of which raises it (Itakura–Saito, Févotte, Bertin & Durrieu 2009). Bars differ
 * in size by a thousand times; by this likelihood each weighs by ratio, not by size.
 * @param columns the predictors, one array each; the first should be positive everywhere.
 */
export function exponentialFit(columns: readonly Float64Array[], y: Float64Array): ExponentialFit {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const a = Float64Array.from(columns, (x) => {
    const own = x.reduce((p, q) => p + q, 0) / x.length;
    return own > 0 ? mean / own / columns.length : 0;
  });
  const mu = new Float64Array(y.length);
  const floor = FLOOR * mean;
  for (let step = 0; step < ITERATIONS; step += 1) {
    meansInto(columns, a, floor, mu);
    for (const [j, x] of columns.entries()) {
      let up = 0;
      let down = 0;
      for (let i = 0; i < y.length; i += 1) {
        const m = mu[i] as number;
        up += ((x[i] as number) * (y[i] as number)) / (m * m);
        down += (x[i] as number) / m;
      }
      if (down > 0) a[j] = (a[j] as number) * Math.sqrt(up / down);
    }
  }
  return { coefficients: a, floor };
}

/** The mean of every bar by fitted coefficients. */
export function fittedMeans(columns: readonly Float64Array[], { coefficients, floor }: ExponentialFit): Float64Array {
  const mu = new Float64Array(columns[0]?.length ?? 0);
  meansInto(columns, coefficients, floor, mu);
  return mu;
}

function meansInto(columns: readonly Float64Array[], a: Float64Array, floor: number, mu: Float64Array): void {
  mu.fill(floor);
  for (const [j, x] of columns.entries()) {
    const by = a[j] as number;
    if (by === 0) continue;
    for (let i = 0; i < mu.length; i += 1) mu[i] = (mu[i] as number) + by * (x[i] as number);
  }
}

/** −ln μ − y ÷ μ of every bar. */
export const logLikelihoods = (mu: Float64Array, y: Float64Array): Float64Array =>
  mu.map((m, i) => -Math.log(m) - (y[i] as number) / m);
