import { parseStep } from '#core/market/decimal-step.ts';
import { DepthColumns } from '#core/market/depth-columns.ts';
import { OrderBook, type BookState } from '#core/market/order-book.ts';
import type { SequenceDialect } from '#core/market/book-sequence.ts';
import { UnreadableMessage } from '../exact-json.ts';
import { DEPTH_FORMATS, DepthReader, type DepthFormat } from '../parse/depth.ts';
import type { VenueContract } from '../venue-contract.ts';
import type { WireMessage } from '../wire-tap.ts';

/** How one kind of venue tells depth. */
interface DepthDialect {
  readonly sequence: SequenceDialect;
  readonly message: DepthFormat;
  readonly snapshot: DepthFormat;
  /** Whether a snapshot holds the whole book. */
  readonly whole: boolean;
  isMessage(body: string, venueSymbol: string): boolean;
  isSnapshot(message: WireMessage, venueSymbol: string): boolean;
}

/** By the first part of the venue's id: `kucoin-futures` is `kucoin`. */
const DIALECTS: Readonly<Record<string, DepthDialect>> = {
  kucoin: {
    sequence: 'consecutive',
    message: DEPTH_FORMATS['kucoin-change'],
    snapshot: DEPTH_FORMATS['kucoin-snapshot'],
    whole: true,
    isMessage: (body, symbol) => body.includes(`"/contractMarket/level2:${symbol}"`) && body.includes('"change"'),
    isSnapshot: ({ what }, symbol) =>
      what.startsWith('GET /api/v1/level2/snapshot') && what.includes(`symbol=${symbol}`),
  },
  binance: {
    sequence: 'linked',
    message: DEPTH_FORMATS['binance-update'],
    snapshot: DEPTH_FORMATS['binance-snapshot'],
    whole: false,
    isMessage: (body, symbol) => body.includes(`"${symbol.toLowerCase()}@depth`),
    isSnapshot: ({ what }, symbol) => /^GET \/[fd]api\/v1\/depth\?/.test(what) && what.includes(`symbol=${symbol}`),
  },
};

/** What became of one contract's book over a recording. */
export interface RecordedBook {
  readonly symbol: string;
  readonly state: BookState;
  readonly reason: string;
  readonly applied: number;
  readonly gaps: number;
  readonly snapshots: number;
  readonly unreadable: number;
}

class BookRebuild {
  readonly #contract: VenueContract;
  readonly #dialect: DepthDialect;
  readonly #book: OrderBook;
  readonly #message: DepthReader;
  readonly #snapshot: DepthReader;
  readonly #columns = new DepthColumns();
  #seen = false;
  #unreadable = 0;

  constructor(contract: VenueContract, dialect: DepthDialect) {
    this.#contract = contract;
    this.#dialect = dialect;
    this.#book = new OrderBook(dialect.sequence);
    const { instrument, venueSymbol, sizeStep } = contract;
    const tick = { units: instrument.tickUnits, scale: instrument.priceScale };
    const depth = { venueSymbol, tick, lot: parseStep(sizeStep) };
    this.#message = new DepthReader(dialect.message, depth);
    this.#snapshot = new DepthReader(dialect.snapshot, depth);
  }

  take(message: WireMessage): void {
    const { venueSymbol } = this.#contract;
    if (message.direction !== 'in') return;
    if (message.channel === 'rest') {
      if (!this.#dialect.isSnapshot(message, venueSymbol)) return;
      this.#read(this.#snapshot, message.body, () => this.#book.onSnapshot(this.#columns, this.#dialect.whole));
    } else if (this.#dialect.isMessage(message.body, venueSymbol)) {
      this.#read(this.#message, message.body, () => this.#book.onMessage(this.#columns));
    }
  }

  report(): RecordedBook | null {
    if (!this.#seen) return null;
    const { state, reason, counts } = this.#book;
    const { applied, gaps, snapshots } = counts;
    const { symbol } = this.#contract.instrument;
    return { symbol, state, reason, applied, gaps, snapshots, unreadable: this.#unreadable };
  }

  #read(reader: DepthReader, body: string, then: () => void): void {
    this.#seen = true;
    try {
      reader.read(Buffer.from(body), this.#columns);
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
      this.#unreadable += 1;
      // A change nobody could read is a change that is missing.
      this.#book.onLost(error.message);
      return;
    }
    then();
  }
}

/** The order books of a recording's depth messages, where it has any. */
export class RecordedBooks {
  readonly #rebuilds: readonly BookRebuild[];

  constructor(venue: string, contracts: readonly VenueContract[]) {
    const dialect = DIALECTS[venue.split('-')[0] ?? ''];
    this.#rebuilds = dialect === undefined ? [] : contracts.map((contract) => new BookRebuild(contract, dialect));
  }

  take(message: WireMessage): void {
    for (const rebuild of this.#rebuilds) rebuild.take(message);
  }

  report(): readonly RecordedBook[] {
    return this.#rebuilds.map((rebuild) => rebuild.report()).filter((report) => report !== null);
  }
}
