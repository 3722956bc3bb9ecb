import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedEvent, Ticker } from '../ports/market-feed.ts';
import { TickerMeter, type MeterReading } from './ticker-meter.ts';

/** The connection of a feed as its own words tell it. */
export interface ConnectionReading {
  /** How often it came back after it was lost. */
  readonly reconnects: number;
  readonly lastReconnectAt: number | null;
}

/** Counts what a feed delivers: silences beyond the limit, delays, tickers per second, and how often it came back. */
export class FeedMeter {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #whole: TickerMeter;
  readonly #symbols = new Map<ContractSymbol, TickerMeter>();
  #lost = false;
  #reconnects = 0;
  #lastReconnectAt: number | null = null;

  /** @param limitMs a silence longer than this is a gap. */
  constructor(clock: Clock, limitMs: number) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#whole = new TickerMeter(limitMs);
  }

  /** Takes note of an event at the moment it arrives. */
  onEvent(event: FeedEvent): void {
    if (event.kind === 'ticker') this.#onTicker(event.ticker);
    if (event.kind !== 'status') return;
    if (event.status === 'down') {
      this.#lost = true;
      return;
    }
    if (!this.#lost) return;
    this.#lost = false;
    this.#reconnects += 1;
    this.#lastReconnectAt = this.#clock.now();
  }

  /** The feed as a whole: a gap is a silence of all contracts together. */
  whole(): MeterReading {
    return this.#whole.read(this.#clock.monotonic());
  }

  /** One contract. */
  of(symbol: ContractSymbol): MeterReading {
    return (this.#symbols.get(symbol) ?? new TickerMeter(this.#limitMs)).read(this.#clock.monotonic());
  }

  get connection(): ConnectionReading {
    return { reconnects: this.#reconnects, lastReconnectAt: this.#lastReconnectAt };
  }

  #onTicker({ symbol, tsReceived, tsVenue }: Ticker): void {
    const wall = this.#clock.now();
    const monotonic = this.#clock.monotonic();
    let meter = this.#symbols.get(symbol);
    if (meter === undefined) {
      meter = new TickerMeter(this.#limitMs);
      this.#symbols.set(symbol, meter);
    }
    meter.onTicker(wall, monotonic, tsReceived - tsVenue);
    this.#whole.onTicker(wall, monotonic, tsReceived - tsVenue);
  }
}
