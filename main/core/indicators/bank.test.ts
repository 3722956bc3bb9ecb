import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndicatorBank } from './bank.ts';
import { FusedBatch } from './fused.ts';
import { BAR_WIDTH } from './indicator-stream.ts';
import { INDICATORS } from './registry.ts';
import { RESUM_INTERVAL, STANDARD_COLUMN, STANDARD_WIDTH, WARM_UP, type StandardColumn } from './standard-set.ts';

interface Series {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** A seeded walk; every fifth stretch of 25 candles stands still, so that flat windows occur. */
function walk(length: number, seed: number): Series {
  const series = { high: new Float64Array(length), low: new Float64Array(length), close: new Float64Array(length) };
  let state = seed;
  let price = 100;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  for (let i = 0; i < length; i++) {
    const open = price;
    const move = (next() - 0.5) * 0.01;
    if (Math.floor(i / 25) % 5 !== 4) price *= 1 + move;
    series.close[i] = price;
    series.high[i] = Math.max(open, price) * (1 + next() * 0.002);
    series.low[i] = Math.min(open, price) * (1 - next() * 0.002);
  }
  return series;
}

const at = (series: Series, i: number): [number, number, number] => [
  series.high[i] ?? NaN,
  series.low[i] ?? NaN,
  series.close[i] ?? NaN,
];

const NAMES = Object.keys(STANDARD_COLUMN) as StandardColumn[];
const LENGTH = 2 * RESUM_INTERVAL + 77;

describe('IndicatorBank', () => {
  it('equals the separate indicators bit for bit, through re-summing and flat stretches', () => {
    const series = walk(LENGTH, 3);
    const bank = new IndicatorBank(1);
    const parts = [
      { stream: INDICATORS.rsi.stream(), to: [0] },
      { stream: INDICATORS.macd.stream(), to: [1, 2, 3] },
      { stream: INDICATORS.bollinger.stream(), to: [4, 5, 6] },
      { stream: INDICATORS.atr.stream(), to: [7] },
      { stream: INDICATORS.ema.stream(), to: [8] },
    ];
    const bar = new Float64Array(BAR_WIDTH);
    for (let i = 0; i < LENGTH; i++) {
      bar.set(at(series, i));
      bank.commit(0, ...at(series, i));
      for (const { stream, to } of parts) {
        stream.commit(bar);
        to.forEach((column, k) => {
          if (!Object.is(bank.row[column], stream.row[k])) {
            expect.fail(`candle ${i} column ${column}: ${bank.row[column]} and ${stream.row[k]}`);
          }
        });
      }
    }
  });

  it('gives the same bits with and without WebAssembly, committed and peeked, slots apart', () => {
    const [fast, plain] = [new IndicatorBank(3), new IndicatorBank(3, { plain: true })];
    const all = [walk(LENGTH, 1), walk(LENGTH, 2), walk(LENGTH, 3)];
    for (let i = 0; i < LENGTH; i++) {
      all.forEach((series, slot) => {
        const rows = [fast, plain].flatMap((bank) => {
          bank.peek(slot, ...at(series, i));
          const peeked = [...bank.row];
          bank.commit(slot, ...at(series, i));
          return [peeked, [...bank.row]];
        });
        const [first, ...others] = rows;
        for (const other of others) {
          if (other.some((value, k) => !Object.is(value, first?.[k]))) expect.fail(`candle ${i} slot ${slot}`);
        }
      });
    }
    expect(fast.count(1)).toBe(LENGTH);
  });

  it('a peek changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 1, max: 1000, noNaN: true }), (length, price) => {
        const bank = new IndicatorBank(1);
        const series = walk(60, 9);
        for (let i = 0; i < length; i++) bank.commit(0, ...at(series, i));
        const before = bank.state.slice(0, 40);
        bank.peek(0, price, price, price);
        expect(bank.state.slice(0, 40)).toEqual(before);
      }),
    );
  });

  it('has no value before its look-back, every value from the last one on', () => {
    const bank = new IndicatorBank(1);
    const series = walk(WARM_UP, 4);
    const first = new Array<number>(STANDARD_WIDTH).fill(0);
    for (let i = 0; i < WARM_UP; i++) {
      bank.commit(0, ...at(series, i));
      bank.row.forEach((value, k) => {
        if (Number.isNaN(value)) first[k] = i + 1;
      });
    }
    expect(first).toEqual([14, 25, 33, 33, 19, 19, 19, 14, 19]);
  });

  it('starts afresh after a reset', () => {
    const bank = new IndicatorBank(1);
    const series = walk(100, 5);
    for (let i = 0; i < 100; i++) bank.commit(0, ...at(series, i));
    const end = [...bank.row];
    bank.reset(0);
    for (let i = 0; i < 100; i++) bank.commit(0, ...at(series, i));
    expect([...bank.row]).toEqual(end);
  });
});

describe('FusedBatch', () => {
  it.each([[1], [2], [3]])('%d series: WebAssembly, plain JS and the bank agree bit for bit', (count) => {
    const all = Array.from({ length: count }, (_, k) => walk(LENGTH, 20 + k));
    const batches = [new FusedBatch(count, LENGTH), new FusedBatch(count, LENGTH, { plain: true })];
    for (const batch of batches) {
      all.forEach((series, k) => batch.load(k, series));
      batch.compute(LENGTH);
    }
    all.forEach((series, k) => {
      const bank = new IndicatorBank(1);
      const columns = batches.flatMap((batch) => NAMES.map((name) => ({ name, column: batch.column(k, name) })));
      for (let i = 0; i < LENGTH; i++) {
        bank.commit(0, ...at(series, i));
        for (const { name, column } of columns) {
          if (!Object.is(column[i], bank.row[STANDARD_COLUMN[name]])) expect.fail(`series ${k} candle ${i} ${name}`);
        }
      }
    });
  });

  it.each([[0], [1], [20], [34], [63], [64], [65], [66], [RESUM_INTERVAL], [RESUM_INTERVAL + 1]])(
    'a series of %d candles',
    (length) => {
      const series = walk(length, 8);
      const batch = new FusedBatch(1, length);
      batch.load(0, series);
      batch.compute(length);
      const bank = new IndicatorBank(1);
      for (let i = 0; i < length; i++) {
        bank.commit(0, ...at(series, i));
        expect(NAMES.map((name) => batch.column(0, name)[i])).toStrictEqual(
          NAMES.map((name) => bank.row[STANDARD_COLUMN[name]]),
        );
      }
    },
  );

  it('refuses more candles than it has room for', () => {
    expect(() => {
      new FusedBatch(1, 10).compute(11);
    }).toThrow('11 candles asked, room for 10');
  });
});
