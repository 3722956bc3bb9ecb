import { describe, expect, it } from 'vitest';
import { bookColumns, readLadders } from './book-columns.ts';
import { ASK, BID, DepthColumns } from './depth-columns.ts';
import { OrderBook } from './order-book.ts';

const LEVELS = [
  [BID, 1_004, 1],
  [BID, 1_001, 2],
  [BID, 999, 4],
  [BID, 992, 8],
  [ASK, 1_006, 1],
  [ASK, 1_010, 2],
  [ASK, 1_011, 4],
  [ASK, 1_019, 8],
] as const;

function bookOf(whole: boolean): OrderBook {
  const columns = new DepthColumns();
  for (const [side, ticks, lots] of LEVELS) columns.push(side, ticks, lots, 1);
  [columns.first, columns.final] = [1, 1];
  const book = new OrderBook('consecutive');
  book.onSnapshot(columns, whole);
  return book;
}

function read(whole: boolean, group: number, room = 10) {
  const into = bookColumns(room);
  readLadders(bookOf(whole), group, into);
  return {
    bids: [...into.bidTicks.subarray(0, into.bids)].map((ticks, i) => [ticks, into.bidLots[i]]),
    asks: [...into.askTicks.subarray(0, into.asks)].map((ticks, i) => [ticks, into.askLots[i]]),
  };
}

describe('readLadders', () => {
  it('puts prices together away from the other side', () => {
    expect(read(true, 10)).toEqual({
      bids: [
        [1_000, 3],
        [990, 12],
      ],
      asks: [
        [1_010, 3],
        [1_020, 12],
      ],
    });
  });

  it('leaves out a group that the known part cuts', () => {
    expect(read(false, 10)).toEqual({ bids: [[1_000, 3]], asks: [[1_010, 3]] });
  });

  it('stops where there is no more room', () => {
    expect(read(true, 1, 2).bids).toEqual([
      [1_004, 1],
      [1_001, 2],
    ]);
  });
});
