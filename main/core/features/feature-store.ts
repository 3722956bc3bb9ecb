import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { FeedEvent, Ticker } from '../ports/market-feed.ts';
import { BookState } from './book-state.ts';
import { candleFeatures } from './candle-features.ts';
import { CycleWindow, type CycleFit } from './cycle-window.ts';
import { DerivativeState } from './derivative-state.ts';
import { WINDOW } from './feature-table.ts';
import { FeatureRow } from './feature-row.ts';
import { HourRing } from './hour-ring.ts';
import { MarketReturns } from './market-returns.ts';
import { TradeFlow } from './trade-flow.ts';

const BUCKETS_A_DAY = 50;

/** Way from the mark to the liquidation of a held position ÷ mark: + for a long, − for a short. Null when none is held. */
export type LiquidationDistanceOf = (
  symbol: ContractSymbol,
) => { readonly distance: number; readonly at: number } | 'unknown' | null;

interface Place {
  readonly basePerLot: number;
  readonly hours: HourRing;
  readonly cycle: CycleWindow;
  readonly flow: TradeFlow;
  readonly book: BookState;
  readonly derivatives: DerivativeState;
  readonly row: FeatureRow;
  /** The hour whose candles the row was computed from. */
  computed: number;
  /** How many late returns of the market it knew of. */
  late: number;
  /** Base units of a bucket of volume; NaN while the daily volume is not known. */
  bucket: number;
  /** The hour whose candles it was computed from. */
  bucketHour: number;
}

/**
 * Every feature of every symbol, once per symbol and closed bar. What is told between bars is kept as numbers in place; what
 * a bar changes is computed when it is first asked for after it. A year of candles costs nothing but their storing.
 */
export class FeatureStore {
  readonly symbols: readonly ContractSymbol[];
  readonly #places = new Map<ContractSymbol, Place>();
  readonly #market = new MarketReturns();
  readonly #view = new FeatureRow();
  #liquidationDistanceOf: LiquidationDistanceOf | null = null;

  /** @param basePerLot base units of one contract; NaN when not known: nothing is computed from lots then. */
  constructor(symbols: readonly ContractSymbol[], basePerLot: (symbol: ContractSymbol) => number = () => Number.NaN) {
    this.symbols = symbols;
    for (const symbol of symbols) this.#places.set(symbol, place(basePerLot(symbol)));
  }

  /** Where the distance to liquidation of held positions comes from. */
  holdings(of: LiquidationDistanceOf): void {
    this.#liquidationDistanceOf = of;
  }

  /** Takes a closed hourly candle. */
  onHour(symbol: ContractSymbol, candle: Candle): void {
    const found = this.#places.get(symbol);
    if (found === undefined) return;
    const { hours } = found;
    if (!hours.add(candle.ts, candle.high, candle.low, candle.close, candle.volume)) return;
    this.#market.add(hours.last, hours.returnOf(hours.last));
  }

  /** Takes a closed daily candle. */
  onDay(symbol: ContractSymbol, candle: Candle): void {
    this.#places.get(symbol)?.cycle.add(candle.ts, candle.close);
  }

  /** Takes what a feed tells besides candles. */
  onEvent(event: FeedEvent): void {
    switch (event.kind) {
      case 'ticker':
        this.#onTicker(event.ticker);
        return;
      case 'trade':
        this.#onTrade(event);
        return;
      case 'depth': {
        const found = this.#places.get(event.symbol);
        found?.book.onDepth(event.bids, event.asks, found.basePerLot, event.tsVenue);
        return;
      }
      case 'liquidation': {
        const found = this.#places.get(event.symbol);
        const worth = event.price * event.lots * (found?.basePerLot ?? Number.NaN);
        found?.derivatives.onLiquidation(worth, event.positionSide, event.tsVenue);
        return;
      }
      case 'funding':
        this.#places.get(event.symbol)?.derivatives.onFunding(event.rate, event.tsVenue);
        return;
      case 'candle':
      case 'status':
        return;
    }
  }

  /** Takes funding rate and open interest in contracts; null: not told. */
  onDerivatives(symbol: ContractSymbol, fundingRate: number | null, openInterestLots: number | null, ts: number): void {
    const derivatives = this.#places.get(symbol)?.derivatives;
    if (fundingRate !== null) derivatives?.onFunding(fundingRate, ts);
    if (openInterestLots !== null) derivatives?.onOpenInterest(openInterestLots, ts);
  }

  /**
   * The features of a symbol as of a moment; what is older than its limit then is missing. The same row every time, to be
   * read before the next is asked for, unless one is given to fill. @throws RangeError for a symbol that is not followed.
   */
  row(symbol: ContractSymbol, now: number, into: FeatureRow = this.#view): FeatureRow {
    const found = this.#place(symbol);
    this.#refresh(found);
    const { row } = found;
    found.flow.write(row, now);
    found.book.write(row);
    found.derivatives.write(row, now);
    this.#writeDistance(symbol, row);
    return into.take(row, now);
  }

  /** The fit behind the cycle percentile; null when the history is too short. */
  cycleFit(symbol: ContractSymbol): CycleFit | null {
    return this.#place(symbol).cycle.fit();
  }

  #place(symbol: ContractSymbol): Place {
    const found = this.#places.get(symbol);
    if (found === undefined) throw new RangeError(`${symbol} has no features: it is not followed`);
    return found;
  }

  #refresh(found: Place): void {
    const { hours, row, cycle } = found;
    cycle.write(row);
    const { late } = this.#market;
    if (hours.last < 0 || (found.computed === hours.last && found.late === late)) return;
    candleFeatures(hours, this.#market, row);
    found.computed = hours.last;
    found.late = late;
  }

  #onTicker({ symbol, bid, ask, fundingRate, openInterestLots, tsVenue }: Ticker): void {
    const found = this.#places.get(symbol);
    if (found === undefined) return;
    found.book.onBest(bid, ask, tsVenue);
    this.onDerivatives(symbol, fundingRate, openInterestLots, tsVenue);
  }

  #onTrade({ symbol, lots, takerSide, tsVenue }: Extract<FeedEvent, { kind: 'trade' }>): void {
    const found = this.#places.get(symbol);
    if (found === undefined) return;
    // A new hour may have changed what a day is worth.
    if (found.bucketHour !== found.hours.last) {
      found.bucketHour = found.hours.last;
      found.bucket = bucketOf(found.hours);
    }
    found.flow.onTrade(lots * found.basePerLot, takerSide, tsVenue, found.bucket);
  }

  #writeDistance(symbol: ContractSymbol, row: FeatureRow): void {
    if (this.#liquidationDistanceOf === null) return row.miss('liquidationDistance', 'no-source');
    const held = this.#liquidationDistanceOf(symbol);
    if (held === null) row.miss('liquidationDistance', 'not-held');
    else if (held === 'unknown') row.miss('liquidationDistance', 'unknown');
    else row.set('liquidationDistance', held.distance, held.at);
  }
}

const bucketOf = (hours: HourRing): number =>
  hours.span < WINDOW.week ? Number.NaN : hours.baseVolume(WINDOW.week) / 7 / BUCKETS_A_DAY;

const place = (basePerLot: number): Place => ({
  basePerLot,
  hours: new HourRing(),
  cycle: new CycleWindow(),
  flow: new TradeFlow(),
  book: new BookState(),
  derivatives: new DerivativeState(),
  row: new FeatureRow(),
  computed: -1,
  late: 0,
  bucket: Number.NaN,
  bucketHour: -1,
});
