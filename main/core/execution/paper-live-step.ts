import type { EpochMs } from '#shared/domain/time.ts';
import type { OrderSide } from '../ports/venue.ts';
import type { BookSide } from './paper-book-side.ts';
import { endRest, objection } from './paper-candle-step.ts';
import type { PaperExecutor } from './paper-engine.ts';
import { awaitsTrigger, tradesAtLimit, tradesAtMarket, type PaperBook, type PaperOrder } from './paper-order.ts';
import { fromTrade, joinQueue, observeLevel } from './paper-queue.ts';
import { firesOn, type TickerMarket } from './paper-ticker-matching.ts';

/** Works a picture of the market through a book: triggers, what takes at once, what rests and is met. */
export function matchLive(book: PaperBook, market: TickerMarket, executor: PaperExecutor): void {
  const stamp = executor.nextStamp();
  const at = market.at as EpochMs;
  for (const entry of book.orders.slice()) {
    if (!entry.live || entry.born >= stamp || entry.arrivesAt > at) continue;
    if (firesOn(market, entry)) executor.trigger(entry, at);
    if (awaitsTrigger(entry)) continue;
    const { side } = entry.order;
    const [own, opposite] = side === 'buy' ? [market.bids, market.asks] : [market.asks, market.bids];
    if (tradesAtMarket(entry)) take(entry, opposite, null, executor, at);
    else if (entry.rested) stay(entry, own, opposite, executor, at);
    else arrive(entry, own, opposite, executor, at);
    executor.endIfNothingToReduce(entry, at);
  }
}

function take(
  entry: PaperOrder,
  opposite: BookSide,
  limit: number | null,
  executor: PaperExecutor,
  at: EpochMs,
): number {
  let lots = 0;
  for (const one of opposite.walk(entry.order.side, executor.cap(entry), limit, limit !== null && entry.rested)) {
    lots += one.lots;
    executor.fill(entry, one, at);
  }
  return lots;
}

/** A limit order that just came takes what its limit reaches; what is left joins the queue of its level. */
function arrive(entry: PaperOrder, own: BookSide, opposite: BookSide, executor: PaperExecutor, at: EpochMs): void {
  const { side, priceTicks } = entry.order;
  if (priceTicks === null) return;
  const lots = opposite.available(side, priceTicks);
  const reached = opposite.bestTicks !== null && !isWorse(side, opposite.bestTicks, priceTicks);
  const could = reached ? ({ lots, priceTicks, liquidity: 'taker' } as const) : null;
  const reason = objection(entry, could, executor.cap(entry));
  if (reason !== null) {
    executor.end(entry, reason, at);
    return;
  }
  take(entry, opposite, priceTicks, executor, at);
  endRest(entry, executor, at);
  entry.rested = true;
  entry.queue = joinQueue(own, side, priceTicks);
}

/** A resting order is met when the other side comes to its price: whatever stood before it is gone then. */
function stay(entry: PaperOrder, own: BookSide, opposite: BookSide, executor: PaperExecutor, at: EpochMs): void {
  const { side, priceTicks } = entry.order;
  if (priceTicks === null) return;
  entry.queue ??= joinQueue(own, side, priceTicks);
  observeLevel(entry.queue, own, side, priceTicks);
  if (take(entry, opposite, priceTicks, executor, at) > 0) entry.queue.ahead = 0;
}

const isWorse = (side: OrderSide, priceTicks: number, limit: number): boolean =>
  side === 'buy' ? priceTicks > limit : priceTicks < limit;

/** A trade of others: price in ticks, contracts, and the side that took. */
export interface MarketTrade {
  readonly priceTicks: number;
  readonly lots: number;
  readonly takerSide: OrderSide;
  readonly at: number;
}

/**
 * Gives a trade to the orders that rest on the side it took from, best price first, then in order of arrival. At an
 * order's own price the queue before it comes first. A trade beyond its price would have met it first, so it gets all
 * of the trade, but never more than was traded.
 */
export function matchTrade(book: PaperBook, trade: MarketTrade, executor: PaperExecutor): void {
  const side = trade.takerSide === 'buy' ? 'sell' : 'buy';
  const at = trade.at as EpochMs;
  let ours = 0;
  for (const { entry, priceTicks, queue } of restingOn(book, side, trade)) {
    const through = priceTicks !== trade.priceTicks;
    const due = through ? trade.lots - ours : fromTrade(queue, trade.lots, ours);
    const lots = Math.min(due, executor.cap(entry));
    if (lots <= 0) continue;
    ours += lots;
    executor.fill(entry, { lots, priceTicks, liquidity: 'maker' }, at);
  }
}

function restingOn(book: PaperBook, side: OrderSide, trade: MarketTrade) {
  const better = side === 'buy' ? -1 : 1;
  return book.orders
    .flatMap((entry) => {
      const { order, queue, live, rested } = entry;
      const { priceTicks } = order;
      if (!live || !rested || !tradesAtLimit(entry) || queue === null || priceTicks === null) return [];
      if (order.side !== side || entry.arrivesAt > trade.at) return [];
      return isWorse(side, trade.priceTicks, priceTicks) ? [] : [{ entry, priceTicks, queue }];
    })
    .sort((a, b) => better * (a.priceTicks - b.priceTicks));
}
