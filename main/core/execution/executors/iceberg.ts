import { checkParent, type ParentOrder, type Schedule } from './parent-order.ts';

/** An order that shows a part of itself at a time. */
export interface IcebergTerms extends ParentOrder {
  readonly priceTicks: number;
  /** The largest size that rests at a time. */
  readonly visibleLots: number;
  readonly postOnly: boolean;
  /** Pause after a part that ended unasked without a fill, ms. */
  readonly retryMs: number;
}

/**
 * The schedule of an iceberg: a new part as soon as the one before is filled.
 * @throws RangeError naming what is wrong with the terms.
 */
export function iceberg(terms: IcebergTerms): Schedule {
  checkParent(terms);
  const { visibleLots, priceTicks, postOnly, retryMs, lotSize } = terms;
  if (!Number.isSafeInteger(visibleLots) || visibleLots <= 0 || visibleLots % lotSize !== 0) {
    throw new RangeError(`${String(visibleLots)} visible contracts are not a positive multiple of ${String(lotSize)}`);
  }
  if (!Number.isSafeInteger(priceTicks) || priceTicks <= 0) throw new RangeError('An iceberg needs a price in ticks');
  if (!(retryMs >= 0)) throw new RangeError('The pause must not be negative');
  return {
    parent: terms,
    due: ({ refusals, lastPlacedAt }, now) => {
      if (refusals > 0 && lastPlacedAt !== null && now < lastPlacedAt + retryMs) return null;
      return { lots: visibleLots, priceTicks, postOnly };
    },
    outlived: () => false,
  };
}
