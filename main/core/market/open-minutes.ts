import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { bucketStart, type Timeframe } from '#shared/domain/timeframe.ts';
import type { FeedEvent, MarketFeed } from '../ports/market-feed.ts';

interface OpenCandle {
  ts: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** So many base candles that are not closed yet are kept: the open one, and those whose closed candle is on its way. */
const KEPT = 3;

/** The base candles that the feed did not close yet, made of its tickers and trades as they come. */
export class OpenMinutes implements Disposable {
  readonly #base: Timeframe;
  readonly #instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly #candles = new Map<ContractSymbol, OpenCandle[]>();
  readonly #subscription: Disposable;

  constructor(feed: MarketFeed, instruments: ReadonlyMap<ContractSymbol, Instrument>) {
    this.#base = feed.baseTimeframe;
    this.#instruments = instruments;
    this.#subscription = feed.onEvent((event) => this.#take(event));
  }

  /** What is open of a contract from a moment on, oldest first. */
  since(symbol: ContractSymbol, from: number): readonly Candle[] {
    return (this.#candles.get(symbol) ?? []).filter(({ ts }) => ts >= from);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #take(event: FeedEvent): void {
    if (event.kind === 'ticker') this.#price(event.ticker.symbol, event.ticker.last, event.ticker.tsVenue, 0);
    if (event.kind === 'trade') {
      const multiplier = Number(this.#instruments.get(event.symbol)?.multiplier ?? 0);
      this.#price(event.symbol, event.price, event.tsVenue, event.lots * multiplier);
    }
    if (event.kind === 'candle') {
      const kept = (this.#candles.get(event.symbol) ?? []).filter(({ ts }) => ts > event.candle.ts);
      this.#candles.set(event.symbol, kept);
    }
  }

  #price(symbol: ContractSymbol, price: number, at: number, volume: number): void {
    const ts = bucketStart(at, this.#base);
    const candles = this.#candles.get(symbol) ?? [];
    this.#candles.set(symbol, candles);
    const last = candles.at(-1);
    if (last === undefined || last.ts < ts) {
      candles.push({ ts, open: price, high: price, low: price, close: price, volume });
      if (candles.length > KEPT) candles.shift();
      return;
    }
    if (last.ts !== ts) return;
    last.high = Math.max(last.high, price);
    last.low = Math.min(last.low, price);
    last.close = price;
    last.volume += volume;
  }
}
