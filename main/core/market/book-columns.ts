import type { BookColumns } from '../ports/market-feed.ts';
import type { OrderBook } from './order-book.ts';
import type { PriceLadder } from './price-ladder.ts';

/** Columns for so many levels of each side. */
export const bookColumns = (levels: number): BookColumns => ({
  bidTicks: new Float64Array(levels),
  bidLots: new Float64Array(levels),
  askTicks: new Float64Array(levels),
  askLots: new Float64Array(levels),
  bids: 0,
  asks: 0,
  bestBid: -1,
  bestAsk: -1,
  sequence: -1,
  tsVenue: Number.NaN,
});

/** The price under which a bid (over which an ask) is shown: the multiple of the group away from the other side. */
export const groupOf = (side: 'bid' | 'ask', ticks: number, groupTicks: number): number =>
  (side === 'bid' ? Math.floor(ticks / groupTicks) : Math.ceil(ticks / groupTicks)) * groupTicks;

/**
 * Fills columns with the best levels of a live book, prices put together to groups. A group that the known part of the
 * book cuts is left out: its size would be too small.
 */
export function readLadders(book: OrderBook, groupTicks: number, into: BookColumns): void {
  into.bids = readLadder(book.bids, 'bid', groupTicks, into.bidTicks, into.bidLots);
  into.asks = readLadder(book.asks, 'ask', groupTicks, into.askTicks, into.askLots);
  into.bestBid = book.bestBid() ?? -1;
  into.bestAsk = book.bestAsk() ?? -1;
  into.sequence = book.sequence;
  into.tsVenue = book.tsVenue;
}

function readLadder(
  ladder: PriceLadder,
  side: 'bid' | 'ask',
  groupTicks: number,
  ticks: Float64Array,
  lots: Float64Array,
): number {
  let count = 0;
  for (let at = ladder.best(); at >= 0 && ladder.knows(at); at = ladder.after(at)) {
    const group = groupOf(side, at, groupTicks);
    if (count > 0 && ticks[count - 1] === group) lots[count - 1] = (lots[count - 1] ?? 0) + ladder.get(at);
    else {
      if (count === ticks.length) return count;
      ticks[count] = group;
      lots[count] = ladder.get(at);
      count += 1;
    }
  }
  const last = count === 0 ? 0 : (ticks[count - 1] ?? 0);
  return count > 0 && !ladder.knows(Math.max(0, last)) ? count - 1 : count;
}
