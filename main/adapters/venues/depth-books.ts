import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { DepthColumns } from '#core/market/depth-columns.ts';
import type { BookState } from '#core/market/order-book.ts';
import { readLadders } from '#core/market/book-columns.ts';
import type { BookColumns, DepthLevel, FeedBooks, FeedEvent } from '#core/ports/market-feed.ts';
import type { CcxtFeedParts } from './ccxt-feed.ts';
import type { DepthQuirks } from './feed-quirks.ts';
import { FollowedBook } from './followed-book.ts';
import { encoded } from './message-bytes.ts';
import { messageOf } from './rest-client.ts';

/** A changed book is told at most this often, ms. */
const THROTTLE_MS = 100;
/** How often it is looked for books that changed since. */
const LOOK_MS = 50;
/** A book without a message for so long, while its ticker goes on, is unknown, ms. */
export const DEPTH_SILENT_MS = 3_000;
/** Levels of each side that are told. */
const TOLD_LEVELS = 20;
const NOTHING: readonly DepthLevel[] = [];

export interface DepthEvents {
  depth(event: Extract<FeedEvent, { readonly kind: 'depth' }>): void;
  /** A whole book broke; a snapshot is asked for. */
  gap(symbol: ContractSymbol): void;
  /** A book is not told of any more although its ticker is. */
  silent(symbol: ContractSymbol): void;
}

/**
 * The order books of a feed: changes from the stream on a snapshot by request. A book that breaks is withdrawn in the
 * same turn, and told again when a new snapshot made it whole.
 */
export class DepthBooks implements FeedBooks {
  readonly #parts: CcxtFeedParts;
  readonly #quirks: DepthQuirks;
  readonly #events: DepthEvents;
  readonly #books = new Map<string, FollowedBook>();
  readonly #columns = new DepthColumns();
  #timer: Disposable | null = null;
  /** Whether changes come: only then does a snapshot help. */
  #following = false;
  /** Rises when the connection is lost, so that a snapshot asked for before is dropped. */
  #epoch = 0;

  constructor(parts: CcxtFeedParts, quirks: DepthQuirks, events: DepthEvents) {
    this.#parts = parts;
    this.#quirks = quirks;
    this.#events = events;
    for (const contract of parts.book.all) this.#books.set(contract.venueSymbol, new FollowedBook(contract, quirks));
  }

  version(symbol: ContractSymbol): number {
    const counts = this.#of(symbol)?.book.counts;
    return counts === undefined ? 0 : counts.applied + counts.snapshots + counts.gaps + counts.crossings;
  }

  read(symbol: ContractSymbol, groupTicks: number, into: BookColumns): string {
    const book = this.#of(symbol)?.book;
    if (book === undefined) return `The feed tells no book of ${symbol}.`;
    if (book.state !== 'live') return book.reason;
    readLadders(book, groupTicks, into);
    return '';
  }

  lotsAt(symbol: ContractSymbol, side: 'buy' | 'sell', ticks: number): number | null {
    const book = this.#of(symbol)?.book;
    if (book?.state !== 'live') return null;
    const ladder = side === 'buy' ? book.bids : book.asks;
    return ladder.knows(ticks) ? ladder.get(ticks) : null;
  }

  start(): void {
    this.#timer ??= this.#parts.scheduler.every(LOOK_MS, () => this.#publish());
  }

  stop(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }

  /** The changes are subscribed. */
  follow(): void {
    this.#following = true;
    for (const followed of this.#books.values()) this.#tend(followed);
  }

  /** A ticker of the contract is told next: the book that goes with it comes first. */
  beforeTicker(symbol: ContractSymbol): void {
    const followed = this.#of(symbol);
    if (followed === undefined) return;
    const now = this.#parts.clock.monotonic();
    if (followed.isSilent(now, DEPTH_SILENT_MS)) this.#silence(followed, now);
    else this.#tell(followed);
  }

  /** The connection is gone. */
  lost(reason: string): void {
    this.#following = false;
    this.#epoch += 1;
    for (const followed of this.#books.values()) {
      followed.onLost(reason);
      this.#withdraw(followed);
    }
  }

  /**
   * Takes a message of the stream. False when it is not about depth.
   * @throws UnreadableMessage after the book was broken by it.
   */
  take(text: string): boolean {
    const name = this.#quirks.symbolOf(text);
    if (name === null) return false;
    const followed = this.#books.get(name);
    if (followed === undefined) return true;
    const { book } = followed;
    const before = book.state;
    followed.heard = true;
    try {
      followed.read(encoded(text), this.#columns);
      book.onMessage(this.#columns);
    } catch (error) {
      // A change nobody could read is a change that is missing.
      book.onLost(messageOf(error));
      throw error;
    } finally {
      this.#judge(followed, before);
    }
    return true;
  }

  #of(symbol: ContractSymbol): FollowedBook | undefined {
    return this.#books.get(this.#parts.book.ours(symbol)?.venueSymbol ?? '');
  }

  /** The venue may have nothing to tell, or the subscription may be dead: only a snapshot shows what the book is. */
  #silence(followed: FollowedBook, now: number): void {
    followed.onSilent(now, `No change for ${String(DEPTH_SILENT_MS)} ms while its ticker goes on.`);
    this.#withdraw(followed);
    this.#events.silent(followed.contract.instrument.symbol);
  }

  #judge(followed: FollowedBook, before: BookState): void {
    const { book, contract } = followed;
    if (book.state === 'live') {
      followed.changed = true;
      return;
    }
    if (before === 'live') {
      this.#withdraw(followed);
      this.#events.gap(contract.instrument.symbol);
    }
    this.#following = true;
    this.#tend(followed);
  }

  #tend(followed: FollowedBook): void {
    if (followed.mayAsk(this.#parts.clock.monotonic())) void this.#ask(followed);
  }

  async #ask(followed: FollowedBook): Promise<void> {
    const { clock, log } = this.#parts;
    const epoch = this.#epoch;
    followed.onAsked(clock.monotonic());
    const problem = await this.#snapshot(followed, epoch);
    if (epoch !== this.#epoch) return;
    followed.onAnswered(clock.monotonic());
    const { symbol } = followed.contract.instrument;
    if (followed.failures === 1) log.warn('The order book is not whole', { symbol, reason: problem });
  }

  /** Why the book is still not whole; empty when it is. */
  async #snapshot(followed: FollowedBook, epoch: number): Promise<string> {
    const { snapshot, whole } = this.#quirks;
    const { contract, book } = followed;
    const result = await this.#parts.rest.ask(snapshot.call(contract), (bytes) => {
      followed.readSnapshot(bytes, this.#columns);
      // At once: the next message uses the same columns.
      if (epoch === this.#epoch) book.onSnapshot(this.#columns, whole);
    });
    if (epoch !== this.#epoch) return '';
    if (result.kind !== 'answered') return result.reason;
    return result.verdict.ok ? book.reason : result.verdict.message;
  }

  #publish(): void {
    for (const followed of this.#books.values()) {
      this.#tell(followed);
      if (this.#following) this.#tend(followed);
    }
  }

  #tell(followed: FollowedBook): void {
    const now = this.#parts.clock.monotonic();
    if (!followed.changed || followed.book.state !== 'live' || now - followed.toldAt < THROTTLE_MS) return;
    followed.changed = false;
    followed.told = true;
    followed.toldAt = now;
    this.#emit(followed, followed.levels('bid', TOLD_LEVELS), followed.levels('ask', TOLD_LEVELS));
  }

  /** Says that nothing is known of a book that was told. */
  #withdraw(followed: FollowedBook): void {
    followed.changed = false;
    if (!followed.told) return;
    followed.told = false;
    this.#emit(followed, NOTHING, NOTHING);
  }

  #emit({ book, contract }: FollowedBook, bids: readonly DepthLevel[], asks: readonly DepthLevel[]): void {
    const { clock, venueClock } = this.#parts;
    const { symbol } = contract.instrument;
    const { sequence } = book;
    const tsVenue = Number.isNaN(book.tsVenue) ? venueClock.now() : book.tsVenue;
    this.#events.depth({ kind: 'depth', symbol, bids, asks, sequence, tsVenue, tsReceived: clock.now() });
  }
}
