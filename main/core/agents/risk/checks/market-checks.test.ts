import { expect, it } from 'vitest';
import { CONTRACT, contextOf, entryOf, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { ask, LONG, NAN, SHORT, unknown, withMarket, type LoneCase } from '#tests/support/risk/lone-check.ts';
import type { MarketFacts } from '../context.ts';
import * as market from './market-checks.ts';

const symbol = SYMBOL;
const book = (asks: readonly (readonly [number, number])[], bids = asks): Partial<MarketFacts> => ({
  book: { asks, bids, ageMs: 0 },
});

const CASES: readonly LoneCase[] = [
  ['price of 3 s', market.dataAge, LONG, contextOf({ dataAgeMs: 3_000 }), 'passes'],
  [
    'price older',
    market.dataAge,
    LONG,
    contextOf({ dataAgeMs: 3_060 }),
    ['RISK_DATA_AGE', { symbol, age: 3.1, limit: 3 }],
  ],
  ['price of no age', market.dataAge, LONG, contextOf({ dataAgeMs: NAN }), unknown('age of the price of XBTUSDTM')],
  ['mark of 10 s', market.markAge, LONG, withMarket({ markAgeMs: 10_000 }), 'passes'],
  [
    'mark older',
    market.markAge,
    LONG,
    withMarket({ markAgeMs: 10_001 }),
    ['RISK_MARK_AGE', { symbol, age: 10.1, limit: 10 }],
  ],
  [
    'mark of no age',
    market.markAge,
    LONG,
    withMarket({ markAgeMs: null }),
    unknown('age of the mark price of XBTUSDTM'),
  ],
  ['no contract', market.collar, LONG, contextOf({ instrument: null }), unknown('mark price of XBTUSDTM')],
  ['no mark', market.collar, LONG, withMarket({ markTicks: null }), unknown('mark price of XBTUSDTM')],
  ['no price', market.collar, entryOf({ priceTicks: NAN }), contextOf(), unknown('price of the order on XBTUSDTM')],
  ['at the mark', market.collar, LONG, contextOf(), 'passes'],
  ['2 % above', market.collar, entryOf({ priceTicks: 1_020 }), contextOf(), 'passes'],
  [
    'more than 2 % above',
    market.collar,
    entryOf({ priceTicks: 1_021 }),
    contextOf(),
    ['RISK_PRICE_COLLAR', { distance: 2.1, side: 'above', limit: 2 }],
  ],
  [
    'more than 10 % below',
    market.collar,
    entryOf({ priceTicks: 899 }),
    contextOf(),
    ['RISK_PRICE_COLLAR', { distance: 10.1, side: 'below', limit: 10 }],
  ],
  [
    'a short more than 2 % below',
    market.collar,
    entryOf({ priceTicks: 979, direction: -1 }),
    contextOf(),
    ['RISK_PRICE_COLLAR', { distance: 2.1, side: 'below', limit: 2 }],
  ],
  [
    'Ether more than 2 % above',
    market.collar,
    entryOf({ priceTicks: 1_021 }),
    contextOf({ instrument: { ...CONTRACT, coin: 'ETH' } }),
    ['RISK_PRICE_COLLAR', { distance: 2.1, side: 'above', limit: 2 }],
  ],
  [
    'another coin more than 4 % above',
    market.collar,
    entryOf({ priceTicks: 1_041 }),
    contextOf({ instrument: { ...CONTRACT, coin: 'SOL' } }),
    ['RISK_PRICE_COLLAR', { distance: 4.1, side: 'above', limit: 4 }],
  ],
  ['near its own trigger', market.collar, entryOf({ priceTicks: 1_500, nearTicks: 1_500 }), contextOf(), 'passes'],
  ['last as the index', market.indexDeviation, LONG, contextOf(), 'passes'],
  ['last 1.5 % off', market.indexDeviation, LONG, withMarket({ lastTicks: 985 }), 'passes'],
  [
    'last further below',
    market.indexDeviation,
    LONG,
    withMarket({ lastTicks: 984 }),
    ['RISK_INDEX_DEVIATION', { symbol, distance: 1.6, limit: 1.5 }],
  ],
  ...[withMarket({ lastTicks: null }), withMarket({ indexTicks: null })].map((context, n): LoneCase => [
    `index or last not known ${String(n)}`,
    market.indexDeviation,
    LONG,
    context,
    unknown('last price or index of XBTUSDTM'),
  ]),
  [
    'no last, and the index not known',
    market.indexDeviation,
    LONG,
    withMarket({ lastTicks: 'not-applicable', indexTicks: null }),
    'passes',
  ],
  ['no book', market.bookAge, LONG, withMarket({ book: null }), unknown('order book')],
  ['no book for depth', market.slippage, LONG, withMarket({ book: null }), unknown('order book')],
  ['no book, limit order', market.bookAge, entryOf({ kind: 'limit' }), withMarket({ book: null }), 'passes'],
  ['no depth, limit order', market.slippage, entryOf({ kind: 'limit' }), withMarket({ book: null }), 'passes'],
  [
    'book of no age',
    market.bookAge,
    LONG,
    withMarket({ book: { asks: [], bids: [], ageMs: NAN } }),
    unknown('age of the book of XBTUSDTM'),
  ],
  ['book of 2 s', market.bookAge, LONG, withMarket({ book: { asks: [], bids: [], ageMs: 2_000 } }), 'passes'],
  [
    'book older',
    market.bookAge,
    LONG,
    withMarket({ book: { asks: [], bids: [], ageMs: 2_001 } }),
    ['RISK_BOOK_AGE', { symbol, age: 2.1, limit: 2 }],
  ],
  ...[
    [],
    [[0, 5_000]],
    [[1_000, 0]],
    [
      [1_000, 1_000],
      [NAN, 1],
    ],
    [
      [1_000, 1_000],
      [1_001, 0.5],
    ],
  ].map((levels, n): LoneCase => [
    `unreadable book ${String(n)}`,
    market.slippage,
    LONG,
    withMarket(book(levels as unknown as readonly (readonly [number, number])[])),
    unknown('order book of XBTUSDTM'),
  ]),
  ...[0, -1, NAN, 1.5].map((lots): LoneCase => [
    `order of ${String(lots)} lots`,
    market.slippage,
    entryOf({ lots }),
    contextOf(),
    unknown('size of the order'),
  ]),
  ['as deep as the order', market.slippage, LONG, withMarket(book([[1_000, 1_000]])), 'passes'],
  [
    'less deep',
    market.slippage,
    LONG,
    withMarket(
      book([
        [1_000, 600],
        [1_001, 399],
      ]),
    ),
    ['RISK_BOOK_THIN', { symbol, available: 999, lots: 1_000 }],
  ],
  [
    '0.5 % beyond',
    market.slippage,
    LONG,
    withMarket(
      book([
        [1_000, 500],
        [1_010, 900],
      ]),
    ),
    'passes',
  ],
  [
    'further beyond',
    market.slippage,
    LONG,
    withMarket(
      book(
        [
          [1_000, 499],
          [1_010, 900],
        ],
        [[1_000, 9_999]],
      ),
    ),
    ['RISK_SLIPPAGE', { slippage: 0.51, limit: 0.5 }],
  ],
  [
    'a short further beyond',
    market.slippage,
    SHORT,
    withMarket(
      book(
        [[1_000, 9_999]],
        [
          [1_000, 499],
          [990, 900],
        ],
      ),
    ),
    ['RISK_SLIPPAGE', { slippage: 0.51, limit: 0.5 }],
  ],
  [
    'exactly 1 % beyond reads as 1',
    market.slippage,
    LONG,
    withMarket(
      book([
        [1_000, 500],
        [1_020, 500],
      ]),
    ),
    ['RISK_SLIPPAGE', { slippage: 1, limit: 0.5 }],
  ],
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});
