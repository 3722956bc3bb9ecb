/** Density of the standard normal distribution at `x`. */
export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

const evaluate = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);

const UPPER = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  3.52624965998911e-2,
];
const LOWER = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 8.83883476483184e-2,
];

/**
 * Share of the standard normal distribution below `x`, to about 1e-12 of the smaller side.
 * Source: Hart's algorithm 5666 as in West, "Better approximations to cumulative normal functions", Wilmott (2005), and
 * beyond 3 Laplace's continued fraction.
 */
export function normalCdf(x: number): number {
  const tail = normalTail(Math.abs(x));
  return x > 0 ? 1 - tail : tail;
}

function normalTail(x: number): number {
  if (x < 3) return (Math.exp((-x * x) / 2) * evaluate(UPPER, x)) / evaluate(LOWER, x);
  let fraction = x;
  for (let level = 80; level > 0; level -= 1) fraction = x + level / fraction;
  return normalDensity(x) / fraction;
}

const CENTRE_UPPER = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTRE_LOWER = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852545925,
];
const NEAR_UPPER = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const NEAR_LOWER = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR_UPPER = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const FAR_LOWER = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/**
 * The `x` below which a share of the standard normal distribution lies, to about 1e-16; infinite at 0 and 1, NaN
 * beyond. Source: Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
 */
export function normalQuantile(share: number): number {
  if (!(share >= 0 && share <= 1)) return Number.NaN;
  const centred = share - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * evaluate(CENTRE_UPPER, r)) / evaluate(CENTRE_LOWER, r);
  }
  const tail = Math.min(share, 1 - share);
  if (tail === 0) return centred < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const value =
    r <= 5
      ? evaluate(NEAR_UPPER, r - 1.6) / evaluate(NEAR_LOWER, r - 1.6)
      : evaluate(FAR_UPPER, r - 5) / evaluate(FAR_LOWER, r - 5);
  return centred < 0 ? -value : value;
}

/** Bounds of a share, from 0 to 1. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson score interval of a share of hits; null without a case.
 * Source: Wilson, J. Am. Stat. Assoc. 22 (1927).
 * @param confidence two-sided, for example 0.95.
 */
export function wilsonInterval(hits: number, cases: number, confidence = 0.95): ShareInterval | null {
  if (!(cases > 0)) return null;
  const z = normalQuantile(0.5 + confidence / 2);
  const share = hits / cases;
  const zz = (z * z) / cases;
  const centre = (share + zz / 2) / (1 + zz);
  const half = (z / (1 + zz)) * Math.sqrt((share * (1 - share)) / cases + zz / (4 * cases));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
