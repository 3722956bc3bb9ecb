import type { BookMessage, OrderQueueView } from '#shared/contract/depth.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { bookColumns } from '../market/book-columns.ts';
import type { BookColumns } from '../ports/market-feed.ts';
import { PacedReaders } from './paced-stream.ts';
import type { StopSignal } from './stop-signal.ts';

/** How a contract's data stand: the word of the feed's health. */
export interface Standing {
  readonly state: 'live' | 'stale';
  readonly reason: string;
}

/** What the columns of a book or tape count in. */
export const unitsOf = ({ symbol, coin, tickUnits, priceScale, multiplier }: Instrument) => ({
  ...{ symbol, coin, tickUnits, multiplier },
  priceDecimals: priceScale,
});

/** Where a watched book is read. */
export interface BookSight {
  version(): number;
  /** Fills the columns; why nothing is known, or empty. */
  read(into: BookColumns): string;
  standing(): Standing;
  queues(): OrderQueueView[];
  now(): number;
}

type Delta = Extract<BookMessage, { kind: 'delta' }>;
type Levels = Pick<Delta, 'bidTicks' | 'bidLots' | 'askTicks' | 'askLots'>;
type Head = Omit<Delta, keyof Levels | 'kind' | 'seq'>;

/** One book at one grouping and depth, for all who watch it so: read once a beat, compared with the beat before. */
export class BookTopic {
  readonly #sight: BookSight;
  readonly #instrument: Instrument;
  readonly #groupTicks: number;
  readonly #simulated: boolean;
  readonly #readers: PacedReaders<BookMessage>;
  #current: BookColumns;
  #before: BookColumns;
  #frame = 0;
  #version = Number.NaN;
  #head: Head;
  #changes: Levels | null = null;

  constructor(
    sight: BookSight,
    terms: {
      readonly instrument: Instrument;
      readonly levels: number;
      readonly groupTicks: number;
      readonly simulated: boolean;
      /** Nobody watches any more. */
      readonly onUnread: () => void;
    },
  ) {
    this.#sight = sight;
    this.#instrument = terms.instrument;
    this.#groupTicks = terms.groupTicks;
    this.#simulated = terms.simulated;
    this.#readers = new PacedReaders(terms.onUnread);
    this.#current = bookColumns(terms.levels);
    this.#before = bookColumns(terms.levels);
    this.#head = this.#headOf('unknown', 'The book was not read yet.');
    this.#look();
  }

  get readers(): number {
    return this.#readers.size;
  }

  subscribe(signal: StopSignal | undefined): AsyncGenerator<BookMessage, void, void> {
    let seen = -1;
    let seq = 0;
    const news = (): BookMessage | null => {
      if (seen === this.#frame) return null;
      seq += 1;
      // Whoever missed a reading gets the book as it is now; nothing is kept for those who do not read.
      const message = seen >= 0 && seen + 1 === this.#frame ? this.#delta(seq) : this.#snapshot(seq);
      seen = this.#frame;
      return message;
    };
    return this.#readers.open(news, signal);
  }

  /** Reads the book when it changed and serves who waits. */
  beat(): void {
    this.#look();
    this.#readers.beat();
  }

  #look(): void {
    const version = this.#sight.version();
    const { state, reason } = this.#sight.standing();
    const same = version === this.#version;
    if (same && (this.#head.state === 'unknown' || (state === this.#head.state && reason === this.#head.reason)))
      return;
    [this.#before, this.#current] = [this.#current, this.#before];
    const unknown = this.#sight.read(this.#current);
    if (unknown !== '') [this.#current.bids, this.#current.asks] = [0, 0];
    const head = unknown === '' ? this.#headOf(state, reason) : this.#headOf('unknown', unknown);
    this.#version = version;
    this.#head = head;
    this.#frame += 1;
    this.#changes = null;
  }

  #headOf(state: Head['state'], reason: string): Head {
    const { sequence, tsVenue, bestBid, bestAsk } = this.#current;
    const known = state !== 'unknown';
    return {
      state,
      reason,
      provenance: this.#simulated ? 'simulated' : 'measured',
      sequence: known ? sequence : -1,
      tsVenue: known && Number.isFinite(tsVenue) ? Math.round(tsVenue) : null,
      asOf: this.#sight.now(),
      bestBid: known && bestBid >= 0 ? bestBid : null,
      bestAsk: known && bestAsk >= 0 ? bestAsk : null,
      queues: known ? this.#sight.queues() : [],
    };
  }

  #snapshot(seq: number): BookMessage {
    const { bids, asks, bidTicks, bidLots, askTicks, askLots } = this.#current;
    return {
      kind: 'snapshot',
      seq,
      ...unitsOf(this.#instrument),
      ...this.#head,
      groupTicks: this.#groupTicks,
      bidTicks: [...bidTicks.subarray(0, bids)],
      bidLots: [...bidLots.subarray(0, bids)],
      askTicks: [...askTicks.subarray(0, asks)],
      askLots: [...askLots.subarray(0, asks)],
    };
  }

  #delta(seq: number): BookMessage {
    this.#changes ??= changesBetween(this.#before, this.#current);
    return { kind: 'delta', seq, ...this.#head, ...this.#changes };
  }
}

function changesBetween(before: BookColumns, after: BookColumns): Levels {
  const changes: Levels = { bidTicks: [], bidLots: [], askTicks: [], askLots: [] };
  compare(
    { ticks: before.bidTicks, lots: before.bidLots, count: before.bids },
    { ticks: after.bidTicks, lots: after.bidLots, count: after.bids },
    -1,
    { ticks: changes.bidTicks, lots: changes.bidLots },
  );
  compare(
    { ticks: before.askTicks, lots: before.askLots, count: before.asks },
    { ticks: after.askTicks, lots: after.askLots, count: after.asks },
    1,
    { ticks: changes.askTicks, lots: changes.askLots },
  );
  return changes;
}

interface Side {
  readonly ticks: Float64Array;
  readonly lots: Float64Array;
  readonly count: number;
}

const END = Number.POSITIVE_INFINITY;
const at = (column: Float64Array, index: number): number => column[index] ?? 0;

/** Walks two sorted sides at once and notes what differs; `order` is 1 where prices rise, −1 where they fall. */
function compare(
  old: Side,
  now: Side,
  order: 1 | -1,
  into: { readonly ticks: number[]; readonly lots: number[] },
): void {
  const note = (ticks: number, lots: number): void => {
    into.ticks.push(ticks);
    into.lots.push(lots);
  };
  let [i, j] = [0, 0];
  while (i < old.count || j < now.count) {
    const was = i < old.count ? order * at(old.ticks, i) : END;
    const is = j < now.count ? order * at(now.ticks, j) : END;
    if (was < is) note(at(old.ticks, i), 0);
    else if (is < was || at(old.lots, i) !== at(now.lots, j)) note(at(now.ticks, j), at(now.lots, j));
    if (was <= is) i += 1;
    if (is <= was) j += 1;
  }
}
