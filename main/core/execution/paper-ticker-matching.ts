import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Ticker } from '../ports/market-feed.ts';
import type { TriggerPrice } from '../ports/venue.ts';
import { BookSide, type BookLevel } from './paper-book-side.ts';
import type { PaperConfig } from './paper-config.ts';
import { awaitsTrigger, trail, triggeredBy, type PaperOrder } from './paper-order.ts';

/** Both sides of a book. */
export interface LiveBook {
  readonly asks: BookSide;
  readonly bids: BookSide;
  /** Venue time of the picture. */
  readonly at: number;
}

/**
 * A ticker as the paper venue trades on it; what one order takes is gone for the next. Prices in ticks, null when the
 * ticker has none: then nothing that waits for it fires.
 */
export interface TickerMarket extends LiveBook, Readonly<Record<TriggerPrice, number | null>> {}

/**
 * Reads a ticker; null when a price is missing or the book is crossed: then nothing is traded on it.
 *
 * Only the touch is known; behind it further levels of the same size are assumed, each `ticksPerLevel` worse, up to
 * `depthLevels`. So an order of k times the touch pays on average about (k − 1) ÷ 2 levels more than the touch, and what
 * is larger than all levels waits for the next ticker.
 */
export function tickerMarket(ticker: Ticker, instrument: Instrument, config: PaperConfig): TickerMarket | null {
  const bid = toTicks(instrument, ticker.bid);
  const ask = toTicks(instrument, ticker.ask);
  if (!(bid > 0 && ask >= bid) || !Number.isFinite(ask)) return null;
  const priceOf = (price: number): number | null => {
    const ticks = toTicks(instrument, price);
    return ticks > 0 && Number.isFinite(ticks) ? ticks : null;
  };
  return {
    at: ticker.tsVenue,
    mark: priceOf(ticker.mark),
    last: priceOf(ticker.last),
    index: priceOf(ticker.index),
    asks: assumedSide(ask, ticker.askLots, config.ticksPerLevel, instrument, config),
    bids: assumedSide(bid, ticker.bidLots, -config.ticksPerLevel, instrument, config),
  };
}

function assumedSide(touch: number, size: number, step: number, instrument: Instrument, config: PaperConfig): BookSide {
  const lots = wholeLots(size, instrument);
  const levels: BookLevel[] = [];
  for (let level = 0; level < config.depthLevels && lots > 0; level++) {
    levels.push({ priceTicks: Math.max(1, touch + level * step), lots });
  }
  return levels.length === 0 ? new BookSide([{ priceTicks: touch, lots: 0 }], 1) : new BookSide(levels, 1);
}

/** A size of the market in whole lots; what is not a positive number counts as nothing. */
export function wholeLots(size: number, instrument: Instrument): number {
  const whole = Number.isFinite(size) && size > 0 ? Math.floor(size) : 0;
  return whole - (whole % instrument.lotSize);
}

/** True when the price an order waits for is at or beyond its trigger. A trailing stop follows that price first. */
export function firesOn(market: TickerMarket, entry: PaperOrder): boolean {
  if (!awaitsTrigger(entry)) return false;
  const price = market[entry.order.triggerBy ?? 'mark'];
  if (price === null) return false;
  trail(entry, price);
  return triggeredBy(entry, price);
}
