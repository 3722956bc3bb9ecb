import type { Candle } from '#shared/domain/candle.ts';
import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { halfSpreadTicks, type PaperConfig } from './paper-config.ts';
import {
  awaitsTrigger,
  firesFalling,
  remainingLots,
  trail,
  tradesAtLimit,
  tradesAtMarket,
  triggeredBy,
  triggerTicksOf,
  type PaperOrder,
  type Take,
} from './paper-order.ts';

/**
 * A candle as the paper venue trades on it. Of the path inside a candle only the open comes at a known time, so all
 * that the open decides is settled first; what the range decides is settled against us (stops before targets).
 */
export interface CandleMarket {
  readonly instrument: Instrument;
  readonly config: PaperConfig;
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** Contracts our orders may still take from this candle. */
  capacity: number;
}

/** Reads a candle in ticks; null when a price is not a positive number, and then nothing is traded on it. */
export function candleMarket(candle: Candle, instrument: Instrument, config: PaperConfig): CandleMarket | null {
  const open = toTicks(instrument, candle.open);
  const high = toTicks(instrument, candle.high);
  const low = toTicks(instrument, candle.low);
  if (!(open > 0 && high >= low && low > 0) || !Number.isFinite(high)) return null;
  return { instrument, config, openTime: candle.ts, open, high, low, capacity: capacityOf(candle, instrument, config) };
}

/** Our share of the candle's volume, in whole lots; volume is in base units, a contract holds `multiplier` of them. */
function capacityOf(candle: Candle, instrument: Instrument, config: PaperConfig): number {
  const contracts = candle.volume / Number(instrument.multiplier);
  const share = Math.floor((contracts * config.participationPpm) / 1_000_000);
  return Number.isFinite(share) && share > 0 ? share - (share % instrument.lotSize) : 0;
}

/** A price plus (buying) or minus (selling) half the spread. */
export function acrossSpread(market: CandleMarket, entry: PaperOrder, priceTicks: number): number {
  const half = halfSpreadTicks(market.config, market.instrument.symbol, priceTicks);
  return Math.max(1, entry.order.side === 'buy' ? priceTicks + half : priceTicks - half);
}

const allowed = (market: CandleMarket, entry: PaperOrder): number => Math.min(market.capacity, remainingLots(entry));

function taking(market: CandleMarket, entry: PaperOrder, priceTicks: number): Take {
  return { lots: allowed(market, entry), priceTicks: acrossSpread(market, entry, priceTicks), liquidity: 'taker' };
}

/** True when the open already lies at or beyond a waiting trigger: the price jumped over it. */
export const gapsThrough = (market: CandleMarket, entry: PaperOrder): boolean =>
  awaitsTrigger(entry) && triggeredBy(entry, market.open);

/** What the open does to an order that trades at market or to a limit order; null when nothing. */
export function takeAtOpen(market: CandleMarket, entry: PaperOrder): Take | null {
  if (tradesAtMarket(entry)) return taking(market, entry, market.open);
  return tradesAtLimit(entry) ? takeLimit(market, entry, market.open) : null;
}

/** True when the candle's range reaches a waiting trigger. */
export const rangeTriggers = (market: CandleMarket, entry: PaperOrder): boolean =>
  awaitsTrigger(entry) && triggeredBy(entry, worstPrice(market, entry));

/** A stop or target that fired inside the range fills at its trigger, across the spread; one with a limit, within it. */
export function takeAtTrigger(market: CandleMarket, entry: PaperOrder): Take | null {
  const trigger = triggerTicksOf(entry) ?? market.open;
  const at = Math.min(market.high, Math.max(market.low, trigger));
  return entry.order.kind === 'stop-limit' ? takeLimit(market, entry, at) : taking(market, entry, at);
}

/**
 * Lets a trailing stop follow a candle that did not fire it. Whether the far end came before the near one is not known,
 * so it counts for the candles after this one.
 */
export function trailCandle(market: CandleMarket, entry: PaperOrder): void {
  trail(entry, entry.order.side === 'sell' ? market.high : market.low);
}

/** What the range does to a limit order; null when the opposite side never came to its price. */
export function takeLimitInRange(market: CandleMarket, entry: PaperOrder): Take | null {
  return tradesAtLimit(entry) ? takeLimit(market, entry, entry.order.side === 'buy' ? market.low : market.high) : null;
}

/**
 * A limit order fills when the opposite touch (the price across half the spread) is at its price or better. One that
 * comes to a market already there takes at the touch; one that waited makes at its own price.
 */
function takeLimit(market: CandleMarket, entry: PaperOrder, priceTicks: number): Take | null {
  const limit = entry.order.priceTicks;
  if (limit === null) return null;
  const touch = acrossSpread(market, entry, priceTicks);
  const reached = entry.order.side === 'buy' ? touch <= limit : touch >= limit;
  if (!reached) return null;
  const lots = allowed(market, entry);
  return entry.rested
    ? { lots, priceTicks: limit, liquidity: 'maker' }
    : { lots, priceTicks: touch, liquidity: 'taker' };
}

/** The end of the range a trigger looks to. */
const worstPrice = (market: CandleMarket, entry: PaperOrder): number =>
  firesFalling(entry) ? market.low : market.high;
