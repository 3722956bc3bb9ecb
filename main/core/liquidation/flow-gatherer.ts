import type { FeedEvent, Ticker } from '../ports/market-feed.ts';
import { BAR_FIELDS, type ModelBar } from './model-bar.ts';

/** Gathers what a feed tells of one contract within a minute; no event costs more than a few additions. */
export class FlowGatherer {
  readonly #basePerLot: number;
  #open = Number.NaN;
  #high = Number.NEGATIVE_INFINITY;
  #low = Number.POSITIVE_INFINITY;
  #close = Number.NaN;
  #markHigh = Number.NEGATIVE_INFINITY;
  #markLow = Number.POSITIVE_INFINITY;
  #bought = 0;
  #sold = 0;
  #long = 0;
  #short = 0;
  /** Last told, kept over minutes. */
  #openInterest = Number.NaN;
  #funding = Number.NaN;
  #told = false;
  /** A feed that once told of a trade (a liquidation) tells of all: none in a minute is then nothing, not unknown. */
  #tellsTrades = false;
  #tellsLiquidations = false;

  /** @param basePerLot base units of one contract. */
  constructor(basePerLot: number) {
    this.#basePerLot = basePerLot;
  }

  /** The last mark; NaN before the first. */
  mark = Number.NaN;

  onTicker({ last, mark, openInterestLots, fundingRate }: Ticker): void {
    if (!(last > 0)) return;
    this.#price(last);
    if (mark > 0) {
      this.mark = mark;
      if (mark > this.#markHigh) this.#markHigh = mark;
      if (mark < this.#markLow) this.#markLow = mark;
    }
    if (openInterestLots !== null && openInterestLots >= 0) {
      this.#openInterest = openInterestLots * this.#basePerLot;
      this.#told = true;
    }
    if (fundingRate !== null) this.#funding = fundingRate;
  }

  onTrade({ price, lots, takerSide }: Extract<FeedEvent, { kind: 'trade' }>): void {
    if (!(price > 0) || !(lots > 0)) return;
    this.#tellsTrades = true;
    this.#price(price);
    if (takerSide === 'buy') this.#bought += lots * this.#basePerLot;
    else this.#sold += lots * this.#basePerLot;
  }

  onLiquidation({ lots, positionSide }: Extract<FeedEvent, { kind: 'liquidation' }>): void {
    if (!(lots > 0)) return;
    this.#tellsLiquidations = true;
    if (positionSide === 'long') this.#long += lots * this.#basePerLot;
    else this.#short += lots * this.#basePerLot;
  }

  /** Ends the minute: fills the bar and begins anew. False when no price was told in it. */
  take(bar: ModelBar, ts: number, ms: number): boolean {
    const told = this.#low <= this.#high;
    for (const field of BAR_FIELDS) bar[field] = Number.NaN;
    bar.ts = ts;
    bar.ms = ms;
    bar.open = this.#open;
    bar.high = this.#high;
    bar.low = this.#low;
    bar.close = this.#close;
    bar.markHigh = this.#markHigh >= this.#markLow ? this.#markHigh : this.#high;
    bar.markLow = this.#markHigh >= this.#markLow ? this.#markLow : this.#low;
    bar.volume = this.#bought + this.#sold;
    if (this.#told) bar.openInterest = this.#openInterest;
    bar.funding = this.#funding;
    if (this.#tellsTrades) {
      bar.bought = this.#bought;
      bar.sold = this.#sold;
    }
    if (this.#tellsLiquidations) {
      bar.liquidatedLong = this.#long;
      bar.liquidatedShort = this.#short;
    }
    this.#begin();
    return told;
  }

  #price(price: number): void {
    if (!(this.#low <= this.#high)) this.#open = price;
    if (price > this.#high) this.#high = price;
    if (price < this.#low) this.#low = price;
    this.#close = price;
  }

  #begin(): void {
    this.#high = Number.NEGATIVE_INFINITY;
    this.#low = Number.POSITIVE_INFINITY;
    this.#markHigh = Number.NEGATIVE_INFINITY;
    this.#markLow = Number.POSITIVE_INFINITY;
    this.#bought = 0;
    this.#sold = 0;
    this.#long = 0;
    this.#short = 0;
    this.#told = false;
  }
}
