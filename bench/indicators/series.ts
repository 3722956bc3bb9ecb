/** Made-up candles for measurements: a seeded random walk, so that every run and every candidate sees the same series. */

/** High, low and close of one symbol. */
export interface BenchSeries {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** A seeded generator of numbers in [0, 1): the same sequence for the same seed (linear congruence, 32 bits). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** A walk of `length` candles around 100 with moves of up to half a percent; ranges always contain the close. */
export function walk(length: number, seed: number): BenchSeries {
  const next = generator(seed);
  const series = { high: new Float64Array(length), low: new Float64Array(length), close: new Float64Array(length) };
  let price = 100;
  for (let i = 0; i < length; i++) {
    const open = price;
    price = Math.max(1, price * (1 + (next() - 0.5) * 0.01));
    series.close[i] = price;
    series.high[i] = Math.max(open, price) * (1 + next() * 0.003);
    series.low[i] = Math.min(open, price) * (1 - next() * 0.003);
  }
  return series;
}

/** Largest difference allowed between two ways of computing the same value, as a share of the scale. */
export const TOLERANCE = 1e-9;

/** Whether two values agree to `tolerance` of `scale` (at least 1). */
export function close(a: number, b: number, scale: number, tolerance = TOLERANCE): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(scale));
}
