import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Ticker } from '../ports/market-feed.ts';
import type { OrderSide } from '../ports/venue.ts';
import type { PaperConfig } from './paper-config.ts';
import {
  awaitsTrigger,
  remainingLots,
  tradesAtMarket,
  triggeredBy,
  type PaperOrder,
  type Take,
} from './paper-order.ts';

/**
 * One side of the market on one ticker. Only the touch is known; behind it further levels of the same size are
 * assumed, each `ticksPerLevel` worse, up to `depthLevels`. So an order of k times the touch pays on average about
 * (k − 1) ÷ 2 levels more than the touch, and what is larger than all levels waits for the next ticker.
 */
interface Depth {
  readonly touchTicks: number;
  readonly touchLots: number;
  readonly step: number;
  consumed: number;
}

/** A ticker as the paper venue trades on it; the depth taken by one order is gone for the next. */
export interface TickerMarket {
  readonly tsVenue: number;
  /** The mark in ticks, or null when the ticker has none: then no trigger fires. */
  readonly mark: number | null;
  readonly asks: Depth;
  readonly bids: Depth;
  readonly levels: number;
}

/** Reads a ticker; null when a price is missing or the book is crossed: then nothing is traded on it. */
export function tickerMarket(ticker: Ticker, instrument: Instrument, config: PaperConfig): TickerMarket | null {
  const bid = toTicks(instrument, ticker.bid);
  const ask = toTicks(instrument, ticker.ask);
  if (!(bid > 0 && ask >= bid) || !Number.isFinite(ask)) return null;
  const mark = toTicks(instrument, ticker.mark);
  return {
    tsVenue: ticker.tsVenue,
    mark: mark > 0 && Number.isFinite(mark) ? mark : null,
    asks: depth(ask, ticker.askLots, config.ticksPerLevel, instrument),
    bids: depth(bid, ticker.bidLots, -config.ticksPerLevel, instrument),
    levels: config.depthLevels,
  };
}

function depth(touchTicks: number, lots: number, step: number, instrument: Instrument): Depth {
  const whole = Number.isFinite(lots) && lots > 0 ? Math.floor(lots) : 0;
  return { touchTicks, touchLots: whole - (whole % instrument.lotSize), step, consumed: 0 };
}

/** True when the mark is at or beyond a waiting trigger. */
export const markTriggers = (market: TickerMarket, entry: PaperOrder): boolean =>
  market.mark !== null && awaitsTrigger(entry) && triggeredBy(entry, market.mark);

/** What a ticker does to an order, best level first; at most `cap` contracts. The depth is taken when this returns. */
export function takesOnTicker(market: TickerMarket, entry: PaperOrder, cap: number): readonly Take[] {
  if (tradesAtMarket(entry)) return walk(market, entry, cap, null);
  if (entry.order.kind === 'limit') return walk(market, entry, cap, entry.order.priceTicks);
  return [];
}

/** Walks the levels up to a limit. An order that waited makes at its own price, one that just came takes at the levels'. */
function walk(market: TickerMarket, entry: PaperOrder, cap: number, limit: number | null): readonly Take[] {
  const { side } = entry.order;
  const book = side === 'buy' ? market.asks : market.bids;
  const makes = limit !== null && entry.rested;
  const takes: Take[] = [];
  let wanted = Math.min(cap, remainingLots(entry));
  while (wanted > 0 && book.consumed < book.touchLots * market.levels) {
    const level = Math.floor(book.consumed / book.touchLots);
    const priceTicks = Math.max(1, book.touchTicks + level * book.step);
    if (limit !== null && isBeyond(side, priceTicks, limit)) break;
    const lots = Math.min(wanted, book.touchLots * (level + 1) - book.consumed);
    book.consumed += lots;
    wanted -= lots;
    if (makes && limit !== null) takes.push({ lots, priceTicks: limit, liquidity: 'maker' });
    else takes.push({ lots, priceTicks, liquidity: 'taker' });
  }
  return takes;
}

const isBeyond = (side: OrderSide, priceTicks: number, limit: number): boolean =>
  side === 'buy' ? priceTicks > limit : priceTicks < limit;
