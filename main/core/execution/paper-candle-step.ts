import type { EpochMs } from '#shared/domain/time.ts';
import {
  gapsThrough,
  rangeTriggers,
  takeAtOpen,
  takeAtTrigger,
  takeLimitInRange,
  trailCandle,
  type CandleMarket,
} from './paper-candle-matching.ts';
import type { PaperExecutor } from './paper-engine.ts';
import {
  awaitsTrigger,
  isStop,
  tradesAtLimit,
  trail,
  type PaperBook,
  type PaperOrder,
  type Take,
} from './paper-order.ts';

/** Stops and targets sent in answer to a fill at the open meet the same open; market and limit orders wait. */
export function matchOpen(book: PaperBook, market: CandleMarket, executor: PaperExecutor): void {
  const stamp = executor.nextStamp();
  const at = market.openTime as EpochMs;
  for (let i = 0; i < book.orders.length; i++) {
    const entry = book.orders[i];
    if (entry === undefined || !entry.live) continue;
    if (gapsThrough(market, entry)) executor.trigger(entry, at);
    else if (entry.born >= stamp) continue;
    trail(entry, market.open);
    meetOpen(entry, market, executor, at);
  }
}

function meetOpen(entry: PaperOrder, market: CandleMarket, executor: PaperExecutor, at: EpochMs): void {
  const take = takeAtOpen(market, entry);
  const reason = tradesAtLimit(entry) && !entry.rested ? objection(entry, take, executor.cap(entry)) : null;
  if (reason !== null) {
    executor.end(entry, reason, at);
    return;
  }
  if (take !== null) fillOnCandle(entry, market, take, executor, at);
  if (tradesAtLimit(entry) && !entry.rested) endRest(entry, executor, at);
  entry.rested = true;
}

/** Why a limit order that just came is not taken into the book, given what it could take; null when it is. */
export function objection({ order }: PaperOrder, take: Take | null, cap: number): string | null {
  if (order.postOnly === true && take !== null) return 'a post-only order would have taken';
  if (order.timeInForce === 'fok' && (take?.lots ?? 0) < cap) return 'not all of it was there at once (fill or kill)';
  return null;
}

/** What an order that may not rest has not got at once is canceled. */
export function endRest(entry: PaperOrder, executor: PaperExecutor, at: EpochMs): void {
  const { timeInForce } = entry.order;
  if (!entry.live || timeInForce === undefined || timeInForce === 'gtc') return;
  executor.end(entry, 'the rest was not there at once (immediate or cancel)', at);
}

/** What the range settles, stops first. @param at when the candle closed, our time. */
export function matchRange(book: PaperBook, market: CandleMarket, executor: PaperExecutor, at: EpochMs): void {
  const before = executor.nextStamp();
  const triggers = (meant: (entry: PaperOrder) => boolean): void => {
    matchTriggers(book, market, executor, at, meant);
  };
  triggers(isStop);
  for (const entry of book.orders.slice()) {
    if (!entry.live || entry.born >= before || !entry.rested) continue;
    const take = takeLimitInRange(market, entry);
    if (take !== null) fillOnCandle(entry, market, take, executor, at);
  }
  triggers((entry) => !isStop(entry) && entry.born < before);
  triggers((entry) => isStop(entry) && entry.born >= before);
  for (const entry of book.orders) if (entry.live) trailCandle(market, entry);
}

function matchTriggers(
  book: PaperBook,
  market: CandleMarket,
  executor: PaperExecutor,
  at: EpochMs,
  meant: (entry: PaperOrder) => boolean,
): void {
  for (const entry of book.orders.slice()) {
    if (!entry.live || !awaitsTrigger(entry) || !meant(entry) || !rangeTriggers(market, entry)) continue;
    executor.trigger(entry, at);
    const take = takeAtTrigger(market, entry);
    if (take !== null) fillOnCandle(entry, market, take, executor, at);
    if (tradesAtLimit(entry)) endRest(entry, executor, at);
  }
}

function fillOnCandle(entry: PaperOrder, market: CandleMarket, take: Take, executor: PaperExecutor, at: EpochMs): void {
  const lots = Math.min(take.lots, executor.cap(entry));
  market.capacity -= lots;
  if (lots > 0) executor.fill(entry, { ...take, lots }, at);
  executor.endIfNothingToReduce(entry, at);
}
