import type { CohortBook } from './cohort-book.ts';
import { firstTier, LevelProfile, type LeverageClass } from './level-profile.ts';
import { LONG, SHORT } from './settings.ts';

/** The estimated map of one contract at a moment. Arrays are by price bin, lowest first; worth in quote units. */
export interface LiquidationMap {
  readonly asOf: number;
  /** Where long levels end and short ones begin. */
  readonly price: number;
  readonly width: number;
  /** Middle of each bin. */
  readonly prices: Float64Array;
  /** [tier × bins + bin]. */
  readonly long: Float64Array;
  readonly short: Float64Array;
  readonly leverages: readonly number[];
  readonly longTotal: Float64Array;
  readonly shortTotal: Float64Array;
  /** Σ of the longs from the price down to the bin; 0 above it. */
  readonly longBelow: Float64Array;
  /** Σ of the shorts from the price up to the bin; 0 below it. */
  readonly shortAbove: Float64Array;
  /** Both sides, 100 for the greatest bin. */
  readonly strength: Float64Array;
  /** Mean time of birth of what is in the bin, ms; NaN where nothing is. */
  readonly born: Float64Array;
}

export interface MapOptions {
  readonly of: LeverageClass;
  /** Bins kept to either side of the price. */
  readonly reach: number;
}

/**
 * The map as of the last bar of the books, all of one contract. Levels that `price` has reached meanwhile are left out: they
 * count as touched with the bar that is not yet over.
 */
export function liquidationMap(
  books: readonly CohortBook[],
  price: number,
  { of, reach }: MapOptions,
): LiquidationMap | null {
  const [first] = books;
  if (first === undefined || !(price > 0)) return null;
  const { settings } = first;
  const profile = new LevelProfile(2 * reach + 1, settings.tiers.length, settings.binWidth);
  profile.clear(price);
  for (const book of books) profile.add(book, firstTier(settings.tiers, of));
  leaveReached(profile, profile.binOf(price));
  const longTotal = profile.side(LONG);
  const shortTotal = profile.side(SHORT);
  const all = longTotal.map((long, bin) => long + (shortTotal[bin] as number));
  const greatest = all.reduce((most, one) => Math.max(most, one), 0);
  return {
    asOf: books.reduce((newest, book) => Math.max(newest, book.lastAt), 0),
    price,
    width: settings.binWidth,
    prices: Float64Array.from(all, (_, bin) => profile.price(bin)),
    long: profile.long,
    short: profile.short,
    leverages: settings.tiers.map(({ leverage }) => leverage),
    longTotal,
    shortTotal,
    longBelow: runningSum(longTotal, true),
    shortAbove: runningSum(shortTotal, false),
    strength: all.map((one) => (greatest > 0 ? 100 * (one / greatest) : 0)),
    born: profile.born.map((sum, bin) => sum / (all[bin] as number)),
  };
}

/** A long above the price or a short below it would have been liquidated. */
function leaveReached({ long, short, bins, tiers, born }: LevelProfile, at: number): void {
  for (let bin = 0; bin < bins; bin += 1) {
    const gone = bin >= at ? long : short;
    let left = 0;
    let all = 0;
    for (let tier = 0; tier < tiers; tier += 1) {
      const index = tier * bins + bin;
      all += (long[index] as number) + (short[index] as number);
      if (bin === at) short[index] = 0;
      gone[index] = 0;
      left += (long[index] as number) + (short[index] as number);
    }
    born[bin] = all > 0 ? ((born[bin] as number) * left) / all : 0;
  }
}

function runningSum(values: Float64Array, downwards: boolean): Float64Array {
  const sums = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const bin = downwards ? values.length - 1 - i : i;
    sum += values[bin] as number;
    sums[bin] = sum;
  }
  return sums;
}
