import { ASK, BID, DepthColumns } from '#core/market/depth-columns.ts';
import type { DecimalStep } from '#core/market/decimal-step.ts';
import { bytesOf } from './field-names.ts';
import { CLOSE_LIST, JsonCursor, OPEN_LIST, QUOTE, type Writing } from './json-cursor.ts';
import { field, inside, ObjectPlan, optional, type Field, type Inside } from './message-plan.ts';
import { RowScanner } from './row-scanner.ts';
import { readSteps, stepsOf, wholeSteps } from './whole-steps.ts';

const FIRST = 0;
const FINAL = 1;
const BOTH = 2;
const PREVIOUS = 3;
const BIDS = 4;
const ASKS = 5;
const CHANGE = 6;
const SYMBOL = 7;
const TOPIC = 8;
const STAMP = 9;

/** How a venue writes depth: snapshots and messages alike. */
export interface DepthFormat {
  readonly fields: Readonly<Record<string, Field | Inside>>;
  readonly sequence: Writing;
  readonly price: Writing;
  readonly size: Writing;
  /** Whether a level has its own sequence number as a third entry. */
  readonly numbered: boolean;
  /** What stands before the symbol in the topic, where a message names its symbol only there. */
  readonly topic: string;
}

const BINANCE_UPDATE = {
  s: field(SYMBOL),
  T: field(STAMP),
  U: field(FIRST),
  u: field(FINAL),
  pu: field(PREVIOUS),
  b: field(BIDS),
  a: field(ASKS),
};
const BINANCE = { sequence: 'bare', price: 'quoted', size: 'quoted', numbered: false, topic: '' } as const;
const KUCOIN_SPOT = { sequence: 'quoted', price: 'quoted', size: 'quoted', numbered: false, topic: '' } as const;

/** Depth by venue and message, as documentation and recordings show it. */
export const DEPTH_FORMATS = {
  /** `GET /api/v1/level2/snapshot` of KuCoin Futures: the whole book. */
  'kucoin-snapshot': {
    fields: {
      data: inside({
        symbol: field(SYMBOL),
        sequence: field(BOTH),
        bids: field(BIDS),
        asks: field(ASKS),
        ts: field(STAMP),
      }),
    },
    sequence: 'bare',
    price: 'bare',
    size: 'bare',
    numbered: false,
    topic: '',
  },
  /** `/contractMarket/level2:{symbol}` of KuCoin Futures: one change a message, `"90631.2,sell,2"`. */
  'kucoin-change': {
    fields: {
      topic: field(TOPIC),
      data: inside({ sequence: field(BOTH), change: field(CHANGE), timestamp: field(STAMP) }),
    },
    sequence: 'bare',
    price: 'bare',
    size: 'bare',
    numbered: false,
    topic: '/contractMarket/level2:',
  },
  /** `GET /api/v3/market/orderbook/level2` of KuCoin spot; it names no symbol. */
  'kucoin-spot-snapshot': {
    ...KUCOIN_SPOT,
    fields: { data: inside({ sequence: field(BOTH), bids: field(BIDS), asks: field(ASKS), time: field(STAMP) }) },
  },
  /** `/market/level2:{symbol}` of KuCoin spot: each change with its own number. */
  'kucoin-spot-changes': {
    ...KUCOIN_SPOT,
    sequence: 'bare',
    numbered: true,
    fields: {
      data: inside({
        symbol: field(SYMBOL),
        sequenceStart: field(FIRST),
        sequenceEnd: field(FINAL),
        changes: inside({ bids: field(BIDS), asks: field(ASKS) }),
      }),
    },
  },
  /** `GET /fapi/v1/depth` and `/dapi/v1/depth`. */
  'binance-snapshot': {
    ...BINANCE,
    fields: {
      lastUpdateId: field(BOTH),
      T: field(STAMP),
      bids: field(BIDS),
      asks: field(ASKS),
      symbol: optional(SYMBOL),
    },
  },
  /** `depthUpdate` of Binance futures on a combined stream. */
  'binance-update': { ...BINANCE, fields: { data: inside(BINANCE_UPDATE) } },
  /** `depthUpdate` of Binance futures on a stream of its own. */
  'binance-raw-update': { ...BINANCE, fields: BINANCE_UPDATE },
} as const satisfies Readonly<Record<string, DepthFormat>>;

/** The contract whose depth is read; anything else in a message is refused. */
export interface DepthContract {
  readonly venueSymbol: string;
  readonly tick: DecimalStep;
  /** One lot in the venue's unit of size. */
  readonly lot: DecimalStep;
}

const BUY = bytesOf(',buy,');
const SELL = bytesOf(',sell,');
const CLOSING_QUOTE = bytesOf('"');

/** Reads the bytes of depth messages of one contract into columns. It allocates nothing while they are large enough. */
export class DepthReader {
  readonly #format: DepthFormat;
  readonly #contract: DepthContract;
  readonly #plan: ObjectPlan;
  readonly #cursor = new JsonCursor();
  readonly #symbol: Uint8Array;
  readonly #topic: Uint8Array;
  readonly #scanner: RowScanner;
  readonly #take: (role: number) => void;
  #into = new DepthColumns(1);

  constructor(format: DepthFormat, contract: DepthContract) {
    this.#format = format;
    this.#contract = contract;
    this.#plan = new ObjectPlan(format.fields);
    this.#symbol = bytesOf(contract.venueSymbol);
    this.#topic = bytesOf(`${format.topic}${contract.venueSymbol}`);
    this.#scanner = new RowScanner([format.price, format.size, ...(format.numbered ? (['quoted'] as const) : [])]);
    // Made once: a new function for each message would be the only thing it allocates.
    this.#take = (role) => this.#field(role);
  }

  /**
   * Fills `into` with a message. What was in it is gone also when the message is refused.
   * @throws UnreadableMessage with the place and what is wrong there.
   */
  read(bytes: Uint8Array, into: DepthColumns): void {
    this.#cursor.open(bytes);
    into.reset();
    this.#into = into;
    this.#plan.read(this.#cursor, this.#take);
    this.#cursor.end();
    if (this.#format.numbered) return;
    into.sequence.fill(into.final, 0, into.count);
  }

  #field(role: number): void {
    const cursor = this.#cursor;
    const into = this.#into;
    const { sequence } = this.#format;
    if (role === FIRST) into.first = cursor.integer(sequence);
    else if (role === FINAL) into.final = cursor.integer(sequence);
    else if (role === BOTH) into.first = into.final = cursor.integer(sequence);
    else if (role === PREVIOUS) into.previous = cursor.integer(sequence);
    else if (role === BIDS) this.#levels(BID);
    else if (role === ASKS) this.#levels(ASK);
    else if (role === CHANGE) this.#change(into);
    else if (role === STAMP) into.tsVenue = cursor.stamp('bare');
    else this.#name(role === TOPIC ? this.#topic : this.#symbol);
  }

  #name(expected: Uint8Array): void {
    const cursor = this.#cursor;
    cursor.plainText();
    if (!cursor.is(expected)) cursor.fail(`"${cursor.text().slice(0, 60)}" is not ${this.#contract.venueSymbol}`);
  }

  #levels(side: number): void {
    const cursor = this.#cursor;
    if (!cursor.enter(OPEN_LIST, CLOSE_LIST)) return;
    do {
      if (!this.#plainLevels(side)) this.#anyLevel(side);
    } while (cursor.more(CLOSE_LIST));
  }

  /** Takes plain levels. True when the cursor stands behind a level, false when it stands before one that is not plain. */
  #plainLevels(side: number): boolean {
    const cursor = this.#cursor;
    const scanner = this.#scanner;
    const { tick, lot } = this.#contract;
    const { values, decimals, width } = scanner;
    const start = cursor.position;
    const rows = scanner.scan(cursor.bytes, start);
    for (let cell = 0; cell < rows * width; cell += width) {
      const ticks = wholeSteps(values[cell] ?? 0, decimals[cell] ?? 0, tick);
      const lots = wholeSteps(values[cell + 1] ?? 0, decimals[cell + 1] ?? 0, lot);
      const sequence = width > 2 ? (values[cell + 2] ?? 0) : 0;
      if (ticks <= 0 || lots < 0 || !Number.isInteger(sequence) || (width > 2 && decimals[cell + 2] !== 0))
        return this.#again(side, cell / width);
      this.#into.push(side, ticks, lots, sequence);
    }
    cursor.position = scanner.end;
    return scanner.complete;
  }

  /** A row of the block cannot be taken this way: the block is read again row by row, so that its error is told. */
  #again(side: number, taken: number): boolean {
    this.#into.count -= taken;
    this.#anyLevel(side);
    return true;
  }

  #anyLevel(side: number): void {
    const cursor = this.#cursor;
    const { price, size, numbered } = this.#format;
    cursor.expect(OPEN_LIST);
    const ticks = readSteps(cursor, price, this.#contract.tick);
    cursor.comma();
    const lots = readSteps(cursor, size, this.#contract.lot);
    let sequence = 0;
    if (numbered) {
      cursor.comma();
      sequence = cursor.integer('quoted');
    }
    cursor.expect(CLOSE_LIST);
    this.#push(side, ticks, lots, sequence);
  }

  /** `"90631.2,sell,2"`: price, side, size. */
  #change(into: DepthColumns): void {
    const cursor = this.#cursor;
    cursor.expect(QUOTE);
    cursor.part();
    const ticks = stepsOf(cursor, this.#contract.tick);
    const bid = cursor.takeRaw(BUY);
    if (!bid && !cursor.takeRaw(SELL)) cursor.fail('a change is neither a purchase nor a sale');
    cursor.part();
    const lots = stepsOf(cursor, this.#contract.lot);
    if (!cursor.takeRaw(CLOSING_QUOTE)) cursor.fail('a change is followed by something else');
    this.#push(bid ? BID : ASK, ticks, lots, into.final);
  }

  #push(side: number, ticks: number, lots: number, sequence: number): void {
    if (ticks <= 0 || lots < 0) this.#cursor.fail(`${String(lots)} lots at ${String(ticks)} ticks is no level`);
    this.#into.push(side, ticks, lots, sequence);
  }
}
