import { ExactSum } from '#shared/domain/exact-sum.ts';
import { SEQUENCE_RULES, sequenceProblem, type SequenceDialect } from './book-sequence.ts';
import { BID, type DepthColumns } from './depth-columns.ts';
import { DepthQueue } from './depth-queue.ts';
import { PriceLadder } from './price-ladder.ts';

/**
 * `empty`: no snapshot yet. `live`: whole, as of its sequence number. `gapped`: a message is missing or could not be
 * read. `crossed`: the best bid reached the best ask. `short`: the price left the part that the snapshot showed. In all
 * but `live` nothing is told of prices until a new snapshot comes.
 */
export type BookState = 'empty' | 'live' | 'gapped' | 'crossed' | 'short';

/** What happens to a book beside a message that follows, which changes no state. */
export type BookSign = 'snapshot' | 'gap' | 'crossed' | 'beyond';

/** (state, sign) → state: only a snapshot makes a book whole again. */
export const BOOK_TABLE: Readonly<Record<BookState, Readonly<Record<BookSign, BookState>>>> = {
  empty: { snapshot: 'live', gap: 'empty', crossed: 'empty', beyond: 'empty' },
  live: { snapshot: 'live', gap: 'gapped', crossed: 'crossed', beyond: 'short' },
  gapped: { snapshot: 'live', gap: 'gapped', crossed: 'gapped', beyond: 'gapped' },
  crossed: { snapshot: 'live', gap: 'gapped', crossed: 'crossed', beyond: 'crossed' },
  short: { snapshot: 'live', gap: 'gapped', crossed: 'short', beyond: 'short' },
};

/** What a market order would cost by the book as it is. */
export interface MarketWalk {
  /** Lots the known levels hold, at most those asked. Fewer than asked: the rest would fill at prices nobody knows. */
  readonly lots: number;
  /** Sum of ticks × lots: times the instrument's `tickValue` it is the exact worth. */
  readonly tickLots: bigint;
  /** The last price taken; null when the side is empty. */
  readonly worstTicks: number | null;
}

export interface BookCounts {
  readonly applied: number;
  readonly old: number;
  readonly gaps: number;
  readonly crossings: number;
  readonly snapshots: number;
}

/** One contract's order book: whole ticks and lots, rebuilt from a snapshot and increments, never silently wrong. */
export class OrderBook {
  readonly bids: PriceLadder;
  readonly asks: PriceLadder;
  readonly #dialect: SequenceDialect;
  readonly #waiting: DepthQueue;
  #state: BookState = 'empty';
  #reason = 'No snapshot has come yet.';
  #sequence = -1;
  #tsVenue = Number.NaN;
  #onSnapshot = false;
  readonly #counts = { applied: 0, old: 0, gaps: 0, crossings: 0, snapshots: 0 };

  constructor(dialect: SequenceDialect, bounds: { readonly pages?: number; readonly waiting?: number } = {}) {
    this.#dialect = dialect;
    this.bids = new PriceLadder('bid', bounds.pages);
    this.asks = new PriceLadder('ask', bounds.pages);
    this.#waiting = new DepthQueue(bounds.waiting);
  }

  get state(): BookState {
    return this.#state;
  }

  /** Why the book is not live, one sentence; empty when it is. */
  get reason(): string {
    return this.#reason;
  }

  /** The sequence number the book is as of; −1 before the first snapshot. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The venue's time of the last message applied, ms; NaN when unknown. */
  get tsVenue(): number {
    return this.#tsVenue;
  }

  get counts(): BookCounts {
    return this.#counts;
  }

  /** The highest bid in ticks; null when the book is not live or has none. */
  bestBid(): number | null {
    return this.#best(this.bids);
  }

  /** The lowest ask in ticks; null when the book is not live or has none. */
  bestAsk(): number | null {
    return this.#best(this.asks);
  }

  /**
   * Takes a snapshot and what came since. One that is older than the book, or that the waiting messages do not reach back
   * to, changes nothing but to leave the book waiting for a newer one.
   * @param whole false when the snapshot ends at some depth: beyond its last levels nothing is known then.
   */
  onSnapshot(levels: DepthColumns, whole: boolean): BookState {
    const row = levels.firstInvalid();
    if (row >= 0 || !Number.isSafeInteger(levels.final)) return this.#break('The snapshot has a level that is none.');
    if (this.#state === 'live' && levels.final < this.#sequence) return this.#state;
    this.#counts.snapshots += 1;
    this.bids.clear();
    this.asks.clear();
    this.#fill(levels, -1);
    this.#limit(levels, whole);
    this.#sequence = levels.final;
    this.#tsVenue = levels.tsVenue;
    this.#onSnapshot = true;
    this.#sign('snapshot', '');
    this.#inspect();
    this.#waiting.drain((message) => this.#follow(message) === 'live');
    return this.#state;
  }

  /** Takes a message. Without a whole book it waits for the snapshot. */
  onMessage(message: DepthColumns): BookState {
    if (this.#state === 'live') return this.#follow(message);
    if (sequenceProblem(message, this.#dialect) === null && message.firstInvalid() < 0) this.#waiting.add(message);
    else this.#waiting.clear();
    return this.#state;
  }

  /** The connection is gone, or a message was lost on the way: what comes next does not follow. */
  onLost(reason: string): BookState {
    this.#waiting.clear();
    return this.#break(reason);
  }

  /**
   * Lots within `distance` ticks of the best price of a side, the best level included; null when the book is not live or
   * does not reach that far.
   */
  lotsWithin(side: 'bid' | 'ask', distance: number): number | null {
    const ladder = side === 'bid' ? this.bids : this.asks;
    const best = this.#best(ladder);
    if (best === null) return null;
    const end = side === 'bid' ? best - distance : best + distance;
    if (!ladder.knows(Math.max(0, end))) return null;
    let sum = 0;
    for (let at = best; at >= 0 && Math.abs(at - best) <= distance; at = ladder.after(at)) sum += ladder.get(at);
    return sum;
  }

  /** Walks a market order through the book; null when the book is not live. */
  walk(side: 'buy' | 'sell', lots: number): MarketWalk | null {
    if (this.#state !== 'live') return null;
    const ladder = side === 'buy' ? this.asks : this.bids;
    const worth = new ExactSum();
    let left = lots;
    let worst: number | null = null;
    for (let at = ladder.best(); at >= 0 && left > 0 && ladder.knows(at); at = ladder.after(at)) {
      const taken = Math.min(left, ladder.get(at));
      worth.addProduct(at, taken);
      left -= taken;
      worst = at;
    }
    return { lots: lots - left, tickLots: worth.total(), worstTicks: worst };
  }

  #best(ladder: PriceLadder): number | null {
    if (this.#state !== 'live') return null;
    const ticks = ladder.best();
    return ticks < 0 ? null : ticks;
  }

  #follow(message: DepthColumns): BookState {
    const problem = sequenceProblem(message, this.#dialect);
    if (problem !== null) return this.#break(problem);
    const verdict = SEQUENCE_RULES[this.#dialect](this.#sequence, message, this.#onSnapshot);
    if (verdict === 'old') {
      this.#counts.old += 1;
      return this.#state;
    }
    if (verdict === 'gap') {
      const state = this.#break(
        `Message ${String(message.first)} to ${String(message.final)} does not follow ${String(this.#sequence)}.`,
      );
      this.#waiting.add(message);
      return state;
    }
    const row = message.firstInvalid();
    if (row >= 0) {
      const level = `${String(message.lots[row])} lots at ${String(message.ticks[row])} ticks`;
      return this.#break(`Message ${String(message.final)} has a change that is none: ${level}.`);
    }
    this.#fill(message, this.#sequence);
    this.#sequence = message.final;
    this.#tsVenue = message.tsVenue;
    this.#onSnapshot = false;
    this.#counts.applied += 1;
    this.#inspect();
    return this.#state;
  }

  #fill({ count, side, ticks, lots, sequence }: DepthColumns, after: number): void {
    for (let row = 0; row < count; row += 1) {
      if ((sequence[row] ?? 0) <= after) continue;
      const ladder = side[row] === BID ? this.bids : this.asks;
      ladder.set(ticks[row] ?? 0, lots[row] ?? 0);
    }
  }

  #limit({ count, side, ticks }: DepthColumns, whole: boolean): void {
    if (whole) return;
    let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
    for (let row = 0; row < count; row += 1) {
      const at = ticks[row] ?? 0;
      if (side[row] === BID) lowest = Math.min(lowest, at);
      else highest = Math.max(highest, at);
    }
    this.bids.limit(lowest);
    this.asks.limit(highest);
  }

  /** Looks at the best prices after a change: they must not cross, and must lie in the part that is known. */
  #inspect(): void {
    const bid = this.bids.best();
    const ask = this.asks.best();
    if (bid >= 0 && ask >= 0 && bid >= ask) {
      this.#counts.crossings += 1;
      this.#sign('crossed', `The best bid ${String(bid)} reached the best ask ${String(ask)} (ticks).`);
    } else if (!reaches(this.bids, bid) || !reaches(this.asks, ask)) {
      this.#sign('beyond', 'The price left the part of the book that the snapshot showed.');
    }
  }

  #break(reason: string): BookState {
    if (this.#state === 'live') this.#counts.gaps += 1;
    this.#sign('gap', reason);
    return this.#state;
  }

  #sign(sign: BookSign, reason: string): void {
    this.#state = BOOK_TABLE[this.#state][sign];
    this.#reason = reason;
    if (sign !== 'snapshot') this.#waiting.clear();
  }
}

/** An empty side is fine when the snapshot was whole; else its levels may lie where it did not reach. */
function reaches(ladder: PriceLadder, best: number): boolean {
  if (best >= 0) return ladder.knows(best);
  return ladder.horizon === 0 || ladder.horizon === Number.POSITIVE_INFINITY;
}
