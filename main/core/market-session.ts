import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { PaperVenue } from './execution/paper-venue.ts';
import type { FeedStatus } from './api/views/status-view.ts';
import { FeedHealth } from './market/feed-health.ts';
import { TickerBook } from './market/ticker-book.ts';
import type { FeedEvent, MarketFeed, Ticker } from './ports/market-feed.ts';
import type { CandleStore } from './ports/store.ts';
import type { TimelineClock } from './timeline-clock.ts';
import type { TradingCore } from './trading-core.ts';

/** How often time-driven work of the core runs. */
const TICK_MS = 1_000;

export interface SessionParts {
  readonly core: TradingCore;
  /** Simulates fills on the feed; null when orders go to an exchange. */
  readonly paper: PaperVenue | null;
  readonly feed: MarketFeed;
  readonly candles: CandleStore;
  readonly clock: TimelineClock;
}

/** Carries what a feed tells to the venue, the trading core and the candle store, live or out of the past. */
export class MarketSession implements Disposable {
  readonly tickers = new TickerBook();
  /** How old the data of the feed are. */
  readonly health: FeedHealth;
  readonly #parts: SessionParts;
  #subscriptions: Disposable[] = [];
  #deciding = false;
  /** The moment that is relived now. */
  #relived = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.health = new FeedHealth(parts.clock);
  }

  /** Follows the feed from now on. */
  start(): void {
    const { feed, core } = this.#parts;
    const { scheduler, clock } = core.parts;
    this.#subscriptions = [
      feed.onEvent((event) => this.onEvent(event)),
      scheduler.every(TICK_MS, () => core.onTime(clock.now())),
    ];
    feed.start();
  }

  dispose(): void {
    this.#parts.feed.stop();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions = [];
  }

  /** The feed's state and the age of its newest ticker. */
  feedStatus(): FeedStatus {
    const ages = [...this.tickers.all()].map(({ symbol }) => this.health.tickerAge(symbol) ?? Number.POSITIVE_INFINITY);
    const ageMs = ages.length === 0 ? null : Math.min(...ages);
    if (this.#subscriptions.length === 0) return { status: 'down', ageMs, reason: 'No market is followed.' };
    return { status: this.health.status(), ageMs, reason: this.health.reason };
  }

  /** Takes one event of the feed. */
  onEvent(event: FeedEvent): void {
    this.health.onEvent(event);
    this.#parts.core.scores.features.onEvent(event);
    switch (event.kind) {
      case 'ticker':
        this.#onTicker(event.ticker);
        return;
      case 'candle':
        this.#store(event.symbol, event.candle);
        this.#onCandle(event.symbol, event.candle);
        return;
      case 'funding':
        this.#onFunding(event);
        return;
      case 'status':
        this.#onStatus(event);
        return;
      case 'trade':
        this.#parts.paper?.onTrade(event.symbol, event.price, event.lots, event.takerSide, event.tsVenue as EpochMs);
        return;
      case 'depth':
        this.#parts.paper?.onDepth(event.symbol, event.bids, event.asks, event.tsVenue as EpochMs);
        return;
      case 'liquidation':
        return;
    }
  }

  /** Takes an event of the past at its own time: the core decides as it would have then. */
  async relive(event: FeedEvent): Promise<void> {
    const { clock, core, feed } = this.#parts;
    const at = momentOf(event, timeframeMs(feed.baseTimeframe));
    if (at > this.#relived) {
      await this.settle();
      core.onTime(clock.now());
      await this.settle();
      this.#relived = at;
      clock.travel(at);
    }
    if (event.kind === 'candle') {
      core.onMark(event.symbol, event.candle.close, at);
      core.onCandle(event.symbol, event.candle, at);
    } else this.onEvent(event);
  }

  /** Lets everything that is proposed or on its way come to its end. */
  async settle(): Promise<void> {
    const { core } = this.#parts;
    while (!core.quiet) {
      await core.decide();
      await core.desk.quiescent();
    }
  }

  #onTicker(ticker: Ticker): void {
    const { core, paper } = this.#parts;
    if (!this.tickers.update(ticker)) return;
    core.onMark(ticker.symbol, ticker.mark, ticker.tsReceived);
    core.guard.onTicker(ticker);
    paper?.onTicker(ticker);
  }

  #onCandle(symbol: ContractSymbol, candle: Candle): void {
    const { core, feed } = this.#parts;
    core.onCandle(symbol, candle, candle.ts + timeframeMs(feed.baseTimeframe));
    if (core.quiet || this.#deciding) return;
    this.#deciding = true;
    core.parts.scheduler.afterTurn(() => {
      this.#deciding = false;
      void core.decide();
    });
  }

  #onFunding({ symbol, rate, mark, tsVenue }: Extract<FeedEvent, { kind: 'funding' }>): void {
    const { core, paper } = this.#parts;
    core.onFunding(symbol, rate, mark);
    paper?.onFunding(symbol, rate, mark, tsVenue as EpochMs);
  }

  #onStatus({ status, reason }: Extract<FeedEvent, { kind: 'status' }>): void {
    const { journal } = this.#parts.core.parts;
    journal.append({ type: 'feed.status', subject: this.#parts.feed.name, data: { status, reason } });
  }

  #store(symbol: ContractSymbol, candle: Candle): void {
    const one = (value: number): Float64Array => Float64Array.of(value);
    const { ts, open, high, low, close, volume } = candle;
    const columns = {
      ts: one(ts),
      open: one(open),
      high: one(high),
      low: one(low),
      close: one(close),
      volume: one(volume),
    };
    const { candles, feed } = this.#parts;
    candles.write(symbol, feed.baseTimeframe, columns, feed.simulated ? 'simulated' : feed.name);
  }
}

/** When an event of the past is taken: a candle when it closed, the others at the venue's time. */
function momentOf(event: FeedEvent, candleMs: number): number {
  if (event.kind === 'candle') return event.candle.ts + candleMs;
  return event.kind === 'ticker' ? event.ticker.tsVenue : event.tsVenue;
}
