import type { FeatureMatrix } from './matrix.ts';

/** Cases to learn from, over all symbols together, in order of their decision. Lists are of equal length. */
export interface Samples {
  readonly matrix: FeatureMatrix;
  /** 1 when the price went up by the triple barrier, 0 when it went down. */
  readonly label: Float64Array;
  /** When the decision was taken: everything a feature knows is older. Rising, ms. */
  readonly start: Float64Array;
  /** When the label was known: every case before this moment overlaps it, ms. */
  readonly end: Float64Array;
  /** Which of the series a case is of: labels overlap within one. */
  readonly series: Uint16Array;
  /** Result of a long and of a short after fees, in multiples of the distance to the stop. */
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Cases left out: a feature missing, a label not known yet, or both sides ending alike. */
  readonly left: { readonly missing: number; readonly open: number; readonly even: number };
}

export interface Fold {
  /** Places of the cases to train on, rising. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  /** Between these moments the decisions of the test were taken. */
  readonly from: number;
  readonly to: number;
}

export interface SplitOptions {
  readonly folds: number;
  /** Share of the span that only trains, before the first test. */
  readonly firstTrain: number;
  /** Besides the overlap of labels, so long before a test nothing is trained on, ms. */
  readonly embargoMs: number;
}

/**
 * Purged walk-forward (López de Prado 2018, ch. 7 and 12): the span is cut by time over all symbols jointly, each test
 * comes after all of its training. A case trains only when its label was known before the test began, less an embargo:
 * neither overlapping labels nor slow features carry the test into the training. Nothing is shuffled.
 */
export function walkForward({ start, end }: Pick<Samples, 'start' | 'end'>, options: SplitOptions): readonly Fold[] {
  const [first = 0, last = 0] = [start[0], start.at(-1)];
  const testFrom = first + (last - first) * options.firstTrain;
  return Array.from({ length: options.folds }, (_, k) => {
    const from = testFrom + ((last - testFrom) * k) / options.folds;
    const to = k === options.folds - 1 ? last + 1 : testFrom + ((last - testFrom) * (k + 1)) / options.folds;
    return {
      train: purged(
        end,
        placesWhere(start, (at) => at < from),
        from - options.embargoMs,
      ),
      test: placesWhere(start, (at) => at >= from && at < to),
      from,
      to,
    };
  });
}

/** Those of the cases whose label was known before a moment. */
export const purged = (end: ArrayLike<number>, cases: Uint32Array, before: number): Uint32Array =>
  cases.filter((i) => (end[i] ?? Infinity) < before);

/**
 * Parts training cases by time: the later share is held back to stop and to calibrate on, the earlier is purged against it.
 */
export function holdBack(
  { start, end }: Pick<Samples, 'start' | 'end'>,
  cases: Uint32Array,
  share: number,
  embargoMs: number,
): { readonly fit: Uint32Array; readonly held: Uint32Array } {
  const boundary = start[cases[Math.floor(cases.length * (1 - share))] ?? 0] ?? 0;
  const early = cases.filter((i) => (start[i] ?? 0) < boundary);
  return {
    fit: purged(end, early, boundary - embargoMs),
    held: cases.filter((i) => (start[i] ?? 0) >= boundary),
  };
}

/**
 * Parts cases into blocks of time, each with those of the others whose labels neither overlap it nor lie within an embargo
 * of it: what is fitted on these is out of sample on the block (purged cross-validation, López de Prado 2018, section 7.4).
 */
export function purgedBlocks(
  { start, end }: Pick<Samples, 'start' | 'end'>,
  cases: Uint32Array,
  count: number,
  embargoMs: number,
): readonly { readonly fit: Uint32Array; readonly block: Uint32Array }[] {
  const bounds = Array.from({ length: count + 1 }, (_, k) =>
    k === count ? Infinity : (start[cases[Math.floor((cases.length * k) / count)] ?? -1] ?? Infinity),
  );
  return Array.from({ length: count }, (_, k) => {
    const [from = Infinity, to = Infinity] = [bounds[k], bounds[k + 1]];
    const block = cases.filter((i) => (start[i] ?? NaN) >= from && (start[i] ?? NaN) < to);
    const last = block.reduce((latest, i) => Math.max(latest, end[i] ?? Infinity), -Infinity);
    const apart = (i: number): boolean =>
      (end[i] ?? Infinity) < from - embargoMs || (start[i] ?? -Infinity) > last + embargoMs;
    return { fit: cases.filter(apart), block };
  });
}

function placesWhere(times: Float64Array, holds: (at: number) => boolean): Uint32Array {
  const places: number[] = [];
  for (const [i, at] of times.entries()) if (holds(at)) places.push(i);
  return Uint32Array.from(places);
}
