import type { ContractSymbol } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedEvent, Ticker } from '../ports/market-feed.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { DerivativeSample, DerivativeStore } from '../ports/store.ts';

/** How often it looks whether a minute is over. */
const LOOK_MS = 1_000;

export interface SamplerParts {
  readonly store: DerivativeStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/**
 * Stores, at the end of each minute, what the feed last told of each contract in that minute: venues give open interest
 * and funding only as of now, so whoever wants their past has to keep it from the first start on. A minute without a
 * ticker of a contract stays missing.
 */
export class DerivativesSampler {
  readonly #parts: SamplerParts;
  readonly #told = new Map<ContractSymbol, Ticker>();
  #minute: number;

  constructor(parts: SamplerParts) {
    this.#parts = parts;
    this.#minute = minuteOf(parts.clock.now());
  }

  /** Samples until disposed; then the minute that has begun is stored as far as it came. */
  start(): Disposable {
    const timer = this.#parts.scheduler.every(LOOK_MS, () => this.onTime());
    return {
      dispose: () => {
        timer.dispose();
        this.#flush();
      },
    };
  }

  /** Takes note of an event of the feed. */
  onEvent(event: FeedEvent): void {
    if (event.kind !== 'ticker') return;
    this.onTime();
    this.#told.set(event.ticker.symbol, event.ticker);
  }

  /** Stores the minute when it is over. A clock that was set back begins a new minute, and the later one is replaced. */
  onTime(): void {
    const minute = minuteOf(this.#parts.clock.now());
    if (minute === this.#minute) return;
    this.#flush();
    this.#minute = minute;
  }

  #flush(): void {
    const samples: DerivativeSample[] = [];
    for (const { symbol, openInterestLots, fundingRate, mark, index } of this.#told.values())
      samples.push({ symbol, ts: this.#minute, openInterestLots, fundingRate, mark: known(mark), index: known(index) });
    this.#told.clear();
    this.#parts.store.write(samples);
  }
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;

/** Feeds without such a price say 0 or NaN. */
const known = (price: number): number | null => (price > 0 && Number.isFinite(price) ? price : null);
