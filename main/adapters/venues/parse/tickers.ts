import type { WordTable } from './field-names.ts';
import { CLOSE_LIST, JsonCursor, OPEN_LIST, type Writing } from './json-cursor.ts';
import { field, figure, inside, ObjectPlan, type Figure, type Member } from './message-plan.ts';
import { QuickTickers } from './quick-tickers.ts';

const SYMBOL = 0;
const TIME = 1;
const ROWS = 2;
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
  'nextFundingAt',
  'untilFunding',
] as const;
export type TickerColumn = (typeof TICKER_COLUMNS)[number];

type Told = Readonly<Partial<Record<TickerColumn, string>>>;

/** How a venue writes its tickers. */
export interface TickerFormat {
  /** Fields of one ticker. */
  readonly fields: Readonly<Record<string, Member>>;
  /** Fields around the list of tickers; null when the message is one ticker or a list of them. */
  readonly around: Readonly<Record<string, Member>> | null;
  readonly time: Writing;
}

interface Manner {
  /** Columns that must have a number; the others may be absent or null, as of a contract without a trade. */
  readonly must?: readonly TickerColumn[];
  /** Written otherwise than the rest. */
  readonly others?: Readonly<Partial<Record<TickerColumn, Writing>>>;
}

/** Fields by column: `tells('quoted', { last: 'price' })` is `{ price: figure(…) }`. */
function tells(writing: Writing, names: Told, { must = [], others = {} }: Manner = {}): Record<string, Figure> {
  return Object.fromEntries(
    TICKER_COLUMNS.flatMap((column, index) => {
      const name = names[column];
      if (name === undefined) return [];
      return [[name, { ...figure(index, others[column] ?? writing), optional: !must.includes(column) }]];
    }),
  );
}

const QUOTE_COLUMNS = ['bid', 'bidSize', 'ask', 'askSize'] as const;
const BARE_SIZES = { bidSize: 'bare', askSize: 'bare' } as const;

/** Tickers by venue and message, as documentation and recordings show them. */
export const TICKER_FORMATS = {
  /** `GET /api/v1/contracts/active` of KuCoin Futures: the figures beside the contracts' terms. */
  'kucoin-contracts': {
    around: { data: field(ROWS) },
    fields: {
      symbol: field(SYMBOL),
      ...tells(
        'bare',
        {
          last: 'lastTradePrice',
          high: 'highPrice',
          low: 'lowPrice',
          volume: 'volumeOf24h',
          turnover: 'turnoverOf24h',
          mark: 'markPrice',
          index: 'indexPrice',
          openInterest: 'openInterest',
          fundingRate: 'fundingFeeRate',
          nextFundingAt: 'nextFundingRateDateTime',
          untilFunding: 'nextFundingRateTime',
        },
        { others: { openInterest: 'quoted' } },
      ),
    },
    time: 'bare',
  },
  /** `GET /api/v1/allTickers` of KuCoin Futures. */
  'kucoin-all': {
    around: { data: field(ROWS) },
    fields: {
      symbol: field(SYMBOL),
      ts: field(TIME),
      ...tells(
        'quoted',
        {
          last: 'price',
          bid: 'bestBidPrice',
          bidSize: 'bestBidSize',
          ask: 'bestAskPrice',
          askSize: 'bestAskSize',
        },
        { others: BARE_SIZES },
      ),
    },
    time: 'bare',
  },
  /** `/contractMarket/tickerV2:{symbol}` of KuCoin Futures. */
  'kucoin-ticker': {
    around: null,
    fields: {
      data: inside({
        symbol: field(SYMBOL),
        ts: field(TIME),
        ...tells(
          'quoted',
          { bid: 'bestBidPrice', bidSize: 'bestBidSize', ask: 'bestAskPrice', askSize: 'bestAskSize' },
          { must: QUOTE_COLUMNS, others: BARE_SIZES },
        ),
      }),
    },
    time: 'bare',
  },
  /** `GET /fapi/v1/ticker/24hr`. */
  'binance-day': {
    around: null,
    fields: {
      symbol: field(SYMBOL),
      closeTime: field(TIME),
      ...tells(
        'quoted',
        { last: 'lastPrice', high: 'highPrice', low: 'lowPrice', volume: 'volume', turnover: 'quoteVolume' },
        { must: ['last'] },
      ),
    },
    time: 'bare',
  },
  /** `GET /fapi/v1/ticker/bookTicker`. */
  'binance-books': {
    around: null,
    fields: {
      symbol: field(SYMBOL),
      ...tells(
        'quoted',
        { bid: 'bidPrice', bidSize: 'bidQty', ask: 'askPrice', askSize: 'askQty' },
        { must: QUOTE_COLUMNS },
      ),
    },
    time: 'bare',
  },
  /** `GET /fapi/v1/openInterest`: one contract. */
  'binance-open-interest': {
    around: null,
    fields: { symbol: field(SYMBOL), ...tells('quoted', { openInterest: 'openInterest' }, { must: ['openInterest'] }) },
    time: 'bare',
  },
  /** `bookTicker` of Binance futures on a stream of its own. */
  'binance-book': {
    around: null,
    fields: {
      s: field(SYMBOL),
      T: field(TIME),
      ...tells('quoted', { bid: 'b', bidSize: 'B', ask: 'a', askSize: 'A' }, { must: QUOTE_COLUMNS }),
    },
    time: 'bare',
  },
} as const satisfies Readonly<Record<string, TickerFormat>>;

/** Tickers as columns, one row a ticker. Used again and again, by one reader. */
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
  readonly #take: (role: number) => void;
  readonly #quick: QuickTickers;
  #into = new TickerColumns(0);
  #columns: readonly Float64Array[] = [];
  /** Of these, what the format tells; the others stay unknown. */
  #told: readonly Float64Array[] = [];

  /** @param symbols the venue's names; their places are what `symbol` tells. */
  constructor(format: TickerFormat, symbols: WordTable) {
    this.#format = format;
    this.#symbols = symbols;
    this.#plan = new ObjectPlan(format.fields);
    this.#around = format.around === null ? null : new ObjectPlan(format.around);
    this.#take = (role) => this.#field(role);
    this.#quick = new QuickTickers(this.#plan, { text: SYMBOL, stamp: TIME, time: format.time });
  }

  /** Fills `into`, from its first row on. @throws UnreadableMessage, also when there are more tickers than rows. */
  read(bytes: Uint8Array, into: TickerColumns): void {
    const cursor = this.#cursor;
    cursor.open(bytes);
    if (this.#into !== into) this.#turnTo(into);
    into.count = 0;
    if (this.#around !== null) this.#around.read(cursor, this.#take);
    else if (cursor.peek() === OPEN_LIST) this.#list();
    else this.#ticker();
    cursor.end();
  }

  #turnTo(into: TickerColumns): void {
    this.#into = into;
    this.#columns = TICKER_COLUMNS.map((column) => into.values[column]);
    for (const column of this.#columns) column.fill(Number.NaN);
    this.#told = this.#plan.columns().map((column) => this.#columns[column] ?? into.ts);
  }

  #list(): void {
    const cursor = this.#cursor;
    if (!cursor.enter(OPEN_LIST, CLOSE_LIST)) return;
    do {
      if (!this.#quickTickers()) this.#ticker();
    } while (cursor.more(CLOSE_LIST));
  }

  /** Takes tickers that look like the last one, many at once. False when the next does not. */
  #quickTickers(): boolean {
    const cursor = this.#cursor;
    const into = this.#into;
    const quick = this.#quick;
    const from = into.count;
    const rows = quick.scan(cursor);
    if (rows === 0) return false;
    const end = from + rows;
    if (end > into.capacity) this.#tooMany();
    for (const column of this.#told) column.fill(Number.NaN, from, end);
    quick.figures(this.#columns, from, rows);
    quick.stamps(into.ts, from, rows);
    for (let row = 0; row < rows; row += 1) this.#symbol(from + row, quick.text(cursor, row));
    into.count = end;
    return true;
  }

  #tooMany(): never {
    return this.#cursor.fail(`there are more than ${String(this.#into.capacity)} tickers`);
  }

  /** Notes which symbol the cursor's last text is. */
  #symbol(row: number, told: boolean): void {
    const { symbol } = this.#into;
    // Lists come in the same order each time: the next symbol is likely the one after the last.
    symbol[row] = told ? this.#symbols.find(this.#cursor, (symbol[row - 1] ?? -1) + 1) : -1;
  }

  #ticker(): void {
    const into = this.#into;
    const row = into.count;
    if (row >= into.capacity) this.#tooMany();
    into.symbol[row] = -1;
    into.ts[row] = Number.NaN;
    const told = this.#told;
    for (let i = 0; i < told.length; i += 1) (told[i] ?? into.ts)[row] = Number.NaN;
    this.#plan.read(this.#cursor, this.#take, this.#columns, row);
    into.count = row + 1;
  }

  #field(role: number): void {
    const cursor = this.#cursor;
    const into = this.#into;
    if (role === TIME) into.ts[into.count] = cursor.stamp(this.#format.time);
    else if (role === ROWS) this.#list();
    else {
      cursor.plainText();
      this.#symbol(into.count, true);
    }
  }
}
