import type { FeedPoll, FeedSign } from './feed-quirks.ts';
import { WordTable } from './parse/field-names.ts';
import { TickerColumns, TickerReader } from './parse/tickers.ts';
import type { ContractBook } from './venue-contract.ts';

/** More contracts than any venue lists. */
const MOST_TICKERS = 4_096;

/** Reads the answers to one poll. */
export class TickerAnswers {
  readonly #poll: FeedPoll;
  readonly #book: ContractBook;
  readonly #reader: TickerReader;
  readonly #columns = new TickerColumns(MOST_TICKERS);

  constructor(poll: FeedPoll, book: ContractBook) {
    this.#poll = poll;
    this.#book = book;
    this.#reader = new TickerReader(poll.format, symbolsOf(book));
  }

  /** @param now our wall clock, ms. @throws UnreadableMessage */
  read(bytes: Uint8Array, now: number): readonly FeedSign[] {
    const { patch, onlyMissing } = this.#poll;
    const columns = this.#columns;
    this.#reader.read(bytes, columns);
    const signs: FeedSign[] = [];
    for (let row = 0; row < columns.count; row += 1) {
      const contract = this.#book.all[columns.symbol[row] ?? -1];
      if (contract === undefined) continue;
      const { symbol } = contract.instrument;
      signs.push({
        kind: 'ticker',
        symbol,
        patch: patch(columns.values, row, contract, now),
        tsVenue: null,
        onlyMissing,
      });
    }
    return signs;
  }
}

/** The venue's names, each at its contract's place in the book. */
export const symbolsOf = (book: ContractBook): WordTable => new WordTable(book.all.map((one) => one.venueSymbol));
