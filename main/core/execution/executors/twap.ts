import { checkParent, type ParentOrder, type Schedule } from './parent-order.ts';

/** A time-weighted execution: equal parts at equal times. */
export interface TwapTerms extends ParentOrder {
  readonly endAt: number;
  /** How many parts; at least one lot each. */
  readonly slices: number;
  /** Worst price of a part; null: at market. A part that rests is given up for the next, which makes up for it. */
  readonly limitTicks: number | null;
}

/**
 * The schedule of a TWAP: after slice k of n, `⌊lots × k ÷ n⌋` whole lots should be filled; each slice asks for what is
 * missing to that. So slices that did not fill, or that a restart slept through, are made up for by the next.
 * @throws RangeError naming what is wrong with the terms.
 */
export function twap(terms: TwapTerms): Schedule {
  checkParent(terms);
  const { slices, lots, lotSize, startAt, endAt, limitTicks } = terms;
  if (!Number.isSafeInteger(slices) || slices < 1 || slices * lotSize > lots) {
    throw new RangeError(
      `${String(slices)} slices of at least ${String(lotSize)} contracts do not fit ${String(lots)}`,
    );
  }
  const sliceAt = (at: number): number =>
    Math.min(slices - 1, Math.floor(((at - startAt) * slices) / (endAt - startAt)));
  const target = (slice: number): number => {
    if (slice >= slices - 1) return lots;
    const exact = Number((BigInt(lots) * BigInt(slice + 1)) / BigInt(slices));
    return exact - (exact % lotSize);
  };
  return {
    parent: terms,
    due: ({ filledLots, lastPlacedAt }, now) => {
      const slice = sliceAt(now);
      if (lastPlacedAt !== null && sliceAt(lastPlacedAt) >= slice) return null;
      const missing = target(slice) - filledLots;
      return missing <= 0 ? null : { lots: missing, priceTicks: limitTicks, postOnly: false };
    },
    outlived: (placedAt, now) => sliceAt(now) > sliceAt(placedAt),
  };
}
