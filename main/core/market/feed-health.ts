import type { ContractSymbol } from '#shared/domain/ids.ts';
import { SECOND } from '#shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedEvent } from '../ports/market-feed.ts';

/** `open`: fresh data; `stale`: connected, or never heard of, but no fresh data; `down`: the feed said so. */
export type FeedStatus = 'open' | 'stale' | 'down';

/** What moves the status: fresh data, silence beyond the limit, and the feed's own word. */
export type FeedSign = 'data' | 'silence' | 'said-open' | 'said-down';

/**
 * (status, sign) → status. A connection proves nothing until data flow, and data still in flight after the feed said it
 * is down do not bring it back.
 */
export const FEED_STATUS_TABLE: Readonly<Record<FeedStatus, Readonly<Record<FeedSign, FeedStatus>>>> = {
  open: { data: 'open', silence: 'stale', 'said-open': 'open', 'said-down': 'down' },
  stale: { data: 'open', silence: 'stale', 'said-open': 'stale', 'said-down': 'down' },
  down: { data: 'down', silence: 'down', 'said-open': 'stale', 'said-down': 'down' },
};

/** From when on data count as old. */
export interface FeedHealthLimits {
  /** Longest silence of tickers, ms. */
  readonly tickerMs: number;
}

const DEFAULT_LIMITS: FeedHealthLimits = { tickerMs: 3 * SECOND };

/** When something was received, on both clocks. */
interface Moment {
  wall: number;
  monotonic: number;
}

/**
 * Watches how old the data of a feed are. Ages are the larger of the wall clock's and the monotonic clock's difference,
 * so that neither a clock set back nor a sleeping computer makes old data look fresh.
 */
export class FeedHealth {
  readonly #clock: Clock;
  readonly #limits: FeedHealthLimits;
  readonly #tickers = new Map<ContractSymbol, Moment>();
  readonly #candles = new Map<ContractSymbol, Moment>();
  readonly #newest: Moment = { wall: Number.NEGATIVE_INFINITY, monotonic: Number.NEGATIVE_INFINITY };
  #status: FeedStatus = 'stale';
  #reason = 'No data have come yet.';

  constructor(clock: Clock, limits: FeedHealthLimits = DEFAULT_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Takes note of an event at the moment it arrives. */
  onEvent(event: FeedEvent): void {
    switch (event.kind) {
      case 'ticker':
        this.#stamp(this.#tickers, event.ticker.symbol);
        this.#newest.wall = this.#clock.now();
        this.#newest.monotonic = this.#clock.monotonic();
        this.#sign('data', '');
        return;
      case 'candle':
        this.#stamp(this.#candles, event.symbol);
        return;
      case 'status':
        this.#sign(event.status === 'open' ? 'said-open' : 'said-down', event.reason);
        return;
      case 'trade':
      case 'liquidation':
      case 'funding':
      case 'depth':
        return;
    }
  }

  /** Milliseconds since the contract's last ticker; null when none came. */
  tickerAge(symbol: ContractSymbol): number | null {
    return this.#age(this.#tickers.get(symbol));
  }

  /** Milliseconds since the contract's last closed candle arrived; null when none came. */
  candleAge(symbol: ContractSymbol): number | null {
    return this.#age(this.#candles.get(symbol));
  }

  /** The feed as a whole: as fresh as its freshest ticker. */
  status(): FeedStatus {
    const age = this.#age(this.#newest);
    if (age === null || age > this.#limits.tickerMs) {
      if (this.#status === 'open') this.#reason = `No ticker for more than ${String(this.#limits.tickerMs)} ms.`;
      this.#status = FEED_STATUS_TABLE[this.#status].silence;
    }
    return this.#status;
  }

  /** One contract: the feed's status, or `stale` when only this contract is silent. */
  statusOf(symbol: ContractSymbol): FeedStatus {
    const feed = this.status();
    if (feed !== 'open') return feed;
    const age = this.tickerAge(symbol);
    return age !== null && age <= this.#limits.tickerMs ? 'open' : 'stale';
  }

  /** Why the feed is not open, one sentence; empty when it is. */
  get reason(): string {
    return this.status() === 'open' ? '' : this.#reason;
  }

  #sign(sign: FeedSign, reason: string): void {
    const next = FEED_STATUS_TABLE[this.#status][sign];
    if (next !== this.#status || sign === 'said-down') this.#reason = reason;
    this.#status = next;
  }

  #stamp(moments: Map<ContractSymbol, Moment>, symbol: ContractSymbol): void {
    const moment = moments.get(symbol);
    if (moment === undefined) {
      moments.set(symbol, { wall: this.#clock.now(), monotonic: this.#clock.monotonic() });
      return;
    }
    moment.wall = this.#clock.now();
    moment.monotonic = this.#clock.monotonic();
  }

  #age(moment: Moment | undefined): number | null {
    if (moment === undefined || moment.wall === Number.NEGATIVE_INFINITY) return null;
    return Math.max(this.#clock.now() - moment.wall, this.#clock.monotonic() - moment.monotonic);
  }
}
