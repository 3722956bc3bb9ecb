import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { allocateColumns, COLUMN_NAMES } from './candle-columns.ts';
import { chunkTimes, copyChunk, encodeChunk, release, unpackChunk } from './candle-chunk.ts';

const MINUTE = 60_000;
const HEADER = 8;

/** The bits of every column. */
const bits = (columns: CandleColumns) =>
  COLUMN_NAMES.map((name) => [...new BigUint64Array(columns[name].slice().buffer)]);

function candles(rows: readonly (readonly number[])[], step = MINUTE): CandleColumns {
  const columns = allocateColumns(rows.length);
  rows.forEach((row, at) => {
    columns.ts[at] = 28_000_000 * MINUTE + at * step;
    COLUMN_NAMES.slice(1).forEach((name, place) => (columns[name][at] = row[place] ?? 0));
  });
  return columns;
}

function decoded(chunk: Uint8Array, count: number): CandleColumns {
  const columns = allocateColumns(count);
  unpackChunk(chunk, count, columns, 0);
  return columns;
}

/** As chunks were written before they could be packed. */
const plainChunk = (columns: CandleColumns): Buffer =>
  Buffer.concat(COLUMN_NAMES.map((name) => Buffer.from(columns[name].slice().buffer)));

const odd = fc.constantFrom(
  0,
  -0,
  5e-324,
  2.2e-308,
  Number.MAX_VALUE,
  -1e300,
  2 ** 53 + 2,
  2 ** 31,
  -(2 ** 31),
  0.1,
  1 / 3,
);
const decimal = fc.tuple(fc.integer(), fc.nat(15)).map(([units, scale]) => units / 10 ** scale);
const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Columns of one kind, where packing takes, and mixed ones, where it must not. */
const value = fc.oneof(decimal, anyDouble, odd);
const price = fc.integer({ min: 1, max: 2_000_000 }).map((units) => units / 100);
const anyRows = fc.oneof(
  fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 60 }),
  fc.array(fc.tuple(price, price, price, price, value), { minLength: 1, maxLength: 60 }),
  // Opens that are the closes before them.
  fc
    .tuple(fc.array(anyDouble, { minLength: 2, maxLength: 60 }))
    .map(([closes]) => closes.map((close, at) => [closes[at - 1] ?? 1, close, close, close, close])),
);

describe('a chunk of candles', () => {
  it('gives back every bit, of any doubles, and is never longer than the doubles', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(59), (rows, gapAt) => {
        const columns = candles(rows);
        for (let at = gapAt; at < rows.length; at += 1) columns.ts[at] = (columns.ts[at] ?? 0) + 5 * MINUTE;
        const chunk = encodeChunk(columns);
        expect(chunk.length).toBeLessThanOrEqual(48 * rows.length);
        expect(bits(decoded(chunk, rows.length))).toEqual(bits(columns));
        expect([...chunkTimes(chunk, rows.length)]).toEqual([...columns.ts]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes less than half the room for prices of a venue, and a third less for opens that are closes', () => {
    const draw = (at: number) => ((at * 48_271) % 2_147_483) / 7;
    const venue = candles(
      Array.from({ length: 1_000 }, (_, at) => [1, 2, 3, 4, 5].map((n) => Math.round(draw(at * n)) / 100)),
    );
    expect(encodeChunk(venue)).toHaveLength(HEADER + 16 + 5 * 4_000);
    const drift = candles(
      Array.from({ length: 1_000 }, (_, at) => [draw(at), draw(at + 1), draw(at), draw(at + 1), draw(at)]),
    );
    expect(encodeChunk(drift)).toHaveLength(HEADER + 16 + 8 + 4 * 8_000);
  });

  it('keeps the sign of a zero', () => {
    const columns = candles(Array.from({ length: 50 }, () => [1, 1, 1, 1, -0]));
    expect(bits(decoded(encodeChunk(columns), 50))).toEqual(bits(columns));
  });

  it('is read as it was written before, and at any place in memory', () => {
    const columns = candles(Array.from({ length: 7 }, (_, at) => [at / 3, at, at / 10, at / 7, 1e9 * at]));
    expect(bits(decoded(plainChunk(columns), 7))).toEqual(bits(columns));
    for (const chunk of [plainChunk(columns), encodeChunk(columns)]) {
      const shifted = Buffer.concat([Buffer.alloc(3), chunk]).subarray(3);
      expect(bits(decoded(shifted, 7))).toEqual(bits(columns));
    }
  });

  it('gives a part of itself', () => {
    const columns = candles(Array.from({ length: 100 }, (_, at) => [at, at + 1, at, at + 1, at / 4]));
    const into = allocateColumns(20);
    copyChunk(encodeChunk(columns), 100, 40, 55, into, 3);
    expect([...into.open.subarray(3, 18)]).toEqual([...columns.open.subarray(40, 55)]);
    expect([...into.ts.subarray(3, 18)]).toEqual([...columns.ts.subarray(40, 55)]);
    expect(into.close[18]).toBe(0);
  });

  it('is refused when it is damaged', () => {
    const columns = candles(Array.from({ length: 100 }, (_, at) => [at * at, 1, 2, at * at, at]));
    const chunk = encodeChunk(columns);
    const changed = (at: number, byte: number) => {
      const copy = Buffer.from(chunk);
      copy[at] = byte;
      return copy;
    };
    expect(() => decoded(changed(0, 2), 100)).toThrow(/unknown format 2/);
    expect(() => decoded(changed(1, 9), 100)).toThrow(/not the length/);
    expect(() => decoded(changed(2, 32), 100)).toThrow(/not the length/);
    expect(() => decoded(chunk.subarray(0, -8), 100)).toThrow(/not the length/);
    expect(() => decoded(chunk, 102)).toThrow(/not the length/);
  });

  it('gives its memory back, but not memory that it shares', () => {
    const own = Buffer.from(new ArrayBuffer(64));
    release(own);
    expect(own).toHaveLength(0);
    const shared = new Uint8Array(new ArrayBuffer(64), 0, 48);
    release(shared);
    expect(shared).toHaveLength(48);
  });
});
