import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowStore } from './row-store.ts';
import { sameData } from './same-data.ts';

interface Row {
  readonly key: string;
  readonly price: number;
  readonly spark: readonly number[];
}

const row = (key: string, price: number, spark: readonly number[] = []): Row => ({ key, price, spark });

describe('RowStore', () => {
  it('folds a snapshot and deltas', () => {
    const store = new RowStore<Row>();
    store.apply({ kind: 'snapshot', seq: 7, rows: [row('A', 1), row('B', 2)] });
    expect(store.apply({ kind: 'delta', seq: 8, put: [row('B', 3), row('C', 4)], drop: ['A'] })).toBe('changed');
    expect(store.list).toEqual([row('B', 3), row('C', 4)]);
  });

  it('asks for a new subscription at a gap and before any snapshot, and keeps its rows', () => {
    const store = new RowStore<Row>();
    expect(store.apply({ kind: 'delta', seq: 1, put: [], drop: [] })).toBe('gap');
    store.apply({ kind: 'snapshot', seq: 1, rows: [row('A', 1)] });
    expect(store.apply({ kind: 'delta', seq: 3, put: [row('A', 9)], drop: [] })).toBe('gap');
    expect(store.list).toEqual([row('A', 1)]);
  });

  it('keeps the identity of rows and of the list when content did not change', () => {
    const store = new RowStore<Row>();
    store.apply({ kind: 'snapshot', seq: 1, rows: [row('A', 1, [1, 2]), row('B', 2)] });
    const list = store.list;
    expect(store.apply({ kind: 'delta', seq: 2, put: [row('A', 1, [1, 2])], drop: ['X'] })).toBe('same');
    expect(store.apply({ kind: 'snapshot', seq: 1, rows: [row('A', 1, [1, 2]), row('B', 2)] })).toBe('same');
    expect(store.list).toBe(list);
    store.apply({ kind: 'snapshot', seq: 1, rows: [row('A', 1, [1, 2]), row('B', 5)] });
    expect(store.list).not.toBe(list);
    expect(store.list[0]).toBe(list[0]);
  });

  it('keeps the identity of a part that did not change in a row that did', () => {
    const store = new RowStore<Row>();
    store.apply({ kind: 'snapshot', seq: 1, rows: [row('A', 1, [1, 2])] });
    const before = store.list[0];
    store.apply({ kind: 'delta', seq: 2, put: [row('A', 5, [1, 2])], drop: [] });
    expect(store.list).toEqual([row('A', 5, [1, 2])]);
    expect(store.list[0]?.spark).toBe(before?.spark);
    store.apply({ kind: 'delta', seq: 3, put: [row('A', 5, [1, 3])], drop: [] });
    expect(store.list[0]?.spark).toEqual([1, 3]);
  });

  it('follows the order of a new snapshot', () => {
    const store = new RowStore<Row>();
    store.replace([row('A', 1), row('B', 2)]);
    expect(store.replace([row('B', 2), row('A', 1)])).toBe('changed');
    expect(store.list.map(({ key }) => key)).toEqual(['B', 'A']);
  });

  it('ends with the same rows as a plain map for any deltas', () => {
    const key = fc.constantFrom('A', 'B', 'C', 'D');
    const delta = fc.record({ put: fc.array(fc.tuple(key, fc.integer())), drop: fc.array(key) });
    fc.assert(
      fc.property(fc.array(delta), (deltas) => {
        const store = new RowStore<Row>();
        const model = new Map<string, Row>();
        store.apply({ kind: 'snapshot', seq: 0, rows: [] });
        deltas.forEach(({ put, drop }, index) => {
          const rows = put.map(([name, price]) => row(name, price));
          store.apply({ kind: 'delta', seq: index + 1, put: rows, drop });
          rows.forEach((next) => model.set(next.key, next));
          drop.forEach((name) => model.delete(name));
        });
        expect(new Map(store.list.map((item) => [item.key, item]))).toEqual(model);
      }),
    );
  });
});

describe('sameData', () => {
  it('compares plain data by content', () => {
    expect(sameData({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(sameData({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(sameData([1], { 0: 1 })).toBe(false);
    expect(sameData(Number.NaN, Number.NaN)).toBe(true);
  });
});
