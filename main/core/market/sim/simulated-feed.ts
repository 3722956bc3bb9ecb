import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, MINUTE, SECOND } from '#shared/domain/time.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedBooks, FeedEvent, MarketFeed } from '../../ports/market-feed.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { CandleStore } from '../../ports/store.ts';
import { CandleSeries, firstRowFrom, NO_CANDLES, viewColumns } from '../candle-series.ts';
import { resampleBy, timeframeBuckets } from '../resample.ts';
import { FeedSink } from './feed-sink.ts';
import type { HistorySpan } from './make-history.ts';
import { replayCandles } from './replay.ts';
import { SimulatedBooks } from './simulated-books.ts';
import { COARSE_STEP_MS, type SimulatedMarket } from './simulated-market.ts';

/** Tickers come this often: three times a second. */
const TICK_MS = 333;
const SAVE_EVERY_MS = 30 * SECOND;
/** A pause longer than this is made up in coarse steps. */
const LONGEST_FINE_SPAN = 5 * SECOND;
/** A pause longer than this is not made up but skipped, leaving a gap. */
const LONGEST_CATCH_UP = 7 * DAY;
/** A wall clock this far behind the market was set back; the market then goes on by the monotonic clock. */
const CLOCK_SLACK = 5 * SECOND;

/** What the feed is made of. */
export interface SimulatedFeedOptions {
  readonly market: SimulatedMarket;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Simulated milliseconds per real millisecond; 1 keeps the market at the wall clock's time. */
  readonly speed: number;
  /** Milliseconds of the scheduler between two rounds of tickers; 333 when not given. */
  readonly tickMs?: number;
  /** Where candles older than this process are read from. */
  readonly store?: CandleStore;
  /** Told the market's state now and then and when the feed stops, to be kept for the next start. */
  readonly onState?: (state: string) => void;
}

/** What {@link SimulatedFeed.catchUp} made. */
export interface CaughtUp {
  /** Span that was made, in simulated time. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds before `from` that were skipped because the pause was too long. */
  readonly skippedMs: number;
  readonly candles: ReadonlyMap<ContractSymbol, CandleColumns>;
}

/** The built-in market as a feed. Its data are marked simulated wherever they show. */
export class SimulatedFeed implements MarketFeed {
  readonly name = 'demo market';
  readonly simulated = true;
  readonly baseTimeframe = '1m' satisfies Timeframe;
  readonly books: FeedBooks;
  readonly #market: SimulatedMarket;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #speed: number;
  readonly #tickMs: number;
  readonly #store: CandleStore | null;
  readonly #onState: (state: string) => void;
  readonly #events = new Emitter<FeedEvent>();
  readonly #sink: FeedSink;
  readonly #places: ReadonlyMap<ContractSymbol, number>;
  #timers: readonly Disposable[] = [];
  #lastMonotonic = 0;
  /** Simulated time owed to the market, below one millisecond. */
  #owed = 0;

  /** @throws RangeError when the speed is not positive. */
  constructor({ market, clock, scheduler, speed, tickMs, store, onState }: SimulatedFeedOptions) {
    if (!(speed > 0) || !Number.isFinite(speed)) throw new RangeError(`Not a speed: ${String(speed)}`);
    this.#market = market;
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#speed = speed;
    this.#tickMs = tickMs ?? TICK_MS;
    this.#store = store ?? null;
    this.#onState = onState ?? (() => undefined);
    this.#sink = new FeedSink(market.instruments, (event) => {
      this.#events.emit(event);
    });
    this.#places = new Map(market.instruments.map((instrument, place) => [instrument.symbol, place]));
    this.books = new SimulatedBooks(market, this.#places, () => this.#timers.length > 0);
  }

  start(): void {
    if (this.#timers.length > 0) return;
    this.#lastMonotonic = this.#clock.monotonic();
    this.#sink.live = true;
    this.#timers = [
      this.#scheduler.every(this.#tickMs, () => {
        this.#tick();
      }),
      this.#scheduler.every(SAVE_EVERY_MS, () => {
        this.#onState(this.#market.state());
      }),
    ];
    const status = this.#market.down ? 'down' : 'open';
    this.#events.emit({ kind: 'status', status, reason: 'The demo market has started.', tsVenue: this.#market.now });
    this.#tellTickers();
  }

  stop(): void {
    if (this.#timers.length === 0) return;
    for (const timer of this.#timers) timer.dispose();
    this.#timers = [];
    this.#sink.live = false;
    this.#onState(this.#market.state());
    const tsVenue = this.#market.now;
    this.#events.emit({ kind: 'status', status: 'down', reason: 'The demo market was stopped.', tsVenue });
  }

  onEvent(listener: (event: FeedEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  /** Hands the market over to be kept as it stands, as is done every few seconds while it runs. */
  save(): void {
    this.#onState(this.#market.state());
  }

  /** Takes a stretch of the past that was made elsewhere, without telling it; the last one brings the market to its end. */
  adopt({ candles, state }: HistorySpan): readonly (readonly [ContractSymbol, CandleColumns])[] {
    if (state !== null) this.#market.goOnFrom(state);
    return this.#market.instruments.map(({ symbol }, place) => {
      const columns = candles[place] ?? NO_CANDLES;
      this.#sink.series(place).append(columns);
      return [symbol, columns];
    });
  }

  /**
   * Brings a restored market to `to` at coarse steps, so that it went on while the program was not running.
   * @param boundMs longer pauses are skipped but for their last `boundMs`.
   */
  catchUp(to: number, boundMs: number = LONGEST_CATCH_UP): CaughtUp {
    const market = this.#market;
    const start = market.now;
    if (to - start > boundMs) market.skipTo(to - boundMs);
    const from = market.now;
    this.#makeQuietly(Math.max(0, to - from));
    const candles = market.instruments.map(
      ({ symbol }, place) => [symbol, this.#sink.series(place).slice(bucketStart(start, '1m'), to)] as const,
    );
    return { from, to: market.now, skippedMs: from - start, candles: new Map(candles) };
  }

  /** The candles made by this process for a contract. @throws RangeError for an unknown contract. */
  series(symbol: ContractSymbol): CandleSeries {
    const place = this.#places.get(symbol);
    if (place === undefined) throw new RangeError(`The demo market does not know ${symbol}`);
    return this.#sink.series(place);
  }

  /** Forgets candles in memory before `at`; they are then read from the store. */
  dropBefore(at: number): void {
    for (const { symbol } of this.#market.instruments) this.series(symbol).dropBefore(at);
  }

  history(symbol: ContractSymbol, timeframe: Timeframe, from: number, to: number): Promise<CandleColumns> {
    if (timeframe === '1m') return Promise.resolve(CandleSeries.of(this.#minutes(symbol, from, to)).columns());
    const length = timeframeMs(timeframe);
    const start = Math.ceil(from / length) * length;
    const minutes = this.#minutes(symbol, start, Math.min(this.#market.now, Math.ceil(to / length) * length));
    const { columns } = resampleBy(minutes, MINUTE, timeframeBuckets(timeframe), this.#knownFrom(symbol));
    return Promise.resolve(viewColumns(columns, 0, firstRowFrom(columns.ts, columns.ts.length, to)));
  }

  /**
   * Tells the candles with `from <= ts < to` of all contracts once more, as events in order: by time, then as the
   * instruments are listed, each followed by a ticker derived from it.
   */
  replayRange(from: number, to: number, onEvent: (event: FeedEvent) => void): void {
    const tracks = this.#market.instruments.map((instrument) => ({
      instrument,
      columns: this.#minutes(instrument.symbol, from, to),
    }));
    replayCandles(tracks, '1m', from, to, onEvent);
  }

  /** From memory, and what is older from the store. */
  #minutes(symbol: ContractSymbol, from: number, to: number): CandleColumns {
    const series = this.series(symbol);
    const recent = series.slice(from, to);
    const border = Math.min(to, series.firstTs ?? to);
    if (this.#store === null || from >= border) return recent;
    const older = this.#store.read(symbol, '1m', from, border);
    if (older.ts.length === 0) return recent;
    const joined = new CandleSeries(older.ts.length + recent.ts.length);
    joined.append(older);
    joined.append(recent);
    return joined.columns();
  }

  /** Since when the contract's minutes are known, gaps included. */
  #knownFrom(symbol: ContractSymbol): number {
    const stored = this.#store?.series().find((one) => one.symbol === symbol && one.timeframe === '1m');
    return Math.min(stored?.from ?? Number.POSITIVE_INFINITY, this.series(symbol).firstTs ?? Number.POSITIVE_INFINITY);
  }

  #makeQuietly(spanMs: number): void {
    const wasLive = this.#sink.live;
    this.#sink.live = false;
    this.#market.advance(spanMs, this.#sink, COARSE_STEP_MS);
    this.#sink.live = wasLive;
  }

  /** Simulated milliseconds that have passed since the last tick. */
  #elapsed(): number {
    const monotonic = this.#clock.monotonic();
    const passed = Math.max(0, monotonic - this.#lastMonotonic) * this.#speed;
    this.#lastMonotonic = monotonic;
    const behind = this.#clock.now() - this.#market.now;
    if (this.#speed === 1 && behind > -CLOCK_SLACK) return Math.max(0, behind);
    const owed = passed + this.#owed;
    this.#owed = owed % 1;
    return Math.floor(owed);
  }

  #tick(): void {
    const span = this.#elapsed();
    const market = this.#market;
    const skipped = Math.max(0, span - LONGEST_CATCH_UP);
    if (skipped > 0) market.skipTo(market.now + skipped);
    market.advance(span - skipped, this.#sink, span <= LONGEST_FINE_SPAN ? LONGEST_FINE_SPAN : COARSE_STEP_MS);
    this.#tellTickers();
  }

  #tellTickers(): void {
    if (this.#market.down) return;
    const received = this.#clock.now();
    for (let place = 0; place < this.#market.instruments.length; place += 1) {
      this.#events.emit({ kind: 'ticker', ticker: this.#market.ticker(place, received) });
    }
  }
}
