import { describe, expect, it } from 'vitest';
import type { CellView } from '#shared/contract/score.ts';
import type { ScoreTimes } from '#shared/contract/scoring.ts';
import { columnValue } from './row-order.ts';
import { SymbolRows } from './symbol-rows.ts';
import { partAround } from './table-part.ts';
import { pastBySymbol, timeColumns } from './time-columns.ts';

const cell = (symbol: string, score: number): CellView => ({
  ...{ key: `${symbol}:4h`, symbol, timeframe: '4h', status: 'ok', score, confidence: 0.5, completeness: 1 },
  ...{ veto: false, change1h: null, missing: null, asOf: 0, opinions: [] },
});

describe('SymbolRows', () => {
  it('keeps the row of which nothing changed', () => {
    const rows = new SymbolRows();
    const [a, b] = [cell('AUSDTM', 1), cell('BUSDTM', 2)];
    const [first, second] = rows.rows([a, b], []);
    const [again, other] = rows.rows([a, cell('BUSDTM', 3)], []);
    expect(again).toBe(first);
    expect(other).not.toBe(second);
    expect(rows.rows([b], []).map(({ coin }) => coin)).toEqual(['B']);
  });
});

const TIMES: ScoreTimes = {
  ...{ timeframe: '4h', span: 'day', from: 600_000, stepMs: 300_000, steps: 3 },
  rows: [{ symbol: 'AUSDTM', scores: [12.5, null, -40] }],
};

describe('the columns of time', () => {
  it('end with now, and give the value of their moment', () => {
    const columns = timeColumns(TIMES, '4h');
    expect(columns.map(({ label }) => label)).toEqual(['00:10', '00:15', '00:20', 'now']);
    expect(columns.at(-1)?.id).toBe('4h');
    const [row] = new SymbolRows().rows([cell('AUSDTM', 7)], [], pastBySymbol(TIMES));
    expect(columns.map((column) => (row === undefined ? null : columnValue(row, column)))).toEqual([
      12.5,
      null,
      -40,
      7,
    ]);
  });

  it('tell the day where they reach beyond one, and are now alone before the past has come', () => {
    expect(timeColumns({ ...TIMES, span: 'month' }, '4h')[0]?.label).toBe('1 Jan 00:10');
    expect(timeColumns(null, '4h').map(({ label }) => label)).toEqual(['now']);
  });
});

it('a long table is read part by part around the focus, and never jumps with each step', () => {
  expect(partAround(3, 12, 40)).toEqual({ from: 0, to: 12 });
  expect(partAround(0, 500, 40)).toEqual({ from: 0, to: 40 });
  expect(partAround(499, 500, 40)).toEqual({ from: 460, to: 500 });
  const { from, to } = partAround(251, 500, 40);
  expect(from).toBeLessThanOrEqual(251);
  expect(to).toBeGreaterThan(251);
  expect(partAround(252, 500, 40)).toEqual({ from, to });
});
