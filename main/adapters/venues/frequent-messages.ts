import type { FeedSign, FrequentMessage } from './feed-quirks.ts';
import { encoded } from './message-bytes.ts';
import { TickerColumns, TickerReader } from './parse/tickers.ts';
import { TradeReader } from './parse/trades.ts';
import { symbolsOf } from './ticker-answers.ts';
import type { ContractBook } from './venue-contract.ts';

const NO_SIGNS: readonly FeedSign[] = [];

interface Known {
  readonly mark: string;
  read(bytes: Uint8Array): readonly FeedSign[];
}

/** Reads the messages that come most often from their bytes. */
export class FrequentMessages {
  readonly #known: readonly Known[];

  constructor(messages: readonly FrequentMessage[], book: ContractBook) {
    this.#known = messages.map((message) =>
      message.kind === 'ticker' ? tickers(message, book) : trades(message, book),
    );
  }

  /** What a message says; null for one of another kind, which is to be parsed. @throws UnreadableMessage */
  read(text: string): readonly FeedSign[] | null {
    for (const known of this.#known) if (text.includes(known.mark)) return known.read(encoded(text));
    return null;
  }
}

function tickers(message: Extract<FrequentMessage, { readonly kind: 'ticker' }>, book: ContractBook): Known {
  const { mark, format, patch } = message;
  const reader = new TickerReader(format, symbolsOf(book));
  const columns = new TickerColumns(1);
  return {
    mark,
    read(bytes) {
      reader.read(bytes, columns);
      const contract = book.all[columns.symbol[0] ?? -1];
      const tsVenue = columns.ts[0] ?? Number.NaN;
      if (contract === undefined) return NO_SIGNS;
      const { symbol } = contract.instrument;
      return [{ kind: 'ticker', symbol, patch: patch(columns.values, 0, contract, tsVenue), tsVenue }];
    },
  };
}

/** A trade is also the last price. */
function trades(message: Extract<FrequentMessage, { readonly kind: 'trade' }>, book: ContractBook): Known {
  const { mark, format, lots } = message;
  const reader = new TradeReader(format, symbolsOf(book));
  return {
    mark,
    read(bytes) {
      reader.read(bytes);
      const contract = book.all[reader.symbol];
      if (contract === undefined) return NO_SIGNS;
      const { symbol } = contract.instrument;
      const { price, ts: tsVenue, side, size } = reader;
      const takerSide = side === 1 ? 'buy' : 'sell';
      return [
        { kind: 'event', event: { kind: 'trade', symbol, price, lots: lots(size, contract), takerSide, tsVenue } },
        { kind: 'ticker', symbol, patch: { last: price }, tsVenue },
      ];
    },
  };
}
