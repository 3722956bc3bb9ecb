import type { FeedChannelView, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { FeedMeter } from '../market/feed-meter.ts';
import type { FeedHealth } from '../market/feed-health.ts';
import type { StreamWatch } from '../market/stream-watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { MarketFeed } from '../ports/market-feed.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';
import { channelView, feedSymbolView, feedView, type ClockOffset } from './views/feed-views.ts';
import type { FeedStatus } from './views/status-view.ts';

/** A stale feed must be seen within half a second. */
const PERIOD_MS = 500;

/** A feed whose health is shown. */
export interface FollowedFeed {
  readonly feed: MarketFeed;
  readonly health: Pick<FeedHealth, 'statusOf' | 'tickerAge' | 'candleAge'>;
  readonly status: () => FeedStatus;
  /** The last measured difference of the clocks; null where none was measured. */
  readonly clockOffset: () => ClockOffset | null;
  /** The watch over its connections; a feed made in this process has none. */
  readonly watch: Pick<StreamWatch, 'channels' | 'sockets'> | null;
}

export interface FeedsViewParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly symbols: readonly ContractSymbol[];
  readonly feeds: readonly FollowedFeed[];
  /** Data older than this block entries, ms. */
  readonly limitMs: number;
}

/** Keeps the rows of feed health up to date. */
export class FeedsView implements Disposable {
  readonly feeds: Topic<FeedView>;
  readonly symbols: Topic<FeedSymbolView>;
  readonly channels: Topic<FeedChannelView>;
  readonly #parts: FeedsViewParts;
  readonly #meters: ReadonlyMap<MarketFeed, FeedMeter>;
  #timers: Disposable[] = [];

  constructor(parts: FeedsViewParts) {
    this.#parts = parts;
    this.feeds = new Topic(parts.scheduler);
    this.symbols = new Topic(parts.scheduler);
    this.channels = new Topic(parts.scheduler);
    this.#meters = new Map(parts.feeds.map(({ feed }) => [feed, new FeedMeter(parts.clock, parts.limitMs)]));
  }

  /** Measures from now on and renews the rows regularly. */
  start(): void {
    this.#timers = [...this.#meters].map(([feed, meter]) => feed.onEvent((event) => meter.onEvent(event)));
    this.#renew();
    this.#timers.push(this.#parts.scheduler.every(PERIOD_MS, () => this.#renew()));
  }

  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers = [];
  }

  #renew(): void {
    const { feeds } = this.#parts;
    this.feeds.put(feeds.map((followed) => this.#whole(followed)));
    this.symbols.put(feeds.flatMap((followed) => this.#contracts(followed)));
    this.channels.replace(feeds.flatMap((followed) => this.#streams(followed)));
  }

  #whole(followed: FollowedFeed): FeedView {
    const { feed, status, clockOffset, watch } = followed;
    const { limitMs, symbols } = this.#parts;
    const meter = this.#meter(feed);
    return feedView({
      feed,
      limitMs,
      status: status(),
      reading: meter.whole(),
      connection: meter.connection,
      clockOffset: clockOffset(),
      symbols: symbols.length,
      sockets: watch?.sockets() ?? [],
    });
  }

  #contracts({ feed, health, status, clockOffset }: FollowedFeed): FeedSymbolView[] {
    const { limitMs, symbols } = this.#parts;
    const meter = this.#meter(feed);
    const whole = status();
    const offset = clockOffset();
    return symbols.map((symbol) =>
      feedSymbolView({
        feed,
        limitMs,
        symbol,
        coin: this.#coin(symbol),
        status: whole.status === 'open' ? health.statusOf(symbol) : whole.status,
        feedReason: whole.reason,
        ageMs: health.tickerAge(symbol),
        candleAgeMs: health.candleAge(symbol),
        reading: meter.of(symbol),
        clockOffset: offset,
      }),
    );
  }

  #streams({ feed, watch }: FollowedFeed): FeedChannelView[] {
    const reports = watch?.channels() ?? [];
    return reports.map((report) =>
      channelView(feed.name, report, report.symbol === null ? null : this.#coin(report.symbol)),
    );
  }

  #coin(symbol: ContractSymbol): string {
    return this.#parts.instruments.get(symbol)?.coin ?? symbol;
  }

  #meter(feed: MarketFeed): FeedMeter {
    const meter = this.#meters.get(feed);
    if (meter === undefined) throw new RangeError(`The feed ${feed.name} is not measured`);
    return meter;
  }
}
