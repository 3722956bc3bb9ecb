import { describe, expect, it } from 'vitest';
import { bookTaker } from './book-walk.ts';

const BOOK = {
  bids: [
    [1_000, 5],
    [998, 10],
  ],
  asks: [
    [1_002, 3],
    [1_005, 10],
  ],
} as const;

describe('the walk through a book', () => {
  it('takes the best first, a part of the last', () => {
    const taken = bookTaker(BOOK, 1).take(8);
    expect(taken).toEqual({ lots: 8, tickLots: 8_031n, bestTicks: 1_002, worstTicks: 1_005, twiceMidTicks: 2_002 });
    expect(bookTaker(BOOK, -1).take(6)).toMatchObject({ lots: 6, tickLots: 5_998n, worstTicks: 998 });
  });

  it('ends at the limit, and where no level is seen', () => {
    expect(bookTaker(BOOK, 1).take(8, 1_002)).toMatchObject({ lots: 3, tickLots: 3_006n });
    expect(bookTaker(BOOK, 1).take(8, 1_001)).toMatchObject({ lots: 0 });
    expect(bookTaker(BOOK, -1).take(8, 999)).toMatchObject({ lots: 5 });
    expect(bookTaker(BOOK, 1).take(50)).toMatchObject({ lots: 13 });
  });

  it('says nothing of a side that is empty or no book, and nothing of the middle without the other side', () => {
    expect(bookTaker({ bids: [], asks: [] }, 1).take(1)).toBeNull();
    expect(bookTaker({ bids: [], asks: [[Number.NaN, 1]] }, 1).take(1)).toBeNull();
    expect(bookTaker({ bids: [], asks: [[5, -1]] }, 1).take(1)).toBeNull();
    expect(bookTaker(BOOK, 1).take(0)).toBeNull();
    expect(bookTaker({ ...BOOK, bids: [] }, 1).take(1)).toMatchObject({ twiceMidTicks: null });
  });
});
