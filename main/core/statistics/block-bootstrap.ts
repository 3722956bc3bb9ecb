/** A stream of numbers in [0, 1). */
export interface Chance {
  next(): number;
}

/** How a series is drawn again. */
export interface BootstrapSettings {
  readonly resamples: number;
  /** Mean length of a block in periods; blocks have geometric lengths. */
  readonly meanBlock: number;
  /** Two-sided, for example 0.95. */
  readonly confidence: number;
}

/** A figure of a series with the interval that resampling gives. */
export interface BootstrapInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Resamples whose figure was a number; the others are left out. */
  readonly resamples: number;
}

/** Mean block of a series when nothing better is known: n^(1/3), the rate that is best for a mean. */
export const usualBlock = (count: number): number => Math.max(1, Math.round(Math.cbrt(count)));

/**
 * Draws the places of one resample: blocks begin anywhere, have geometric lengths and run on from the end to the start, so
 * that dependence within a block stays. A mean block of 1 draws each place on its own.
 * Source: Politis and Romano, J. Am. Stat. Assoc. 89 (1994).
 */
export function drawPlaces(into: Uint32Array, meanBlock: number, random: Chance): Uint32Array {
  const n = into.length;
  const restart = 1 / Math.max(1, meanBlock);
  let place = 0;
  for (let i = 0; i < n; i++) {
    place = i === 0 || restart === 1 || random.next() < restart ? Math.floor(random.next() * n) : (place + 1) % n;
    into[i] = place;
  }
  return into;
}

/** One series of the same length, drawn block by block. */
export function resampled(series: Float64Array, meanBlock: number, random: Chance): Float64Array {
  const places = drawPlaces(new Uint32Array(series.length), meanBlock, random);
  return Float64Array.from(places, (place) => series[place] ?? Number.NaN);
}

/**
 * Percentile interval of any figure of a series under the stationary bootstrap.
 * @returns null without a series, or when no resample has a figure.
 */
export function bootstrapInterval(
  series: Float64Array,
  figure: (sample: Float64Array) => number,
  { resamples, meanBlock, confidence }: BootstrapSettings,
  random: Chance,
): BootstrapInterval | null {
  if (series.length === 0) return null;
  const found: number[] = [];
  for (let i = 0; i < resamples; i += 1) {
    const value = figure(resampled(series, meanBlock, random));
    if (Number.isFinite(value)) found.push(value);
  }
  const estimate = figure(series);
  if (found.length === 0 || !Number.isFinite(estimate)) return null;
  const values = Float64Array.from(found).sort();
  const tail = (1 - confidence) / 2;
  return { estimate, low: quantileOf(values, tail), high: quantileOf(values, 1 - tail), resamples: found.length };
}

/** What a mean may be, given how values near in time hang together. */
export interface MeanInterval {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /** Blocks the values fell into. */
  readonly blocks: number;
}

/** Fewer blocks than this say nothing of how a mean varies. */
export const LEAST_BLOCKS = 10;

/**
 * Interval of a mean by drawing whole blocks of time with replacement, studentised: each drawn mean is divided by its own
 * standard error, as few blocks tell the spread of a mean only roughly, and percentiles of plain means are too narrow then.
 * Blocks do not overlap and weigh as many values as they hold; values of all series at the same time share one, so that
 * their dependence is kept. Where values hang together for longer than the blocks asked for, the blocks are made longer
 * ({@link automaticBlock}) while enough of them are left.
 * Source: Künsch (1989) for blocks; Götze and Künsch, Ann. Statist. 24 (1996), for studentising.
 * @param blockMs the shortest block: several times as long as one value looks ahead.
 * @returns null with fewer than ten blocks: no interval can be told.
 */
export function blockBootstrapMean(
  values: ArrayLike<number>,
  times: ArrayLike<number>,
  blockMs: number,
  random: Chance,
  { draws = 2_000, level = 0.95 } = {},
): MeanInterval | null {
  const { sums, counts } = longEnough(values, times, blockMs);
  const blocks = sums.length;
  if (blocks < LEAST_BLOCKS) return null;
  const { mean, error } = meanOf(sums, counts);
  const places = new Uint32Array(blocks);
  const student = new Float64Array(draws);
  const [drawnSums, drawnCounts] = [new Float64Array(blocks), new Float64Array(blocks)];
  for (let d = 0; d < draws; d++) {
    drawPlaces(places, 1, random);
    for (let k = 0; k < blocks; k++) {
      drawnSums[k] = sums[places[k] ?? 0] ?? Number.NaN;
      drawnCounts[k] = counts[places[k] ?? 0] ?? Number.NaN;
    }
    const drawn = meanOf(drawnSums, drawnCounts);
    student[d] = drawn.error > 0 ? (drawn.mean - mean) / drawn.error : 0;
  }
  student.sort();
  const tail = (1 - level) / 2;
  return {
    mean,
    lower: mean - quantileOf(student, 1 - tail) * error,
    upper: mean - quantileOf(student, tail) * error,
    blocks,
  };
}

/** Σ sums ÷ Σ counts, and its standard error by the spread of the blocks (a ratio estimate). */
function meanOf(sums: ArrayLike<number>, counts: ArrayLike<number>): { readonly mean: number; readonly error: number } {
  const blocks = sums.length;
  let sum = 0;
  let count = 0;
  for (let k = 0; k < blocks; k++) {
    sum += sums[k] ?? Number.NaN;
    count += counts[k] ?? Number.NaN;
  }
  const mean = sum / count;
  let squares = 0;
  for (let k = 0; k < blocks; k++) squares += ((sums[k] ?? Number.NaN) - mean * (counts[k] ?? Number.NaN)) ** 2;
  return { mean, error: Math.sqrt((squares * blocks) / (blocks - 1)) / count };
}

interface Blocks {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** Parts of the shortest block in which dependence is looked for. */
const PARTS = 8;

/** The blocks of the length asked for, or longer ones where the values hang together for longer. */
function longEnough(values: ArrayLike<number>, times: ArrayLike<number>, blockMs: number): Blocks {
  const asked = blocksOf(values, times, blockMs);
  const parts = blocksOf(values, times, blockMs / PARTS);
  const { mean } = meanOf(parts.sums, parts.counts);
  const wanted = automaticBlock(parts.sums.map((sum, k) => sum - mean * (parts.counts[k] ?? Number.NaN)));
  // Twice the length of the least squared error: an interval needs its spread unbiased more than it needs it sure.
  const longer = (2 * wanted) / PARTS;
  if (!(longer > 1)) return asked;
  const most = asked.sums.length / ENOUGH_BLOCKS;
  return most <= 1 ? asked : blocksOf(values, times, blockMs * Math.min(longer, most));
}

/** Blocks are not made so long that fewer than this are left. */
const ENOUGH_BLOCKS = 12;

function blocksOf(values: ArrayLike<number>, times: ArrayLike<number>, blockMs: number): Blocks {
  const places = new Map<number, number>();
  const sums: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const key = Math.floor((times[i] ?? Number.NaN) / blockMs);
    let place = places.get(key);
    if (place === undefined) {
      place = sums.length;
      places.set(key, place);
      sums.push(0);
      counts.push(0);
    }
    sums[place] = (sums[place] ?? 0) + (values[i] ?? Number.NaN);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return { sums: Float64Array.from(sums), counts: Float64Array.from(counts) };
}

/**
 * Length of block, in periods, with the least squared error of the spread of a mean: (2 G² ÷ D)^(1/3) n^(1/3) with
 * G = Σ λ(k/M) |k| R(k), D = (4/3) g(0)², g(0) = Σ λ(k/M) R(k), a flat-top window λ and M twice the lag after which no
 * correlation is significant. 1 where nothing hangs together.
 * Source: Politis and White, Econom. Rev. 23 (2004), corrected by Patton, Politis and White, Econom. Rev. 28 (2009);
 * the circular block bootstrap.
 */
export function automaticBlock(series: Float64Array): number {
  const n = series.length;
  if (n < 8) return 1;
  const quiet = Math.max(5, Math.ceil(Math.sqrt(Math.log10(n))));
  const most = Math.min(n - 1, Math.ceil(Math.sqrt(n)) + quiet);
  const covariance = autocovariances(series, most);
  const [variance = 0] = covariance;
  if (!(variance > 0)) return 1;
  const bound = 2 * Math.sqrt(Math.log10(n) / n);
  let lag = 0;
  let silent = 0;
  for (let k = 1; k <= most && silent < quiet; k++) {
    if (Math.abs((covariance[k] ?? 0) / variance) < bound) silent += 1;
    else [lag, silent] = [k, 0];
  }
  const window = Math.min(2 * lag, most);
  let g = 0;
  let spectrum = variance;
  for (let k = 1; k <= window; k++) {
    const weight = Math.min(1, 2 * (1 - k / window));
    g += 2 * weight * k * (covariance[k] ?? 0);
    spectrum += 2 * weight * (covariance[k] ?? 0);
  }
  if (!(spectrum > 0)) return 1;
  const length = Math.cbrt((2 * g * g * n) / ((4 / 3) * spectrum * spectrum));
  return Math.max(1, Math.min(length, 3 * Math.sqrt(n), n / 3));
}

function autocovariances(series: Float64Array, lags: number): Float64Array {
  const n = series.length;
  const mean = series.reduce((sum, value) => sum + value, 0) / n;
  return Float64Array.from({ length: lags + 1 }, (_, k) => {
    let sum = 0;
    for (let i = k; i < n; i++) sum += ((series[i] ?? Number.NaN) - mean) * ((series[i - k] ?? Number.NaN) - mean);
    return sum / n;
  });
}

/** Quantile of sorted values, interpolated between the two nearest. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const [a, b] = [sorted[low] ?? Number.NaN, sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN];
  return a + (b - a) * (place - low);
}
