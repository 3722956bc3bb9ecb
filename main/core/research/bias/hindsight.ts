import type { CandleColumns } from '#shared/domain/candle.ts';
import { viewColumns } from '../../market/candle-series.ts';

/** Values known from outside, such as a list of symbols or a revised figure, as of a moment: what a person then could read. */
export interface OutsideFacts {
  /** The figure for bar `i` as it was published by the time of bar `asOf`; NaN before it was. */
  figure(i: number, asOf: number): number;
  /** Whether a symbol was in the list on bar `i`, as it was known at bar `asOf`. */
  listed(i: number, asOf: number): boolean;
}

/** What a feature is computed from: candles up to the newest one known, and outside facts as of that one. */
export interface FeatureInput {
  readonly candles: CandleColumns;
  readonly outside: OutsideFacts;
  /** The newest bar that is known: facts are asked as of it. */
  readonly asOf: number;
}

/** Computes a feature of every bar of its input; NaN where it is not known. */
export type FeatureFunction = (input: FeatureInput) => ArrayLike<number>;

export interface HindsightOptions {
  /** Bars at which the series is cut and the feature computed anew. */
  readonly cuts: number;
  /** Bars after which a value may still depend on where the series begins. */
  readonly warmUp: number;
  /** Relative difference that rounding may make. */
  readonly tolerance: number;
}

export const HINDSIGHT_DEFAULTS: HindsightOptions = { cuts: 24, warmUp: 200, tolerance: 1e-9 };

/** One value that differs from what could be known. */
export interface HindsightFinding {
  readonly kind: 'future' | 'warm-up';
  /** The bar whose value differs. */
  readonly bar: number;
  /** Its value with all the data, and with what was known. */
  readonly whole: number;
  readonly known: number;
}

export interface HindsightReport {
  /** True when a value changed with data that came later: it cannot be used. */
  readonly looksAhead: boolean;
  /** True when values after the warm-up depend on where the series begins: its warm-up is longer than it says. */
  readonly warmUpTooShort: boolean;
  readonly findings: readonly HindsightFinding[];
}

/**
 * Looks for hindsight by computing a feature again on data cut at moments of the past. The value of a bar at the moment it
 * closed must be the value that all the data give for it: whatever the feature reads of later bars, of figures revised
 * since, or of lists made since, changes it. Several bars before each cut are compared as well, because a value may be
 * changed only some bars after its own. A second pass leaves out the beginning of the series: values after the warm-up
 * must stay.
 */
export function findHindsight(
  feature: FeatureFunction,
  input: Omit<FeatureInput, 'asOf'>,
  given: Partial<HindsightOptions> = {},
): HindsightReport {
  const options = { ...HINDSIGHT_DEFAULTS, ...given };
  const bars = input.candles.ts.length;
  const whole = feature({ ...input, asOf: bars - 1 });
  const findings: HindsightFinding[] = [];
  for (const cut of cutsOf(bars, options)) {
    const known = feature({ ...input, candles: viewColumns(input.candles, 0, cut + 1), asOf: cut });
    // Where the bar before is right and only the last is not, it is off by one; where all are wrong, it is scaled by all.
    for (let bar = cut; bar > cut - LOOK_BACK && bar >= 0; bar--) {
      const difference = compare(whole[bar], known[bar], options.tolerance);
      if (difference !== null) findings.push({ kind: 'future', bar, ...difference });
    }
  }
  const late = lateStart(feature, input, whole, options);
  if (late !== null) findings.push(late);
  return {
    looksAhead: findings.some(({ kind }) => kind === 'future'),
    warmUpTooShort: late !== null,
    findings,
  };
}

const LOOK_BACK = 4;

/** Bars spread evenly after the warm-up; never the last bar, after which nothing comes. */
function cutsOf(bars: number, { cuts, warmUp }: HindsightOptions): readonly number[] {
  const last = bars - 2;
  const first = Math.min(warmUp, last);
  return Array.from({ length: cuts }, (_, k) => first + Math.floor(((last - first) * k) / Math.max(1, cuts - 1)));
}

/** The first value after the warm-up that depends on the beginning of the series. */
function lateStart(
  feature: FeatureFunction,
  { candles, outside }: Omit<FeatureInput, 'asOf'>,
  whole: ArrayLike<number>,
  { warmUp, tolerance }: HindsightOptions,
): HindsightFinding | null {
  const bars = candles.ts.length;
  const skipped = Math.floor(bars / 3);
  const shifted: OutsideFacts = {
    figure: (i, asOf) => outside.figure(i + skipped, asOf + skipped),
    listed: (i, asOf) => outside.listed(i + skipped, asOf + skipped),
  };
  const late = feature({ candles: viewColumns(candles, skipped, bars), outside: shifted, asOf: bars - 1 - skipped });
  for (let bar = skipped + warmUp; bar < bars; bar++) {
    const difference = compare(whole[bar], late[bar - skipped], tolerance);
    if (difference !== null) return { kind: 'warm-up', bar, ...difference };
  }
  return null;
}

function compare(
  whole: number | undefined,
  known: number | undefined,
  tolerance: number,
): { readonly whole: number; readonly known: number } | null {
  const [a, b] = [whole ?? NaN, known ?? NaN];
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return null;
  if (Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))) return null;
  return { whole: a, known: b };
}
