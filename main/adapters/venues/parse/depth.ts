import { ASK, BID, DepthColumns } from '#core/market/depth-columns.ts';
import type { DecimalStep } from '#core/market/decimal-step.ts';
import { bytesOf } from './field-names.ts';
import { CLOSE_LIST, JsonCursor, OPEN_LIST, QUOTE, type Writing } from './json-cursor.ts';
import { field, inside, ObjectPlan, optional, type Member } from './message-plan.ts';
import { QuickRows } from './quick-rows.ts';
import { RowScanner } from './row-scanner.ts';
import { listTemplate, scanned, type Place, type ScanTemplate } from './scan-template.ts';
import { readSteps, stepsOf, stepsPerUnit, wholeSteps } from './whole-steps.ts';

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
  readonly fields: Readonly<Record<string, Member>>;
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
  readonly #tick: Counted;
  readonly #lot: Counted;
  readonly #scanner: RowScanner;
  readonly #quick = new QuickRows();
  readonly #template: ScanTemplate | null;
  readonly #take: (role: number) => void;
  #into = new DepthColumns(1);

  constructor(format: DepthFormat, contract: DepthContract) {
    this.#format = format;
    this.#contract = contract;
    this.#plan = new ObjectPlan(format.fields);
    // A price is at least one tick.
    this.#tick = counted(contract.tick, 1);
    this.#lot = counted(contract.lot, 0);
    this.#symbol = bytesOf(contract.venueSymbol);
    this.#topic = bytesOf(`${format.topic}${contract.venueSymbol}`);
    this.#scanner = new RowScanner([format.price, format.size, ...(format.numbered ? (['quoted'] as const) : [])]);
    this.#template = listTemplate([
      stepsPlace(format.price, 0, this.#tick),
      stepsPlace(format.size, 1, this.#lot),
      ...(format.numbered ? [stepsPlace('quoted', 2, NUMBERS)] : []),
    ]);
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
      if (!this.#quickLevels(side) && !this.#plainLevels(side)) this.#anyLevel(side);
    } while (cursor.more(CLOSE_LIST));
  }

  /** As {@link #plainLevels}, many at once. */
  #quickLevels(side: number): boolean {
    const quick = this.#quick;
    const rows = quick.scan(this.#cursor, this.#template);
    if (rows === 0) return false;
    const into = this.#into;
    const from = into.count;
    into.reserve(from + rows);
    into.ticks.set(quick.column(0, rows), from);
    into.lots.set(quick.column(1, rows), from);
    if (this.#format.numbered) into.sequence.set(quick.column(2, rows), from);
    into.side.fill(side, from, from + rows);
    into.count = from + rows;
    return true;
  }

  /** Takes plain levels. True when the cursor stands behind a level, false when it stands before one that is not plain. */
  #plainLevels(side: number): boolean {
    const cursor = this.#cursor;
    const scanner = this.#scanner;
    const { width } = scanner;
    const into = this.#into;
    const rows = scanner.scan(cursor.view, cursor.position);
    const from = into.count;
    into.reserve(from + rows);
    const good =
      takeSteps(scanner, 0, rows, this.#tick, into.ticks, from) &&
      takeSteps(scanner, 1, rows, this.#lot, into.lots, from) &&
      (width < 3 || takeSteps(scanner, 2, rows, NUMBERS, into.sequence, from));
    if (!good) return this.#again(side);
    into.side.fill(side, from, from + rows);
    into.count = from + rows;
    cursor.position = scanner.end;
    return scanner.complete;
  }

  /** A row of the block cannot be taken this way: the block is read again row by row, so that its error is told. */
  #again(side: number): boolean {
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

/** A step of prices, sizes or sequence numbers, and the least of them there may be. */
interface Counted {
  readonly step: DecimalStep;
  readonly perUnit: Float64Array;
  readonly least: number;
}

const counted = (step: DecimalStep, least: number): Counted => ({ step, perUnit: stepsPerUnit(step), least });

function stepsPlace(writing: Writing, column: number, { step, least }: Counted): Place | null {
  const known = scanned(writing);
  return known === null ? null : { kind: 'steps', writing: known, column, step, least };
}

/** Sequence numbers are whole. */
const NUMBERS = counted({ units: 1, scale: 0 }, 0);

/** Puts one entry of the rows into its column as whole steps; false when one is no count of them, or too few. */
function takeSteps(
  { values, decimals, width }: RowScanner,
  place: number,
  rows: number,
  { step, perUnit, least }: Counted,
  column: Float64Array,
  from: number,
): boolean {
  const end = rows * width;
  let row = from;
  for (let cell = place; cell < end; cell += width) {
    let steps = (values[cell] ?? 0) * (perUnit[decimals[cell] ?? 0] ?? 0);
    if (!(steps <= Number.MAX_SAFE_INTEGER)) steps = wholeSteps(values[cell] ?? 0, decimals[cell] ?? 0, step);
    if (steps < least) return false;
    column[row] = steps;
    row += 1;
  }
  return true;
}
