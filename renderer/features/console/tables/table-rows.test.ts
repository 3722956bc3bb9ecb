import { describe, expect, it } from 'vitest';
import type { OrderView } from '#shared/contract/order.ts';
import { samplePositions } from '#tests/support/renderer/sample-portfolio.ts';
import { coverWords, ifStopped, nextSorting, orderedOrders, sorted, stepSelection } from './table-rows.ts';

describe('rows', () => {
  it('sort both ways, what is not known last', () => {
    const rows = [{ n: 2 }, { n: null }, { n: 10 }, { n: 1 }];
    expect(sorted(rows, ({ n }) => n, true).map(({ n }) => n)).toEqual([10, 2, 1, null]);
    expect(sorted(rows, ({ n }) => n, false).map(({ n }) => n)).toEqual([1, 2, 10, null]);
  });

  it('sort by a head: falling, rising, as they came', () => {
    const first = nextSorting(null, 'size');
    expect(first).toEqual({ column: 'size', down: true });
    expect(nextSorting(first, 'size')).toEqual({ column: 'size', down: false });
    expect(nextSorting(nextSorting(first, 'size'), 'size')).toBeNull();
    expect(nextSorting(first, 'r')).toEqual({ column: 'r', down: true });
  });

  it('are chosen one after another and never beyond the ends', () => {
    const keys = ['a', 'b', 'c'];
    expect(stepSelection(keys, null, 1)).toBe('a');
    expect(stepSelection(keys, null, -1)).toBe('c');
    expect(stepSelection(keys, 'b', 1)).toBe('c');
    expect(stepSelection(keys, 'c', 1)).toBe('c');
    expect(stepSelection(keys, 'gone', 1)).toBe('a');
    expect(stepSelection([], 'a', 1)).toBeNull();
  });

  it('of orders have what is open first', () => {
    const row = (key: string, open: boolean, createdAt: number, updatedAt: number) =>
      ({ key, open, createdAt, updatedAt }) as OrderView;
    const rows = [row('old', true, 1, 9), row('done', false, 5, 8), row('new', true, 3, 3), row('gone', false, 2, 9)];
    expect(orderedOrders(rows).map(({ key }) => key)).toEqual(['new', 'old', 'gone', 'done']);
  });
});

describe('a position', () => {
  const positions = samplePositions(0);
  const [long] = positions;
  const short = positions.find(({ side }) => side === 'short');

  it('loses at its stop what the way to it is worth', () => {
    if (long === undefined || short === undefined) throw new Error('a sample is missing');
    expect(ifStopped({ ...long, entry: 100, stop: 95, quantity: '4.20' })).toBeCloseTo(-21);
    expect(ifStopped({ ...short, entry: 100, stop: 95, quantity: '4' })).toBeCloseTo(20);
    expect(ifStopped({ ...long, stop: null })).toBeNull();
  });

  it('says how much of it a stop covers', () => {
    expect(coverWords({ stopLots: 10, lots: 10 })).toBe('whole');
    expect(coverWords({ stopLots: 0, lots: 10 })).toBe('NONE');
    expect(coverWords({ stopLots: 1_200, lots: 1_450 })).toBe('82 %');
  });
});
