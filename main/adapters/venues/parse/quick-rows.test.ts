import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DepthColumns } from '#core/market/depth-columns.ts';
import { parseStep, type DecimalStep } from '#core/market/decimal-step.ts';
import { exactDecimal } from '../exact-number.ts';
import { UnreadableMessage } from '../exact-json.ts';
import { CANDLE_FORMATS, CandleReader } from './candles.ts';
import { DEPTH_FORMATS, DepthReader } from './depth.ts';
import { WordTable } from './field-names.ts';
import { QuickRows } from './quick-rows.ts';
import { TICKER_FORMATS, TickerColumns, TickerReader, type TickerColumn } from './tickers.ts';

/** All messages here are long enough for the kernel; what JSON.parse and Number() make of them is what must come out. */

const MINUTE = 60_000;
const START = 1_700_000_000_000;

/** Numbers as venues write them. */
const plainDigits = fc.oneof(
  fc.tuple(fc.nat(99_999_999), fc.nat(8)).map(([units, scale]) => (units / 10 ** scale).toFixed(scale)),
  fc.stringMatching(/^(0|[1-9]\d{0,6})(\.\d{1,8})?$/),
  fc.constantFrom('0', '0.0', '123456789012345', '99999999999999.9', '0.00000000000001', '7'),
);
/** Now and then with digits, signs or exponents that only the full reader takes. */
const oddDigits = fc.oneof(
  { weight: 30, arbitrary: plainDigits },
  { weight: 1, arbitrary: fc.stringMatching(/^(0|[1-9]\d{0,15})(\.\d{1,15})?$/) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.constantFrom('-1.5', '-0', '1e3', '1234567890123456', '0.000000000000001') },
);
const digitKinds = [plainDigits, oddDigits] as const;

/** What may stand between two tokens: almost always nothing. */
const blank = fc.oneof(
  { weight: 200, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\n', '\t ') },
);

function candleMessage(width: number, quoted: boolean) {
  return fc.oneof(...digitKinds.map((digits) => candlesOf(digits, width, quoted)));
}

function candlesOf(digits: fc.Arbitrary<string>, width: number, quoted: boolean) {
  const row = fc.tuple(fc.array(digits, { minLength: width, maxLength: width }), blank);
  return fc.array(row, { minLength: 30, maxLength: 90 }).map((rows) => {
    const texts = rows.map(([values, gap], at) => {
      const cells = values.slice(1).map((value) => (quoted ? `"${value}"` : value));
      return `[${gap}${String(START + at * MINUTE)},${cells.join(`,${gap}`)}]`;
    });
    return `[${texts.join(',')}]`;
  });
}

function expectCandles(reader: CandleReader, message: string, rows: readonly (readonly unknown[])[]): void {
  const read = reader.read(Buffer.from(message));
  const columns = [read.ts, read.open, read.high, read.low, read.close, read.volume];
  columns.forEach((column, place) => {
    expect(column).toHaveLength(rows.length);
    rows.forEach((row, at) => {
      if (!Object.is(column[at], Number(row[place])))
        throw new Error(`Row ${String(at)}, place ${String(place)}: ${String(column[at])}, not ${String(row[place])}`);
    });
  });
}

/** Rows that the kernel read in each group of tests: without any, they would show nothing. */
const scan = vi.spyOn(QuickRows.prototype, 'scan');
let rowsRead = 0;
beforeEach(() => void scan.mockClear());
afterEach(() => {
  rowsRead += scan.mock.results.reduce((sum, { value }) => sum + (value as number), 0);
});

describe('rows of candles', () => {
  beforeAll(() => {
    rowsRead = 0;
  });
  afterAll(() => expect(rowsRead).toBeGreaterThan(8_000));

  it('come out as the doubles that Number() makes, quoted and bare, with and without a seventh entry', () => {
    const binance = new CandleReader(CANDLE_FORMATS.binance);
    const kucoin = new CandleReader(CANDLE_FORMATS['kucoin-futures']);
    fc.assert(
      fc.property(candleMessage(12, true), candleMessage(6, false), candleMessage(7, false), (quoted, six, seven) => {
        expectCandles(binance, quoted, JSON.parse(quoted) as string[][]);
        for (const rows of [six, seven]) expectCandles(kucoin, `{"data":${rows}}`, JSON.parse(rows) as number[][]);
      }),
      { numRuns: 60 },
    );
  });

  it('are read in any number', () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => [START + at * MINUTE, at + 0.25, at, at / 8, 1, 2]);
    expectCandles(new CandleReader(CANDLE_FORMATS['kucoin-futures']), JSON.stringify({ data: rows }), rows);
  });
});

const NAMES = ['AUSDT', 'BUSDT', 'LONGERNAMEUSDT', 'EUSDT'];
const FIELDS = {
  lastPrice: 'last',
  highPrice: 'high',
  lowPrice: 'low',
  volume: 'volume',
  quoteVolume: 'turnover',
} as const satisfies Readonly<Record<string, TickerColumn>>;
const FIGURES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

const unknownKey = fc.oneof(
  fc.constantFrom('firstId', 'count', 'priceChangePercentOfWhichIsLongerThanMost', 'x'),
  fc.stringMatching(/^[a-z ]{1,30}$/),
);

const passedOf = (digits: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 20, arbitrary: digits },
    { weight: 20, arbitrary: fc.stringMatching(/^[^"\\\x00-\x1f]{0,40}$/).map((text) => JSON.stringify(text)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 40, unit: 'binary' }).map((text) => JSON.stringify(text)) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)) },
  );

/** A list of tickers: its keys and their order, then for each ticker its values, what it lacks, and its blanks. */
const tickerList = fc.oneof(...digitKinds.map(tickersOf));

function tickersOf(digits: fc.Arbitrary<string>, oddity: number) {
  const passed = passedOf(digits);
  /** Rarely, and in plain lists never. */
  const rarely = fc.oneof(
    { weight: 15, arbitrary: fc.constant(null) },
    { weight: oddity, arbitrary: fc.constantFrom(...FIGURES.slice(1)) },
  );
  return fc
    .record({
      order: fc.shuffledSubarray(['symbol', 'closeTime', ...FIGURES], { minLength: 2 + FIGURES.length }),
      unknown: fc.uniqueArray(unknownKey, { maxLength: 4 }),
      rows: fc.array(
        fc.record({
          symbol: fc.constantFrom(...NAMES, 'NOBODY'),
          values: fc.array(digits, { minLength: FIGURES.length, maxLength: FIGURES.length }),
          others: fc.array(passed, { minLength: 4, maxLength: 4 }),
          lacks: rarely,
          nothing: rarely,
          turned: fc.integer({ min: 1 - oddity, max: 12 }),
          gap: blank,
        }),
        { minLength: 12, maxLength: 40 },
      ),
    })
    .map(({ order, unknown, rows }) => {
      const texts = rows.map(({ symbol, values, others, lacks, nothing, turned, gap }, at) => {
        const known = new Map([
          ['symbol', `"${symbol}"`],
          ['closeTime', String(START + at)],
        ]);
        FIGURES.forEach((name, place) => known.set(name, `"${values[place] ?? ''}"`));
        if (nothing !== null) known.set(nothing, 'null');
        const keys = [...order, ...unknown].filter((key) => key !== lacks);
        if (turned === 0) keys.reverse();
        const member = (key: string): string =>
          `"${key}":${gap}${known.get(key) ?? others[unknown.indexOf(key)] ?? 'null'}`;
        return `{${keys.map(member).join(`${gap},`)}}`;
      });
      return `[${texts.join(',')}]`;
    });
}

const tickers = new TickerReader(TICKER_FORMATS['binance-day'], new WordTable(NAMES));
const columns = new TickerColumns(64);

/** What the columns must hold, from JSON.parse; NaN for what is not told. */
function expectTickers(message: string): void {
  const rows = JSON.parse(message) as Readonly<Record<string, unknown>>[];
  expect(columns.count).toBe(rows.length);
  rows.forEach((row, at) => {
    expect(columns.symbol[at]).toBe(NAMES.indexOf(String(row['symbol'])));
    expect(columns.ts[at]).toBe(row['closeTime']);
    for (const name of FIGURES) {
      const text = row[name];
      const value = typeof text === 'string' ? Number(text) : Number.NaN;
      if (!Object.is(columns.values[FIELDS[name]][at], value))
        throw new Error(`Ticker ${String(at)}: ${name} is not ${String(text)}`);
    }
    expect(columns.values.mark[at]).toBeNaN();
  });
}

describe('a list of tickers', () => {
  beforeAll(() => {
    rowsRead = 0;
  });
  afterAll(() => expect(rowsRead).toBeGreaterThan(4_000));

  it('comes out as JSON.parse and Number() read it, whatever the keys, their order, blanks and what is missing', () => {
    fc.assert(
      fc.property(tickerList, (message) => {
        tickers.read(Buffer.from(message), columns);
        expectTickers(message);
      }),
      { numRuns: 250 },
    );
  });

  it('is refused, or reads as JSON.parse reads it, when one byte is another', () => {
    fc.assert(
      fc.property(tickerList, fc.nat(), fc.constantFrom(...'"\\,:{}[]0.1-e x\u0001'), (message, place, byte) => {
        const bytes = Buffer.from(message);
        bytes[place % bytes.length] = byte.charCodeAt(0);
        if (!isTaken(bytes)) return;
        const changed = bytes.toString();
        // A key that became another known one is not what this is about: it would come twice, or be missing, and be refused.
        expectTickers(changed);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused when there are more than there is room for', () => {
    const message = JSON.stringify(
      Array.from({ length: 65 }, () => ({ symbol: 'AUSDT', closeTime: START, lastPrice: '1.5', volume: '3' })),
    );
    expect(() => {
      tickers.read(Buffer.from(message), columns);
    }).toThrow(/more than 64 tickers/);
  });
});

function isTaken(bytes: Buffer): boolean {
  try {
    tickers.read(bytes, columns);
    return true;
  } catch (error) {
    if (error instanceof UnreadableMessage) return false;
    throw error;
  }
}

/** Whole steps by bigints; null when it is none or too many. */
function stepsOf(text: string, step: DecimalStep): number | null {
  const { units, scale } = exactDecimal(text);
  const [left, right] = [units * 10n ** BigInt(step.scale), BigInt(step.units) * 10n ** BigInt(scale)];
  return left % right === 0n && Number.isSafeInteger(Number(left / right)) ? Number(left / right) : null;
}

/** What looks like a number and is none in JSON. */
const NO_NUMBERS = ['01', '00.5', '1.', '.5', '1..2', '1.2.3', '1.2e', '-', '+1', '0x1', '1 2', '١', '1/', '1:', ''];

describe('a host without WebAssembly', () => {
  it('reads the same', () => {
    const rows = Array.from({ length: 700 }, (_, at) => [START + at * MINUTE, at + 0.5, at / 8, 3, 4.25, at]);
    const levels = rows.map((_, at) => [(100 + at / 100).toFixed(2), String(at)]);
    const told = rows
      .slice(0, 60)
      .map((_, at) => ({ symbol: NAMES[at % 4], x: at, lastPrice: String(at), closeTime: START }));
    const steps = { tick: parseStep('0.01'), lot: parseStep('1') };
    const read = () => {
      const candles = new CandleReader(CANDLE_FORMATS['kucoin-futures']).read(
        Buffer.from(JSON.stringify({ data: rows })),
      );
      const book = new DepthColumns();
      new DepthReader(DEPTH_FORMATS['binance-snapshot'], { venueSymbol: 'BTCUSDT', ...steps }).read(
        Buffer.from(JSON.stringify({ lastUpdateId: 5, T: START, bids: levels, asks: [] })),
        book,
      );
      const into = new TickerColumns(64);
      new TickerReader(TICKER_FORMATS['binance-day'], new WordTable(NAMES)).read(
        Buffer.from(JSON.stringify(told)),
        into,
      );
      const { ticks, lots, side, count } = book;
      return { candles, book: [ticks, lots, side].map((column) => [...column.subarray(0, count)]), into };
    };
    const quick = read();
    scan.mockReturnValue(0);
    expect(read()).toEqual(quick);
    scan.mockReset();
  });
});

describe('what is no number', () => {
  const candles = new CandleReader(CANDLE_FORMATS['kucoin-futures']);

  it.each(NO_NUMBERS)('is refused among many that are: "%s"', (text) => {
    const rows = Array.from({ length: 100 }, (_, at) => [START + at * MINUTE, at + 0.5, 2, 3, 4, 5, 6]);
    const message = JSON.stringify({ data: rows });
    expect(candles.read(Buffer.from(message)).ts).toHaveLength(100);
    for (const place of [',70.5,', ',73.5,']) {
      expect(message).toContain(place);
      expect(() => candles.read(Buffer.from(message.replace(place, `,${text},`)))).toThrow(/At byte/);
    }
    // In a place that nobody reads, too.
    expect(() => candles.read(Buffer.from(message.replace(/6\](?=,\[17000040)/, `${text}]`)))).toThrow(/At byte/);

    const list = Array.from({ length: 40 }, (_, at) => ({
      symbol: 'AUSDT',
      count: 77 + at,
      lastPrice: `${String(100 + at)}.5`,
      closeTime: START,
    }));
    const told = JSON.stringify(list);
    for (const [from, to] of [
      ['"120.5"', `"${text}"`],
      [':97,', `:${text},`],
    ] as const) {
      expect(told).toContain(from);
      expect(isTaken(Buffer.from(told.replace(from, to)))).toBe(false);
    }
    expect(isTaken(Buffer.from(told))).toBe(true);
  });
});

describe('a key', () => {
  it.each([1, 10, 14, 20, 30, 36, 42])('of %i letters is compared to its end', (length) => {
    const key = 'k'.repeat(length);
    const list = Array.from({ length: 60 }, (_, at) => ({
      symbol: 'AUSDT',
      closeTime: START,
      [key]: at,
      lastPrice: '1',
    }));
    const bytes = Buffer.from(JSON.stringify(list));
    expect(isTaken(bytes)).toBe(true);
    const colon = bytes.indexOf(`"${key}":40,`) + length + 2;
    for (const [at, byte] of [
      [colon, '"'],
      [colon - 1, 'k'],
      [colon - length - 2, 'k'],
    ] as const) {
      const broken = Buffer.from(bytes);
      broken[at] = byte.charCodeAt(0);
      expect(isTaken(broken)).toBe(false);
    }
  });
});

describe('levels of a book', () => {
  beforeAll(() => {
    rowsRead = 0;
  });
  afterAll(() => expect(rowsRead).toBeGreaterThan(3_000));

  const level = fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.nat(99_999_999), fc.nat(3));

  it('come out as exact whole steps, of any step and with any zeros at the end', () => {
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 60, maxLength: 120 }),
        fc.constantFrom('0.01', '0.5', '1', '0.25', '10', '0.00001'),
        fc.constantFrom('0.001', '1', '5', '0.0000001'),
        (levels, tick, lot) => {
          const steps = { tick: parseStep(tick), lot: parseStep(lot) };
          const written = (count: number, step: DecimalStep, zeros: number): string => {
            const text = ((count * step.units) / 10 ** step.scale).toFixed(step.scale);
            return zeros === 0 ? text : `${text}${step.scale === 0 ? '.' : ''}${'0'.repeat(zeros)}`;
          };
          const rows = levels.map(([price, size, zeros]) => [
            written(price, steps.tick, zeros),
            written(size, steps.lot, zeros),
          ]);
          const reader = new DepthReader(DEPTH_FORMATS['binance-snapshot'], { venueSymbol: 'BTCUSDT', ...steps });
          const book = new DepthColumns();
          reader.read(Buffer.from(JSON.stringify({ lastUpdateId: 5, T: START, bids: rows, asks: [] })), book);
          expect([...book.ticks.subarray(0, book.count)]).toEqual(
            rows.map(([price = '']) => stepsOf(price, steps.tick)),
          );
          expect([...book.lots.subarray(0, book.count)]).toEqual(rows.map(([, size = '']) => stepsOf(size, steps.lot)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a price between two ticks', ['100.005', '1.5'], /between two steps/],
    ['a price of zero', ['0.00', '1.5'], /no level/],
    ['a size below nothing', ['100.00', '-1.5'], /no level/],
    ['more steps than a double counts', ['99999999999999.99', '1'], /too large/],
    ['three entries', ['1.00', '1', '1'], /missing/],
  ])('with %s are refused', (_, bad, error) => {
    const rows: string[][] = Array.from({ length: 100 }, (_, at) => [(100 + at / 100).toFixed(2), '1.5']);
    rows[70] = bad;
    const steps = { tick: parseStep('0.01'), lot: parseStep('0.1') };
    const reader = new DepthReader(DEPTH_FORMATS['binance-snapshot'], { venueSymbol: 'BTCUSDT', ...steps });
    const message = JSON.stringify({ lastUpdateId: 5, T: START, bids: rows, asks: [] });
    expect(() => reader.read(Buffer.from(message), new DepthColumns())).toThrow(error);
  });
});
