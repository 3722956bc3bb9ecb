import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gunzipSync } from 'node:zlib';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { COLUMN_NAMES } from './candle-columns.ts';
import { openStore } from './open-store.ts';

const symbol = contractSymbol('XBTUSDTM');
const STEP = timeframeMs('1m');
const BASE = 28_000_000 * STEP;

/** Candles at the given slots, each value telling its slot, its column and its version. */
function candles(slots: readonly number[], version = 0): CandleColumns {
  const column = (index: number): Float64Array => Float64Array.from(slots, (slot) => slot + index / 8 + version / 64);
  return {
    ts: Float64Array.from(slots, (slot) => BASE + slot * STEP),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
const plain = (columns: CandleColumns) => COLUMN_NAMES.map((name) => [...columns[name]]);

function setUp() {
  const store = openStore(temporaryFolder());
  const read = (from = 0, to = Number.POSITIVE_INFINITY) => store.candles.read(symbol, '1m', from, to);
  const write = (columns: CandleColumns, origin = 'test') => {
    store.candles.write(symbol, '1m', columns, origin);
  };
  return { store, read, write, gaps: () => store.candles.gaps(symbol, '1m') };
}

describe('the candle store', () => {
  it('gives back what was written, over chunks and tail, and any part of it', () => {
    const { read, write, store } = setUp();
    write(candles(range(0, 2_500)));
    for (const slot of range(2_500, 2_520)) write(candles([slot]));
    expect(plain(read())).toEqual(plain(candles(range(0, 2_520))));
    expect(plain(read(BASE + 999 * STEP, BASE + 2_510 * STEP))).toEqual(plain(candles(range(999, 2_510))));
    expect(plain(read(BASE + 10 * STEP + 1, BASE + 12 * STEP + 1))).toEqual(plain(candles([11, 12])));
    expect(read(BASE + 9_000 * STEP).ts).toHaveLength(0);
    expect(store.candles.read(contractSymbol('ETHUSDTM'), '1m', 0, 1e13).ts).toHaveLength(0);
    expect(store.candles.series()).toEqual([
      { symbol, timeframe: '1m', from: BASE, to: BASE + 2_519 * STEP, count: 2_520, gaps: 0, origin: 'test' },
    ]);
    store.close();
  });

  it('staggers its columns, so that they do not share cache sets', () => {
    const { read, write, store } = setUp();
    write(candles(range(0, 4_096)));
    const columns = read();
    const sets = COLUMN_NAMES.map((name) => (columns[name].byteOffset / 64) % 64);
    expect(new Set(sets).size).toBe(COLUMN_NAMES.length);
    expect(new Set(COLUMN_NAMES.map((name) => columns[name].buffer)).size).toBe(1);
    store.close();
  });

  it('fills columns it is given when they are long enough, and only then', () => {
    const { write, store } = setUp();
    write(candles(range(0, 1_500)));
    const again = store.candles.read(symbol, '1m', BASE + 700 * STEP, 1e14, candles(range(0, 5_000)));
    expect(plain(again)).toEqual(plain(candles(range(700, 1_500))));
    const given = candles(range(0, 5_000));
    expect(store.candles.read(symbol, '1m', 0, 1e14, given).close.buffer).toBe(given.close.buffer);
    expect(store.candles.read(symbol, '1m', 0, 1e14, candles([1])).ts).toHaveLength(1_500);
    store.close();
  });

  it('does not rewrite a chunk for a candle at the end', () => {
    const { write, store } = setUp();
    write(candles(range(0, 900)));
    let last = 900;
    for (; last < 1_150; last++) write(candles([last]));
    write(candles([last - 1], 1));
    expect(store.candles.series()[0]?.count).toBe(1_150);
    expect(store.candles.read(symbol, '1m', BASE + 1_149 * STEP, 1e14).close[0]).toBe(1_149 + 4 / 8 + 1 / 64);
    store.close();
  });

  it('remembers every origin and refuses what is no series', () => {
    const { write, store } = setUp();
    write(candles([1, 2]), 'import:a.csv');
    write(candles([3]), 'simulated');
    write(candles([4]), 'simulated');
    expect(store.candles.series()[0]?.origin).toBe('import:a.csv, simulated');
    expect(() => write(candles([5, 5]))).toThrow(RangeError);
    expect(() => write({ ...candles([5]), high: Float64Array.of(Number.NaN) })).toThrow(/no finite high/);
    expect(() => write({ ...candles([5]), ts: Float64Array.of(BASE + 1) })).toThrow(RangeError);
    expect(() => write({ ...candles([5]), low: new Float64Array(2) })).toThrow(/differ in length/);
    expect(store.candles.series()[0]?.count).toBe(4);
    store.close();
  });

  it('holds after any writes exactly the newest of each candle, and exactly its gaps', () => {
    const write = fc.record({
      start: fc.integer({ min: 0, max: 4_000 }),
      length: fc.integer({ min: 1, max: 600 }),
      hole: fc.integer({ min: 2, max: 50 }),
      small: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(write, { minLength: 1, maxLength: 12 }), (writes) => {
        const { store, read, write: put, gaps } = setUpWithin();
        const model = new Map<number, number>();
        writes.forEach(({ start, length, hole, small }, version) => {
          const slots = range(start, start + (small ? 1 + (length % 5) : length)).filter((slot) => slot % hole !== 1);
          for (const slot of slots) model.set(slot, version);
          put(candles(slots, version));
          const known = [...model.keys()].sort((a, b) => a - b);
          const expected = candles(known);
          expect([...read().ts]).toEqual([...expected.ts]);
          expect([...read().volume]).toEqual(known.map((slot) => slot + 5 / 8 + (model.get(slot) ?? 0) / 64));
          expect(gaps()).toEqual(gapsOf(known));
          expect(store.candles.series()[0]?.count ?? 0).toBe(known.length);
        });
        store.close();
      }),
      { numRuns: 60 },
    );
  });
});

/** As `setUp`, once per run of a property within one test. */
const setUpWithin = setUp;

function gapsOf(slots: readonly number[]) {
  const gaps: { from: number; missing: number }[] = [];
  slots.forEach((slot, index) => {
    const previous = slots[index - 1];
    if (previous !== undefined && slot > previous + 1)
      gaps.push({ from: BASE + (previous + 1) * STEP, missing: slot - previous - 1 });
  });
  return gaps;
}

const data = process.env['ZMART_DATA_DIR'] ?? '../shared/data';
const file = existsSync(data)
  ? readdirSync(data, { recursive: true, encoding: 'utf8' }).find((name) => /15m.*\.csv\.gz$/.test(name))
  : undefined;

describe('recorded candles', () => {
  it.skipIf(file === undefined)('come back to the last bit', () => {
    const lines = gunzipSync(readFileSync(join(data, file ?? '')))
      .toString()
      .trim()
      .split('\n');
    const rows = lines
      .map((line) => line.split(',').map(Number))
      .filter((row) => row.slice(0, 6).every(Number.isFinite));
    const scale = (rows[0]?.[0] ?? 0) > 1e14 ? 1_000 : 1;
    const column = (index: number) => Float64Array.from(rows, (row) => row[index] ?? Number.NaN);
    const columns: CandleColumns = {
      ts: column(0).map((ts) => ts / scale),
      open: column(1),
      high: column(2),
      low: column(3),
      close: column(4),
      volume: column(5),
    };
    const store = openStore(temporaryFolder());
    store.candles.write(symbol, '15m', columns, `import:${file ?? ''}`);
    expect(rows.length).toBeGreaterThan(1_000);
    expect(plain(store.candles.read(symbol, '15m', 0, 1e14))).toEqual(plain(columns));
    store.close();
  });
});
