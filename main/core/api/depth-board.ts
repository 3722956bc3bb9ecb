import type { BookMessage, TapeMessage } from '#shared/contract/depth.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { FeedHealth } from '../market/feed-health.ts';
import type { Clock } from '../ports/clock.ts';
import type { BookColumns, MarketFeed } from '../ports/market-feed.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { BookTopic, type Standing } from './book-topic.ts';
import type { OrderQueues } from './order-queues.ts';
import type { StopSignal } from './stop-signal.ts';
import { TapeTopic } from './tape-topic.ts';

/** A book is read, and a tape told, at most this often: ten times a second. */
const PERIOD_MS = 100;
const LIVE: Standing = { state: 'live', reason: '' };

export interface DepthBoardParts {
  readonly feed: MarketFeed;
  readonly health: Pick<FeedHealth, 'statusOf' | 'reason'>;
  readonly queues: Pick<OrderQueues, 'of'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/** The order books and trades that somebody watches. While nobody does there is no timer, no listener and no memory. */
export class DepthBoard implements Disposable {
  readonly #parts: DepthBoardParts;
  readonly #books = new Map<string, BookTopic>();
  readonly #tapes = new Map<ContractSymbol, TapeTopic>();
  #timer: Disposable | null = null;
  #trades: Disposable | null = null;

  constructor(parts: DepthBoardParts) {
    this.#parts = parts;
  }

  book(
    instrument: Instrument,
    levels: number,
    groupTicks: number,
    signal: StopSignal | undefined,
  ): AsyncGenerator<BookMessage, void, void> {
    const key = `${instrument.symbol} ${String(groupTicks)} ${String(levels)}`;
    let topic = this.#books.get(key);
    if (topic === undefined) {
      topic = this.#openBook(key, instrument, levels, groupTicks);
      this.#books.set(key, topic);
    }
    this.#watch();
    const reader = topic.subscribe(signal);
    if (topic.readers === 0) this.#dropBook(key);
    return reader;
  }

  trades(instrument: Instrument, signal: StopSignal | undefined): AsyncGenerator<TapeMessage, void, void> {
    const { symbol } = instrument;
    let topic = this.#tapes.get(symbol);
    if (topic === undefined) {
      topic = new TapeTopic({
        instrument,
        simulated: this.#parts.feed.simulated,
        standing: () => this.#standing(symbol),
        onUnread: () => this.#dropTape(symbol),
      });
      this.#tapes.set(symbol, topic);
    }
    this.#trades ??= this.#parts.feed.onEvent((event) => {
      if (event.kind !== 'trade') return;
      this.#tapes.get(event.symbol)?.onTrade(event.price, event.lots, event.takerSide, event.tsVenue);
    });
    this.#watch();
    const reader = topic.subscribe(signal);
    if (topic.readers === 0) this.#dropTape(symbol);
    return reader;
  }

  /** Books and tapes that are watched now; a test asserts that none is left behind. */
  get watched(): number {
    return this.#books.size + this.#tapes.size;
  }

  dispose(): void {
    this.#books.clear();
    this.#tapes.clear();
    this.#rest();
  }

  #openBook(key: string, instrument: Instrument, levels: number, groupTicks: number): BookTopic {
    const { feed, clock, queues } = this.#parts;
    const { symbol } = instrument;
    const { books } = feed;
    const none = `${feed.name} tells no order book of ${symbol} here.`;
    const sight = {
      version: () => books?.version(symbol) ?? 0,
      read: (into: BookColumns) => books?.read(symbol, groupTicks, into) ?? none,
      standing: () => this.#standing(symbol),
      queues: () => queues.of(symbol),
      now: () => clock.now(),
    };
    const onUnread = () => this.#dropBook(key);
    return new BookTopic(sight, { instrument, levels, groupTicks, simulated: feed.simulated, onUnread });
  }

  #standing(symbol: ContractSymbol): Standing {
    const { health } = this.#parts;
    const status = health.statusOf(symbol);
    if (status === 'open') return LIVE;
    const reason = health.reason;
    return { state: 'stale', reason: reason === '' ? `No price of ${symbol} has come for seconds.` : reason };
  }

  #watch(): void {
    this.#timer ??= this.#parts.scheduler.every(PERIOD_MS, () => {
      for (const topic of this.#books.values()) topic.beat();
      for (const topic of this.#tapes.values()) topic.beat();
    });
  }

  #dropBook(key: string): void {
    this.#books.delete(key);
    this.#rest();
  }

  #dropTape(symbol: ContractSymbol): void {
    this.#tapes.delete(symbol);
    this.#rest();
  }

  #rest(): void {
    if (this.#tapes.size === 0) {
      this.#trades?.dispose();
      this.#trades = null;
    }
    if (this.watched > 0) return;
    this.#timer?.dispose();
    this.#timer = null;
  }
}
