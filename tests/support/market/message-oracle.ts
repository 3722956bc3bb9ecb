/**
 * What a message says by its plain meaning: parsed whole, every type looked at. Slow and simple on purpose; the readers
 * under test share nothing with it.
 */
import { Buffer } from 'node:buffer';
import { SAMPLE_SYMBOL, type SampleKind } from './sample-messages.ts';

/** A number with the digits it came in. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A message that is none: the readers must refuse it. */
class Refused extends Error {}

const refuse = (): never => {
  throw new Refused();
};

function parse(bytes: Uint8Array): unknown {
  const keep = (_key: string, value: unknown, context: { readonly source: string }): unknown =>
    typeof value === 'number' ? new Digits(context.source) : value;
  try {
    return JSON.parse(Buffer.from(bytes).toString('latin1'), keep as (key: string, value: unknown) => unknown);
  } catch {
    return refuse();
  }
}

type Dictionary = Readonly<Record<string, unknown>>;

const dictionary = (value: unknown): Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Digits)
    ? (value as Dictionary)
    : refuse();
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : refuse());
const own = (object: Dictionary, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
const inside = (value: unknown, key: string): unknown => own(dictionary(value), key);

const finite = (text: string): number => (Number.isFinite(Number(text)) ? Number(text) : refuse());
const bare = (value: unknown): number => (value instanceof Digits ? finite(value.text) : refuse());
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const quoted = (value: unknown): number =>
  typeof value === 'string' && JSON_NUMBER.test(value) ? finite(value) : refuse();
const whole = (value: number): number => (Number.isSafeInteger(value) ? value : refuse());
const scalar = (value: unknown): null =>
  value === null || value instanceof Digits || typeof value === 'string' || typeof value === 'boolean'
    ? null
    : refuse();

function stamp(value: unknown): number {
  const text = value instanceof Digits ? value.text : refuse();
  return /^\d{13}(\d{3}|\d{6})?$/.test(text) ? Number(text.slice(0, 13)) : refuse();
}

/** A decimal on a grid of 10^-scale, counted exactly. */
function steps(number: number, text: string, scale: number): number {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  const [head = '', fraction = ''] = digits.split('.');
  const shift = scale - fraction.length + Number(exponent);
  const units = BigInt(head + fraction);
  if (shift > 400 || shift < -400) return refuse();
  const power = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && units % power !== 0n) return refuse();
  return number === number ? whole(Number(shift < 0 ? units / power : units * power)) : refuse();
}

const textOf = (value: unknown): string => (value instanceof Digits ? value.text : String(value));
const symbol = (value: unknown): number => (typeof value === 'string' ? (value === SAMPLE_SYMBOL ? 0 : -1) : refuse());
const only = (value: unknown, expected: string): void => void (value === expected || refuse());

function candles(
  rows: readonly unknown[],
  widths: readonly number[],
  time: typeof bare,
  number: typeof bare,
  volumeAt = 5,
): number[] {
  const read = rows.map((row) => {
    const cells = items(row);
    if (!widths.includes(cells.length)) refuse();
    cells.forEach(scalar);
    return [whole(time(cells[0])), ...[...cells.slice(1, 5), cells[volumeAt]].map(number)];
  });
  read.forEach(([ts = 0], at) => void (at > 0 && ts <= (read[at - 1]?.[0] ?? 0) && refuse()));
  return read.flat();
}

function level(row: unknown, number: typeof bare): readonly [number, number] {
  const cells = items(row);
  if (cells.length !== 2) refuse();
  const ticks = steps(number(cells[0]), textOf(cells[0]), 1);
  const lots = steps(number(cells[1]), textOf(cells[1]), 0);
  return ticks > 0 && lots >= 0 ? [ticks, lots] : refuse();
}

/** Levels in the order of the message: bids and asks come as the message has them. */
function sides(object: Dictionary, names: readonly [bids: string, asks: string], number: typeof bare): number[] {
  const read = (name: string, side: number): number[] =>
    items(own(object, name)).flatMap((row) => [side, ...level(row, number)]);
  const order = Object.keys(object).filter((key) => names.includes(key));
  return order.flatMap((name) => read(name, name === names[0] ? 0 : 1)).concat(order.length === 2 ? [] : refuse());
}

const orNull = (value: unknown, read: typeof bare): number =>
  value === undefined || value === null ? Number.NaN : read(value);
const positive = (value: number): number => (value > 0 ? value : refuse());

/** The data of an answer that tells a success, or none. */
function success(message: unknown, word: string): unknown {
  const code = dictionary(message)['code'];
  if (code !== undefined && textOf(code) !== word) refuse();
  return inside(message, 'data');
}

/** By kind: the values in one row, in the order in which `readValues` lists them. */
const MEANINGS: Readonly<Record<SampleKind, (message: unknown) => number[]>> = {
  'candles kucoin-futures': (message) => candles(items(success(message, '200000')), [6, 7], bare, bare),
  'candles binance': (message) => candles(items(message), [12], bare, quoted),
  'candles okx': (message) => candles([...items(success(message, '0'))].reverse(), [9], quoted, quoted, 6),
  'depth kucoin-snapshot': (message) => {
    const data = dictionary(inside(message, 'data'));
    only(own(data, 'symbol'), SAMPLE_SYMBOL);
    const sequence = whole(bare(own(data, 'sequence')));
    return [sequence, sequence, -1, stamp(own(data, 'ts')), ...sides(data, ['bids', 'asks'], bare)];
  },
  'depth kucoin-change': (message) => {
    only(inside(message, 'topic'), `/contractMarket/level2:${SAMPLE_SYMBOL}`);
    const data = dictionary(inside(message, 'data'));
    const sequence = whole(bare(own(data, 'sequence')));
    const change = own(data, 'change');
    const parts = typeof change === 'string' ? change.split(',') : refuse();
    const [price, side, size] = parts;
    if (parts.length !== 3 || (side !== 'buy' && side !== 'sell')) refuse();
    const [ticks, lots] = [steps(quoted(price), textOf(price), 1), steps(quoted(size), textOf(size), 0)];
    if (ticks <= 0 || lots < 0) refuse();
    return [sequence, sequence, -1, stamp(own(data, 'timestamp')), side === 'buy' ? 0 : 1, ticks, lots];
  },
  'depth binance-update': (message) => {
    const data = dictionary(inside(message, 'data'));
    only(own(data, 's'), SAMPLE_SYMBOL);
    const numbers = ['U', 'u', 'pu'].map((key) => whole(bare(own(data, key))));
    return [...numbers, stamp(own(data, 'T')), ...sides(data, ['b', 'a'], quoted)];
  },
  'ticker kucoin-ticker': (message) => {
    const data = dictionary(inside(message, 'data'));
    const sizes = (key: string): number => bare(own(data, key));
    const prices = (key: string): number => quoted(own(data, key));
    const values = [prices('bestBidPrice'), sizes('bestBidSize'), prices('bestAskPrice'), sizes('bestAskSize')];
    return [symbol(own(data, 'symbol')), stamp(own(data, 'ts')), ...values];
  },
  'ticker kucoin-contracts': (message) =>
    items(inside(message, 'data')).flatMap((row) => {
      const one = dictionary(row);
      const value = (key: string, read = bare): number => orNull(own(one, key), read);
      return [
        symbol(own(one, 'symbol')),
        ...['lastTradePrice', 'highPrice', 'lowPrice', 'volumeOf24h', 'turnoverOf24h', 'markPrice', 'indexPrice'].map(
          (key) => value(key),
        ),
        value('openInterest', quoted),
        value('fundingFeeRate'),
      ];
    }),
  'ticker binance-book': (message) => {
    const data = dictionary(message);
    const values = ['b', 'B', 'a', 'A'].map((key) => quoted(own(data, key)));
    return [symbol(own(data, 's')), stamp(own(data, 'T')), ...values];
  },
  'trades kucoin-execution': (message) => {
    const data = dictionary(inside(message, 'data'));
    const side = own(data, 'side');
    if (side !== 'buy' && side !== 'sell') refuse();
    const values = [positive(quoted(own(data, 'price'))), positive(bare(own(data, 'size')))];
    return [symbol(own(data, 'symbol')), stamp(own(data, 'ts')), ...values, side === 'buy' ? 1 : -1];
  },
  'trades binance-aggregate': (message) => {
    const one = dictionary(message);
    const maker = own(one, 'm');
    if (typeof maker !== 'boolean') refuse();
    const values = [positive(quoted(own(one, 'p'))), positive(quoted(own(one, 'q')))];
    return [symbol(own(one, 's')), stamp(own(one, 'T')), ...values, maker === true ? -1 : 1];
  },
};

/** The values of a message, or null when it says nothing that may be used. */
export function meaningOf(kind: SampleKind, bytes: Uint8Array): number[] | null {
  try {
    return MEANINGS[kind](parse(bytes));
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
