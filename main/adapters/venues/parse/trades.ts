import type { WordTable } from './field-names.ts';
import { bytesOf } from './field-names.ts';
import { JsonCursor, OPEN_LIST, type Writing } from './json-cursor.ts';
import { field, inside, ObjectPlan, readList, type Field, type Inside } from './message-plan.ts';

const PRICE = 0;
const SIZE = 1;
const SIDE = 2;
const BUYER_MADE = 3;
const TIME = 4;
const SYMBOL = 5;
const ROWS = 6;

/** How a venue writes trades. */
export interface TradeFormat {
  readonly fields: Readonly<Record<string, Field | Inside>>;
  readonly around: Readonly<Record<string, Field | Inside>> | null;
  readonly price: Writing;
  readonly size: Writing;
}

/** Trades by venue and message. */
export const TRADE_FORMATS = {
  /** `GET /api/v1/trade/history` of KuCoin Futures. */
  'kucoin-history': {
    around: { data: field(ROWS) },
    fields: { price: field(PRICE), size: field(SIZE), side: field(SIDE), ts: field(TIME) },
    price: 'quoted',
    size: 'bare',
  },
  /** `/contractMarket/execution:{symbol}` of KuCoin Futures. */
  'kucoin-execution': {
    around: null,
    fields: {
      data: inside({
        symbol: field(SYMBOL),
        price: field(PRICE),
        size: field(SIZE),
        side: field(SIDE),
        ts: field(TIME),
      }),
    },
    price: 'quoted',
    size: 'bare',
  },
  /** `GET /fapi/v1/trades`. */
  'binance-trades': {
    around: null,
    fields: { price: field(PRICE), qty: field(SIZE), time: field(TIME), isBuyerMaker: field(BUYER_MADE) },
    price: 'quoted',
    size: 'quoted',
  },
  /** `trade` of Binance futures on a combined stream. */
  'binance-trade': {
    around: null,
    fields: {
      data: inside({ s: field(SYMBOL), p: field(PRICE), q: field(SIZE), T: field(TIME), m: field(BUYER_MADE) }),
    },
    price: 'quoted',
    size: 'quoted',
  },
} as const satisfies Readonly<Record<string, TradeFormat>>;

/** Trades as columns. */
export class TradeColumns {
  count = 0;
  readonly capacity: number;
  /** Place of the symbol; −1 when unknown or not told. */
  readonly symbol: Int32Array;
  readonly ts: Float64Array;
  readonly price: Float64Array;
  readonly size: Float64Array;
  /** Side of the taker: 1 bought, −1 sold. */
  readonly side: Int8Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.symbol = new Int32Array(capacity);
    this.ts = new Float64Array(capacity);
    this.price = new Float64Array(capacity);
    this.size = new Float64Array(capacity);
    this.side = new Int8Array(capacity);
  }
}

const BUY = bytesOf('buy');
const SELL = bytesOf('sell');

/** Reads the bytes of trade messages into columns. */
export class TradeReader {
  readonly #format: TradeFormat;
  readonly #symbols: WordTable;
  readonly #plan: ObjectPlan;
  readonly #around: ObjectPlan | null;
  readonly #cursor = new JsonCursor();
  readonly #take: (role: number) => void;
  readonly #row: () => void;
  #into = new TradeColumns(0);

  constructor(format: TradeFormat, symbols: WordTable) {
    this.#format = format;
    this.#symbols = symbols;
    this.#plan = new ObjectPlan(format.fields);
    this.#around = format.around === null ? null : new ObjectPlan(format.around);
    this.#take = (role) => this.#field(role);
    this.#row = () => this.#trade();
  }

  /** Fills `into`, from its first row on. @throws UnreadableMessage, also when there are more trades than rows. */
  read(bytes: Uint8Array, into: TradeColumns): void {
    const cursor = this.#cursor;
    cursor.open(bytes);
    this.#into = into;
    into.count = 0;
    if (this.#around !== null) this.#around.read(cursor, this.#take);
    else if (cursor.peek() === OPEN_LIST) readList(cursor, this.#row);
    else this.#trade();
    cursor.end();
  }

  #trade(): void {
    const into = this.#into;
    if (into.count >= into.capacity) this.#cursor.fail(`there are more than ${String(into.capacity)} trades`);
    into.symbol[into.count] = -1;
    this.#plan.read(this.#cursor, this.#take);
    into.count += 1;
  }

  #field(role: number): void {
    const cursor = this.#cursor;
    const into = this.#into;
    const row = into.count;
    if (role === PRICE) into.price[row] = this.#positive(this.#format.price);
    else if (role === SIZE) into.size[row] = this.#positive(this.#format.size);
    else if (role === TIME) into.ts[row] = cursor.stamp('bare');
    else if (role === SIDE) into.side[row] = this.#side();
    else if (role === BUYER_MADE) into.side[row] = this.#flag() ? -1 : 1;
    else if (role === ROWS) readList(cursor, this.#row);
    else {
      cursor.plainText();
      into.symbol[row] = this.#symbols.find(cursor);
    }
  }

  #positive(writing: Writing): number {
    const value = this.#cursor.number(writing);
    if (!(value > 0)) this.#cursor.fail(`a trade of ${String(value)}`);
    return value;
  }

  #side(): number {
    this.#cursor.plainText();
    if (this.#cursor.is(BUY)) return 1;
    return this.#cursor.is(SELL) ? -1 : this.#cursor.fail('a side is neither "buy" nor "sell"');
  }

  #flag(): boolean {
    return this.#cursor.word() ?? this.#cursor.fail('a flag is null');
  }
}
