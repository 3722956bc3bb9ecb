import type { WordTable } from './field-names.ts';
import { bytesOf } from './field-names.ts';
import { JsonCursor } from './json-cursor.ts';
import { field, figure, inside, ObjectPlan, type Member } from './message-plan.ts';

const SIDE = 0;
const BUYER_MADE = 1;
const TIME = 2;
const SYMBOL = 3;
/** Places of the figures. */
const PRICE = 0;
const SIZE = 1;

/** How a venue writes a trade: one a message. */
export type TradeFormat = Readonly<Record<string, Member>>;

/** Trades by venue and message. */
export const TRADE_FORMATS = {
  /** `/contractMarket/execution:{symbol}` of KuCoin Futures. */
  'kucoin-execution': {
    data: inside({
      symbol: field(SYMBOL),
      price: figure(PRICE, 'quoted'),
      size: figure(SIZE, 'bare'),
      side: field(SIDE),
      ts: field(TIME),
    }),
  },
  /** `aggTrade` of Binance futures on a stream of its own. */
  'binance-aggregate': {
    s: field(SYMBOL),
    p: figure(PRICE, 'quoted'),
    q: figure(SIZE, 'quoted'),
    T: field(TIME),
    m: field(BUYER_MADE),
  },
} as const satisfies Readonly<Record<string, TradeFormat>>;

const BUY = bytesOf('buy');
const SELL = bytesOf('sell');

/** Reads the bytes of messages that tell one trade each. The fields hold the last one. */
export class TradeReader {
  /** Place of the symbol; −1 when it is none of ours. */
  symbol = -1;
  /** Venue time, ms. */
  ts = Number.NaN;
  /** Side of the taker: 1 bought, −1 sold. */
  side: 1 | -1 = 1;
  readonly #symbols: WordTable;
  readonly #plan: ObjectPlan;
  readonly #cursor = new JsonCursor();
  readonly #take: (role: number) => void;
  readonly #figures = [new Float64Array(1), new Float64Array(1)];

  constructor(format: TradeFormat, symbols: WordTable) {
    this.#symbols = symbols;
    this.#plan = new ObjectPlan(format);
    this.#take = (role) => this.#field(role);
  }

  get price(): number {
    return this.#figures[PRICE]?.[0] ?? Number.NaN;
  }

  /** In the venue's unit. */
  get size(): number {
    return this.#figures[SIZE]?.[0] ?? Number.NaN;
  }

  /** @throws UnreadableMessage with the place and what is wrong there. */
  read(bytes: Uint8Array): void {
    const cursor = this.#cursor;
    cursor.open(bytes);
    this.#plan.read(cursor, this.#take, this.#figures);
    cursor.end();
    if (!(this.price > 0) || !(this.size > 0)) cursor.fail(`a trade of ${String(this.size)} at ${String(this.price)}`);
  }

  #field(role: number): void {
    const cursor = this.#cursor;
    if (role === TIME) this.ts = cursor.stamp('bare');
    else if (role === SIDE) this.side = this.#side();
    else if (role === BUYER_MADE) this.side = this.#flag() ? -1 : 1;
    else {
      cursor.plainText();
      this.symbol = this.#symbols.find(cursor);
    }
  }

  #side(): 1 | -1 {
    this.#cursor.plainText();
    if (this.#cursor.is(BUY)) return 1;
    return this.#cursor.is(SELL) ? -1 : this.#cursor.fail('a side is neither "buy" nor "sell"');
  }

  #flag(): boolean {
    return this.#cursor.word() ?? this.#cursor.fail('a flag is null');
  }
}
