import type { ContractSymbol } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import {
  NOT_APPLICABLE,
  type Fact,
  type KeyFacts,
  type ServiceFacts,
  type StorageFacts,
  type StreamFacts,
} from './agents/risk/context.ts';
import type { DepthFacts, PriceFacts, Surroundings } from './agents/risk/surroundings.ts';
import type { Journal } from './journal/journal.ts';
import type { Clock } from './ports/clock.ts';
import type { FeedEvent, MarketFeed, Ticker } from './ports/market-feed.ts';
import type { Scheduler } from './ports/scheduler.ts';
import type { Venue } from './ports/venue.ts';

type Depth = Extract<FeedEvent, { kind: 'depth' }>;

/** A ticker, a measured offset and an answer of the venue are believed for this long. */
const TICKER_MS = 10_000;
const OFFSET_MS = 3 * MINUTE;
const ANSWER_MS = 3 * MINUTE;
/** How often the venue is asked for its state and the margin modes. */
const ASK_MS = MINUTE;

/** When the contracts of the venue were last read, and which of them are open for trading. */
export interface ContractsRead {
  readonly at: number;
  readonly active: ReadonlySet<ContractSymbol>;
}

export interface GateSurroundingsParts {
  /** True when orders are real. */
  readonly live: boolean;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly journal: Journal;
  readonly feed: MarketFeed;
  readonly venue: Venue;
  /** Free bytes on the journal's disk; null when they cannot be read. */
  readonly freeDisk: () => number | null;
  readonly contracts: () => ContractsRead | null;
  /** False while the past is worked through: it has candles only. */
  readonly present: () => boolean;
  readonly ticker: (symbol: ContractSymbol) => Ticker | null;
  readonly clockOffset: () => { readonly ms: number; readonly at: number } | null;
}

interface Told<T> {
  readonly value: T;
  readonly at: number;
}

/**
 * What the gate asks of the world in a running host. Login, disk, clock and streams count where orders are real; with
 * simulated fills nothing leaves the process that they could endanger.
 */
export class GateSurroundings implements Surroundings, Disposable {
  readonly #parts: GateSurroundingsParts;
  readonly #depth = new Map<ContractSymbol, Depth>();
  #stream: StreamFacts | null = null;
  #service: Told<Omit<ServiceFacts, 'maintenanceInMs'>> | null = null;
  #margins: Told<ReadonlyMap<ContractSymbol, 'isolated' | 'cross'>> | null = null;
  #subscriptions: readonly Disposable[] = [];

  constructor(parts: GateSurroundingsParts) {
    this.#parts = parts;
    const { feed, venue, scheduler, live, clock } = parts;
    this.#subscriptions = [
      feed.onEvent((event) => {
        if (event.kind === 'depth') this.#depth.set(event.symbol, event);
      }),
    ];
    if (!live) return;
    this.#subscriptions = [
      ...this.#subscriptions,
      venue.onCondition((told) => {
        if (told.kind === 'stream') {
          this.#stream = { status: told.status, reason: told.reason };
          if (told.status === 'live') void this.#ask();
        } else this.#service = { value: { status: told.status, reason: told.reason }, at: clock.now() };
      }),
      scheduler.every(ASK_MS, () => void this.#ask()),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions = [];
  }

  prices(symbol: ContractSymbol): Fact<PriceFacts> {
    if (!this.#parts.present()) return NOT_APPLICABLE;
    const ticker = this.#parts.ticker(symbol);
    return ticker === null || this.#age(ticker.tsReceived) > TICKER_MS ? null : ticker;
  }

  book(symbol: ContractSymbol): Fact<DepthFacts> {
    const { feed, present } = this.#parts;
    if (feed.simulated || !present()) return NOT_APPLICABLE;
    const depth = this.#depth.get(symbol);
    return depth === undefined ? null : { bids: depth.bids, asks: depth.asks, ageMs: this.#age(depth.tsReceived) };
  }

  storage(): Fact<StorageFacts> {
    const { live, freeDisk, journal } = this.#parts;
    return live ? { freeBytes: freeDisk(), commitP99Ms: journal.commitTimes.p99() } : NOT_APPLICABLE;
  }

  clockOffsetMs(): Fact<number> {
    const { live, clockOffset } = this.#parts;
    if (!live) return NOT_APPLICABLE;
    const measured = clockOffset();
    return measured === null || this.#age(measured.at) > OFFSET_MS ? null : measured.ms;
  }

  key(): Fact<KeyFacts> {
    const { live, journal } = this.#parts;
    if (!live) return NOT_APPLICABLE;
    const released = journal.state.accounts().filter(({ enabled, liveSince }) => enabled && liveSince !== null);
    const [account] = released;
    if (account === undefined || account.rights === null) return null;
    const { canTrade, canMoveFunds, ipRestricted } = account.rights;
    return { canTrade, canMoveFunds, ipRestricted, rightAccount: released.length === 1 };
  }

  contractActive(symbol: ContractSymbol): Fact<boolean> {
    const { live, contracts } = this.#parts;
    return live ? (contracts()?.active.has(symbol) ?? null) : NOT_APPLICABLE;
  }

  specificationAgeMs(): Fact<number> {
    const { live, contracts } = this.#parts;
    if (!live) return NOT_APPLICABLE;
    const read = contracts();
    return read === null ? null : this.#age(read.at);
  }

  /** A symbol without a position has no mode of its own: the order says isolated, and the venue refuses another. */
  marginMode(symbol: ContractSymbol): Fact<'isolated' | 'cross'> {
    if (!this.#parts.live) return NOT_APPLICABLE;
    const margins = this.#margins;
    if (margins === null || this.#age(margins.at) > ANSWER_MS) return null;
    return margins.value.get(symbol) ?? NOT_APPLICABLE;
  }

  stream(): Fact<StreamFacts> {
    return this.#parts.live ? this.#stream : NOT_APPLICABLE;
  }

  /** No venue announces maintenance by its interface: its service tells when it begins. */
  service(): Fact<ServiceFacts> {
    if (!this.#parts.live) return NOT_APPLICABLE;
    const told = this.#service;
    if (told === null || this.#age(told.at) > ANSWER_MS) return null;
    return { ...told.value, maintenanceInMs: NOT_APPLICABLE };
  }

  #age(at: number): number {
    return Math.max(0, this.#parts.clock.now() - at);
  }

  async #ask(): Promise<void> {
    const { venue, clock } = this.#parts;
    const [service, positions] = await Promise.all([venue.ask.service(), venue.ask.positions()]);
    const at = clock.now();
    if (service.known) this.#service = { value: service.value, at };
    if (!positions.known) return;
    this.#margins = { value: new Map(positions.value.map(({ symbol, marginMode }) => [symbol, marginMode])), at };
  }
}
