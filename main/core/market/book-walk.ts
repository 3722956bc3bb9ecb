/** Levels of a book in ticks and lots, best first. */
interface Levels {
  readonly bids: readonly (readonly [ticks: number, lots: number])[];
  readonly asks: readonly (readonly [ticks: number, lots: number])[];
}

/** What an order takes from the levels that are seen. */
export interface BookTake {
  /** At most those asked for: beyond, no level is seen or the limit ends it. */
  readonly lots: number;
  /** Σ ticks × lots. */
  readonly tickLots: bigint;
  readonly bestTicks: number;
  readonly worstTicks: number;
  /** Twice the middle of the book in ticks, exact; null when the other side is empty. */
  readonly twiceMidTicks: number | null;
}

const isGood = (value: number | undefined): value is number => Number.isSafeInteger(value) && (value ?? 0) > 0;

/** The side of a book that an order meets. @param direction + buys from the asks. */
export function bookTaker(book: Levels, direction: 1 | -1) {
  const [met, own] = direction === 1 ? [book.asks, book.bids] : [book.bids, book.asks];
  const best = met[0]?.[0];
  const other = own[0]?.[0];

  /** @param limitTicks the worst price that is taken; null for any. Null when the side is empty or no book. */
  const take = (lots: number, limitTicks: number | null = null): BookTake | null => {
    if (!isGood(best) || !isGood(lots)) return null;
    let left = lots;
    let tickLots = 0n;
    let worstTicks = best;
    for (const [ticks, resting] of met) {
      if (left === 0 || (limitTicks !== null && (ticks - limitTicks) * direction > 0)) break;
      if (!isGood(ticks) || !isGood(resting)) return null;
      const taken = Math.min(left, resting);
      tickLots += BigInt(ticks) * BigInt(taken);
      worstTicks = ticks;
      left -= taken;
    }
    const twiceMidTicks = isGood(other) ? best + other : null;
    return { lots: lots - left, tickLots, bestTicks: best, worstTicks, twiceMidTicks };
  };
  return { take };
}
