import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Candle, CandleColumns } from '#shared/domain/candle.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';

/** Best prices and the venue's derived figures for one contract. Prices in quote units. */
export interface Ticker {
  readonly symbol: ContractSymbol;
  readonly bid: number;
  readonly ask: number;
  readonly last: number;
  readonly mark: number;
  readonly index: number;
  /** Contracts resting at the best bid and ask. */
  readonly bidLots: number;
  readonly askLots: number;
  /** Fraction per funding interval, + means longs pay; null when the feed does not say. */
  readonly fundingRate: number | null;
  readonly nextFundingAt: number | null;
  /** Open interest in contracts; null when the feed does not say. */
  readonly openInterestLots: number | null;
  readonly tsVenue: number;
  readonly tsReceived: number;
}

/** A level of an order book: price in quote units, contracts resting there. */
export interface DepthLevel {
  readonly price: number;
  readonly lots: number;
}

/** What a feed tells. Candles come once, when closed, on the feed's base timeframe. */
export type FeedEvent =
  | { readonly kind: 'ticker'; readonly ticker: Ticker }
  | { readonly kind: 'candle'; readonly symbol: ContractSymbol; readonly timeframe: Timeframe; readonly candle: Candle }
  | {
      readonly kind: 'trade';
      readonly symbol: ContractSymbol;
      readonly price: number;
      readonly lots: number;
      readonly takerSide: 'buy' | 'sell';
      readonly tsVenue: number;
    }
  | {
      readonly kind: 'liquidation';
      readonly symbol: ContractSymbol;
      readonly price: number;
      readonly lots: number;
      /** The side of the position that was liquidated. */
      readonly positionSide: 'long' | 'short';
      readonly tsVenue: number;
    }
  | {
      readonly kind: 'funding';
      readonly symbol: ContractSymbol;
      readonly rate: number;
      readonly mark: number;
      readonly tsVenue: number;
    }
  | {
      /** The best levels of a book that is whole, best first; both sides empty when it broke and nothing is known of it. */
      readonly kind: 'depth';
      readonly symbol: ContractSymbol;
      readonly bids: readonly DepthLevel[];
      readonly asks: readonly DepthLevel[];
      /** The venue's number of the last change in it. */
      readonly sequence: number;
      /** The venue's time of the last change in it. */
      readonly tsVenue: number;
      readonly tsReceived: number;
    }
  | { readonly kind: 'status'; readonly status: 'open' | 'down'; readonly reason: string; readonly tsVenue: number };

/** Room for the levels of one book around its best prices, best first; filled again at each reading. */
export interface BookColumns {
  /** Prices in whole ticks; of a group of prices the one farthest from the other side. */
  readonly bidTicks: Float64Array;
  readonly bidLots: Float64Array;
  readonly askTicks: Float64Array;
  readonly askLots: Float64Array;
  /** Levels filled of each side. */
  bids: number;
  asks: number;
  /** The best single prices in ticks, not grouped; −1 where a side is empty. */
  bestBid: number;
  bestAsk: number;
  /** The number of the last change in it; −1 where changes are not numbered. */
  sequence: number;
  /** The venue's time of the last change, ms; NaN when unknown. */
  tsVenue: number;
}

/** The books a feed keeps, read by whoever shows one: a reading costs the feed nothing while nobody reads. */
export interface FeedBooks {
  /** Changes whenever the book or what is known of it changed. */
  version(symbol: ContractSymbol): number;
  /**
   * Fills the columns with as many levels as they hold.
   * @param groupTicks prices are put together to multiples of so many ticks, away from the other side.
   * @returns why nothing is known of the book, one sentence, and then nothing is filled; empty when it is whole.
   */
  read(symbol: ContractSymbol, groupTicks: number, into: BookColumns): string;
  /** Contracts resting at a price; null where nothing is known of it. @param side of the orders that rest there. */
  lotsAt(symbol: ContractSymbol, side: 'buy' | 'sell', ticks: number): number | null;
}

/** A source of market data. `simulated` is shown wherever its data are. */
export interface MarketFeed {
  readonly name: string;
  readonly simulated: boolean;
  readonly baseTimeframe: Timeframe;
  /** Its order books; null or absent for one that is told none. */
  readonly books?: FeedBooks | null;
  start(): void;
  stop(): void;
  onEvent(listener: (event: FeedEvent) => void): Disposable;
  /** Closed candles with `from <= ts < to`, oldest first; what the venue does not have is missing, not invented. */
  history(symbol: ContractSymbol, timeframe: Timeframe, from: number, to: number): Promise<CandleColumns>;
}
