import type { Instrument } from '#shared/domain/instrument.ts';
import type { FeedEvent } from '../../ports/market-feed.ts';
import { CandleSeries } from '../candle-series.ts';
import type { MarketSink } from './market-sink.ts';

/** Keeps the market's candles and tells the rest as feed events. */
export class FeedSink implements MarketSink {
  /** False while history is made: candles are kept, nothing is told. */
  live = false;
  readonly #instruments: readonly Instrument[];
  readonly #emit: (event: FeedEvent) => void;
  readonly #series: readonly CandleSeries[];

  constructor(instruments: readonly Instrument[], emit: (event: FeedEvent) => void) {
    this.#instruments = instruments;
    this.#emit = emit;
    this.#series = instruments.map(() => new CandleSeries());
  }

  get wantsTrades(): boolean {
    return this.live;
  }

  /** The kept candles of an instrument. @throws RangeError when there is no such place. */
  series(place: number): CandleSeries {
    const series = this.#series[place];
    if (series === undefined) throw new RangeError(`The feed has no instrument ${String(place)}`);
    return series;
  }

  candle(place: number, ts: number, open: number, high: number, low: number, close: number, volume: number): void {
    this.series(place).pushValues(ts, open, high, low, close, volume);
    if (!this.live) return;
    const candle = { ts, open, high, low, close, volume };
    this.#emit({ kind: 'candle', symbol: this.#at(place).symbol, timeframe: '1m', candle });
  }

  trade(place: number, price: number, lots: number, takerSide: 'buy' | 'sell', tsVenue: number): void {
    if (this.live) this.#emit({ kind: 'trade', symbol: this.#at(place).symbol, price, lots, takerSide, tsVenue });
  }

  liquidation(place: number, price: number, lots: number, positionSide: 'long' | 'short', tsVenue: number): void {
    if (!this.live) return;
    this.#emit({ kind: 'liquidation', symbol: this.#at(place).symbol, price, lots, positionSide, tsVenue });
  }

  funding(place: number, rate: number, mark: number, tsVenue: number): void {
    if (this.live) this.#emit({ kind: 'funding', symbol: this.#at(place).symbol, rate, mark, tsVenue });
  }

  status(status: 'open' | 'down', tsVenue: number): void {
    if (!this.live) return;
    const reason = status === 'down' ? 'The demo market simulates an outage.' : 'The simulated outage is over.';
    this.#emit({ kind: 'status', status, reason, tsVenue });
  }

  #at(place: number): Instrument {
    const instrument = this.#instruments[place];
    if (instrument === undefined) throw new RangeError(`The feed has no instrument ${String(place)}`);
    return instrument;
  }
}
