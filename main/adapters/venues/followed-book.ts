import { parseStep } from '#core/market/decimal-step.ts';
import type { DepthColumns } from '#core/market/depth-columns.ts';
import { OrderBook } from '#core/market/order-book.ts';
import type { PriceLadder } from '#core/market/price-ladder.ts';
import { ticksToPlot } from '#shared/domain/instrument.ts';
import type { DepthLevel } from '#core/ports/market-feed.ts';
import type { DepthQuirks } from './feed-quirks.ts';
import { DepthReader } from './parse/depth.ts';
import type { VenueContract } from './venue-contract.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** One contract's book, the reader of its messages, and when its next snapshot may be asked for. */
export class FollowedBook {
  readonly contract: VenueContract;
  readonly book: OrderBook;
  /** Changed since it was last told. */
  changed = false;
  /** Its levels were told and nothing else since. */
  told = false;
  /** When its levels were told last, monotonic, ms. */
  toldAt = Number.NEGATIVE_INFINITY;
  asking = false;
  /** A message came since it was last looked; reading the clock on every one would cost too much. */
  heard = false;
  /** When it was last seen that a message had come, monotonic, ms. */
  heardAt = Number.NEGATIVE_INFINITY;
  /** Silences in a row: each makes the wait for the next snapshot longer. */
  silences = 0;
  /** Snapshots in a row that did not make the book whole. */
  failures = 0;
  readonly #reader: DepthReader;
  readonly #snapshotReader: DepthReader;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(contract: VenueContract, quirks: DepthQuirks) {
    const { instrument, venueSymbol, sizeStep } = contract;
    const tick = { units: instrument.tickUnits, scale: instrument.priceScale };
    this.contract = contract;
    this.book = new OrderBook(quirks.sequence);
    const depth = { venueSymbol, tick, lot: parseStep(sizeStep) };
    this.#reader = new DepthReader(quirks.message, depth);
    this.#snapshotReader = new DepthReader(quirks.snapshot.format, depth);
  }

  /** @throws UnreadableMessage */
  read(bytes: Uint8Array, into: DepthColumns): void {
    this.#reader.read(bytes, into);
  }

  /** Fills columns with all levels of a snapshot. @throws UnreadableMessage */
  readSnapshot(bytes: Uint8Array, into: DepthColumns): void {
    this.#snapshotReader.read(bytes, into);
  }

  /** @param now monotonic, ms. */
  mayAsk(now: number): boolean {
    return !this.asking && this.book.state !== 'live' && now >= this.#notBefore;
  }

  /** A snapshot is asked for: a book that breaks again at once must not use up the rate limit. */
  onAsked(now: number): void {
    this.asking = true;
    this.#notBefore = now + FIRST_RETRY_MS;
  }

  /** What became of the snapshot. */
  onAnswered(now: number): void {
    this.asking = false;
    if (this.book.state === 'live') {
      this.failures = 0;
      this.changed = true;
      this.heardAt = now;
      return;
    }
    this.#notBefore = now + Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS);
    this.failures += 1;
  }

  /**
   * Whether a live book stopped being told of while the contract's ticker lives.
   * @param now monotonic, ms.
   */
  isSilent(now: number, limitMs: number): boolean {
    if (this.heard) {
      this.heard = false;
      this.heardAt = now;
      this.silences = 0;
    }
    return this.book.state === 'live' && now - this.heardAt > limitMs;
  }

  /** Nothing is known of the book any more; a snapshot is asked for at growing waits. */
  onSilent(now: number, reason: string): void {
    this.book.onLost(reason);
    this.#notBefore = now + Math.min(FIRST_RETRY_MS * 2 ** this.silences, LONGEST_RETRY_MS);
    this.silences += 1;
  }

  /** The connection is gone, and an answer on its way is of no use. */
  onLost(reason: string): void {
    this.book.onLost(reason);
    this.asking = false;
    this.changed = false;
    this.#notBefore = Number.NEGATIVE_INFINITY;
  }

  /** Best levels first. */
  levels(side: 'bid' | 'ask', most: number): readonly DepthLevel[] {
    const ladder: PriceLadder = side === 'bid' ? this.book.bids : this.book.asks;
    const levels: DepthLevel[] = [];
    for (let at = ladder.best(); at >= 0 && levels.length < most && ladder.knows(at); at = ladder.after(at))
      levels.push({ price: ticksToPlot(this.contract.instrument, at), lots: ladder.get(at) });
    return levels;
  }
}
