import { expect, it } from 'vitest';
import type { CellView } from '#shared/contract/score.ts';
import { columnDistribution } from './distribution.ts';
import { SymbolRows } from './symbol-rows.ts';

const cell = (symbol: string, score: number | null, status: CellView['status'] = 'ok'): CellView => ({
  key: `${symbol}:1h`,
  symbol,
  timeframe: '1h',
  status,
  score,
  confidence: 0.5,
  completeness: 1,
  veto: false,
  change1h: null,
  missing: null,
  asOf: 0,
  opinions: [],
});

it('counts what lies beyond the bar and leaves out what is unknown or stale', () => {
  const rows = new SymbolRows().rows(
    [cell('A', 50), cell('B', 10), cell('C', null, 'no-data'), cell('D', -64), cell('E', 90, 'stale')],
    [],
  );
  const found = columnDistribution(rows, { kind: 'timeframe', id: '1h', label: '1h', timeframe: '1h' }, 50);
  expect(found).toMatchObject({ median: 10, long: 1, short: 1 });
  expect([...found.values].filter(Number.isNaN)).toHaveLength(2);
});
