import { describe, expect, it } from 'vitest';
import type { CellView } from '#shared/contract/score.ts';
import { barRows, BY_STRENGTH, BY_SYMBOL, nextSort, orderRows } from './row-order.ts';
import { SymbolRows } from './symbol-rows.ts';

const cell = (symbol: string, score: number | null): CellView => ({
  key: `${symbol}:4h`,
  symbol,
  timeframe: '4h',
  status: score === null ? 'no-data' : 'ok',
  score,
  confidence: 0.5,
  completeness: 1,
  veto: false,
  change1h: null,
  missing: null,
  asOf: 0,
  opinions: [],
});

const rows = new SymbolRows().rows(
  [cell('AUSDTM', 10), cell('BUSDTM', null), cell('CUSDTM', -70), cell('DUSDTM', 55)],
  [],
);
const coins = (sort: Parameters<typeof orderRows>[1]) => orderRows(rows, sort, [], '4h').map(({ coin }) => coin);

describe('orderRows', () => {
  it('puts the strongest long first and the unknown last', () => {
    expect(coins(null)).toEqual(['D', 'A', 'C', 'B']);
    expect(coins({ by: '4h', falling: false })).toEqual(['C', 'A', 'D', 'B']);
  });

  it('sorts by strength and by symbol', () => {
    expect(coins({ by: BY_STRENGTH, falling: true })).toEqual(['C', 'D', 'A', 'B']);
    expect(coins({ by: BY_SYMBOL, falling: true })).toEqual(['A', 'B', 'C', 'D']);
    expect(coins({ by: BY_SYMBOL, falling: false })).toEqual(['D', 'C', 'B', 'A']);
  });
});

it('a header sorts, reverses, returns', () => {
  const once = nextSort(null, '1h');
  const twice = nextSort(once, '1h');
  expect([once, twice, nextSort(twice, '1h')]).toEqual([
    { by: '1h', falling: true },
    { by: '1h', falling: false },
    null,
  ]);
  expect(nextSort(once, '4h')).toEqual({ by: '4h', falling: true });
});

describe('barRows', () => {
  it('lies below the last row at or above the bar and above the first at or below its opposite', () => {
    expect(barRows([60, 50, 20, -10, -50, -70], 50)).toEqual([2, 4]);
  });

  it('is absent where no row is beyond it', () => {
    expect(barRows([20, 0, -20], 50)).toEqual([]);
    expect(barRows([70, 20, null], 50)).toEqual([1]);
  });
});
