import type { WordTable } from './field-names.ts';
import { JsonCursor, OPEN_LIST, type Writing } from './json-cursor.ts';
import { field, inside, ObjectPlan, optional, readList, type Field, type Inside } from './message-plan.ts';

const SYMBOL = 0;
const TIME = 1;
const ROWS = 2;
/** Roles from here on are columns, in the order of {@link TICKER_COLUMNS}. */
const COLUMNS = 8;
/** Added to the role of a column that must have a number; the others may be null, as of a contract without a trade. */
const MUST = 32;

/** What a ticker may tell. A column is NaN where a message does not tell it: unknown, not zero. */
export const TICKER_COLUMNS = [
  'last',
  'bid',
  'bidSize',
  'ask',
  'askSize',
  'high',
  'low',
  'volume',
  'turnover',
  'mark',
  'index',
  'openInterest',
  'fundingRate',
] as const;
export type TickerColumn = (typeof TICKER_COLUMNS)[number];

type Told = Readonly<Partial<Record<TickerColumn, string>>>;

/** How a venue writes its tickers. */
export interface TickerFormat {
  /** Fields of one ticker. */
  readonly fields: Readonly<Record<string, Field | Inside>>;
  /** Fields around the list of tickers; null when the message is one ticker or a list of them. */
  readonly around: Readonly<Record<string, Field | Inside>> | null;
  /** By column; fields not named are written as `number`. */
  readonly number: Writing;
  readonly others: Readonly<Partial<Record<TickerColumn, Writing>>>;
  readonly time: Writing;
}

/** Fields by column: `tells({ last: 'price' })` is `{ price: optional(…) }`. Any of them may be absent or null. */
function tells(names: Told, must: readonly TickerColumn[] = []): Record<string, Field> {
  return Object.fromEntries(
    TICKER_COLUMNS.flatMap((column, index) => {
      const name = names[column];
      const role = COLUMNS + index;
      return name === undefined ? [] : [[name, must.includes(column) ? field(role + MUST) : optional(role)]];
    }),
  );
}

/** Tickers by venue and message, as documentation and recordings show them. */
export const TICKER_FORMATS = {
  /** `GET /api/v1/contracts/active` of KuCoin Futures: the figures beside the contracts' terms. */
  'kucoin-contracts': {
    around: { data: field(ROWS) },
    fields: {
      symbol: field(SYMBOL),
      ...tells({
        last: 'lastTradePrice',
        high: 'highPrice',
        low: 'lowPrice',
        volume: 'volumeOf24h',
        turnover: 'turnoverOf24h',
        mark: 'markPrice',
        index: 'indexPrice',
        openInterest: 'openInterest',
        fundingRate: 'fundingFeeRate',
      }),
    },
    number: 'bare',
    others: { openInterest: 'quoted' },
    time: 'bare',
  },
  /** `GET /api/v1/allTickers` of KuCoin Futures. */
  'kucoin-all': {
    around: { data: field(ROWS) },
    fields: {
      symbol: field(SYMBOL),
      ts: field(TIME),
      ...tells({
        last: 'price',
        bid: 'bestBidPrice',
        bidSize: 'bestBidSize',
        ask: 'bestAskPrice',
        askSize: 'bestAskSize',
      }),
    },
    number: 'quoted',
    others: { bidSize: 'bare', askSize: 'bare' },
    time: 'bare',
  },
  /** `/contractMarket/tickerV2:{symbol}` of KuCoin Futures. */
  'kucoin-ticker': {
    around: null,
    fields: {
      data: inside({
        symbol: field(SYMBOL),
        ts: field(TIME),
        ...tells({ bid: 'bestBidPrice', bidSize: 'bestBidSize', ask: 'bestAskPrice', askSize: 'bestAskSize' }, [
          'bid',
          'bidSize',
          'ask',
          'askSize',
        ]),
      }),
    },
    number: 'quoted',
    others: { bidSize: 'bare', askSize: 'bare' },
    time: 'bare',
  },
  /** `GET /fapi/v1/ticker/24hr`. */
  'binance-day': {
    around: null,
    fields: {
      symbol: field(SYMBOL),
      closeTime: field(TIME),
      ...tells({ last: 'lastPrice', high: 'highPrice', low: 'lowPrice', volume: 'volume', turnover: 'quoteVolume' }, [
        'last',
      ]),
    },
    number: 'quoted',
    others: {},
    time: 'bare',
  },
  /** `bookTicker` of Binance futures on a combined stream. */
  'binance-book': {
    around: null,
    fields: {
      data: inside({
        s: field(SYMBOL),
        T: field(TIME),
        ...tells({ bid: 'b', bidSize: 'B', ask: 'a', askSize: 'A' }, ['bid', 'bidSize', 'ask', 'askSize']),
      }),
    },
    number: 'quoted',
    others: {},
    time: 'bare',
  },
} as const satisfies Readonly<Record<string, TickerFormat>>;

/** Tickers as columns, one row a ticker. Used again and again. */
export class TickerColumns {
  count = 0;
  /** Which of the known symbols; −1 for one nobody asked for. */
  symbol: Int32Array;
  /** Venue time, ms; NaN when the message has none. */
  ts: Float64Array;
  readonly values: Readonly<Record<TickerColumn, Float64Array>>;
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.symbol = new Int32Array(capacity);
    this.ts = new Float64Array(capacity);
    const column = (): Float64Array => new Float64Array(capacity);
    this.values = Object.fromEntries(TICKER_COLUMNS.map((name) => [name, column()])) as Record<
      TickerColumn,
      Float64Array
    >;
  }
}

/** Reads the bytes of ticker messages into columns. */
export class TickerReader {
  readonly #format: TickerFormat;
  readonly #symbols: WordTable;
  readonly #plan: ObjectPlan;
  readonly #around: ObjectPlan | null;
  readonly #cursor = new JsonCursor();
  readonly #writing: readonly Writing[];
  readonly #take: (role: number) => void;
  readonly #row: () => void;
  #into = new TickerColumns(0);
  #columns: readonly Float64Array[] = [];

  /** @param symbols the venue's names; their places are what `symbol` tells. */
  constructor(format: TickerFormat, symbols: WordTable) {
    this.#format = format;
    this.#symbols = symbols;
    this.#plan = new ObjectPlan(format.fields);
    this.#around = format.around === null ? null : new ObjectPlan(format.around);
    this.#writing = TICKER_COLUMNS.map((column) => format.others[column] ?? format.number);
    this.#take = (role) => this.#field(role);
    this.#row = () => this.#ticker();
  }

  /** Fills `into`, from its first row on. @throws UnreadableMessage, also when there are more tickers than rows. */
  read(bytes: Uint8Array, into: TickerColumns): void {
    const cursor = this.#cursor;
    cursor.open(bytes);
    if (this.#into !== into) this.#columns = TICKER_COLUMNS.map((column) => into.values[column]);
    this.#into = into;
    into.count = 0;
    if (this.#around !== null) this.#around.read(cursor, this.#take);
    else if (cursor.peek() === OPEN_LIST) readList(cursor, this.#row);
    else this.#ticker();
    cursor.end();
  }

  #ticker(): void {
    const into = this.#into;
    const row = into.count;
    if (row >= into.capacity) this.#cursor.fail(`there are more than ${String(into.capacity)} tickers`);
    into.symbol[row] = -1;
    into.ts[row] = Number.NaN;
    for (const column of this.#columns) column[row] = Number.NaN;
    this.#plan.read(this.#cursor, this.#take);
    into.count = row + 1;
  }

  #field(role: number): void {
    const cursor = this.#cursor;
    const into = this.#into;
    if (role >= MUST) this.#value(role - MUST - COLUMNS);
    else if (role >= COLUMNS) {
      if (!cursor.takeNull()) this.#value(role - COLUMNS);
    } else if (role === TIME) into.ts[into.count] = cursor.stamp(this.#format.time);
    else if (role === ROWS) readList(cursor, this.#row);
    else {
      cursor.plainText();
      // Lists come in the same order each time: the next symbol is likely the one after the last.
      into.symbol[into.count] = this.#symbols.find(cursor, (into.symbol[into.count - 1] ?? -1) + 1);
    }
  }

  #value(index: number): void {
    const cursor = this.#cursor;
    const column = this.#columns[index];
    const value = cursor.number(this.#writing[index] ?? 'either');
    if (column !== undefined) column[this.#into.count] = value;
  }
}
