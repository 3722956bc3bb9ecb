import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { hasRecordedData, recordedText } from '#tests/simulation/market/recorded-data.ts';
import { CandleAggregator } from './candle-aggregator.ts';
import { parseCandleCsv } from './candle-csv.ts';
import { CandleSeries } from './candle-series.ts';
import { monthBuckets, resample, resampleBy } from './resample.ts';
import { calendarDay, midnightOf, monthStart, nextMonthStart } from './utc-calendar.ts';

const KUCOIN = 'candles/kucoin-spot-multi-timeframe/BTC-USDT';
const BINANCE = 'candles/binance-usdm-multi-timeframe';
const KUCOIN_YEAR = 'candles/kucoin-spot-15m/BTC-USDT-15m-2025.csv.gz';

function recorded(path: string, timeframe: Timeframe): CandleColumns {
  const text = recordedText(path);
  const parsed = parseCandleCsv(path, timeframe, [text]);
  if (!parsed.ok) throw new Error(`${path}: ${String(parsed.error.length)} bad rows`);
  return parsed.value;
}

interface Comparison {
  readonly compared: number;
  /** Candles that differ, as `timestamp field ours theirs`. */
  readonly differing: readonly string[];
}

/** Compares candles of the same open time: prices exactly, volume to a relative 1e-9. */
function compare(ours: CandleColumns, theirs: CandleColumns): Comparison {
  const rows = new Map([...theirs.ts].map((ts, row) => [ts, row]));
  const differing: string[] = [];
  let compared = 0;
  ours.ts.forEach((ts, row) => {
    const match = rows.get(ts);
    if (match === undefined) return;
    compared += 1;
    for (const field of ['open', 'high', 'low', 'close', 'volume'] as const) {
      const a = ours[field][row] ?? Number.NaN;
      const b = theirs[field][match] ?? Number.NaN;
      const same = field === 'volume' ? Math.abs(a - b) <= 1e-9 * Math.max(a, b) : a === b;
      if (!same) differing.push(`${String(ts)} ${field} ${String(a)} ${String(b)}`);
    }
  });
  return { compared, differing };
}

/** Base and target of the files of one symbol. */
const KUCOIN_PAIRS: readonly (readonly [Timeframe, Timeframe])[] = [
  ['15m', '30m'],
  ['15m', '1h'],
  ['15m', '4h'],
  ['15m', '1d'],
  ['15m', '1w'],
  ['30m', '1h'],
  ['30m', '4h'],
  ['30m', '1d'],
  ['30m', '1w'],
  ['1h', '4h'],
  ['1h', '1d'],
  ['1h', '1w'],
  ['4h', '1d'],
  ['4h', '1w'],
  ['1d', '1w'],
];
const BINANCE_PAIRS: readonly (readonly [string, Timeframe, Timeframe])[] = ['BTCUSDT', 'ETHUSDT'].flatMap((symbol) =>
  (
    [
      ['3m', '15m'],
      ['3m', '30m'],
      ['3m', '1h'],
      ['15m', '30m'],
      ['15m', '1h'],
      ['30m', '1h'],
    ] as const
  ).map(([base, target]) => [symbol, base, target] as const),
);

/** A series of minutes with holes, from a list of kept minutes. */
function minutes(kept: readonly number[]): CandleColumns {
  const series = new CandleSeries();
  for (const minute of kept.toSorted((a, b) => a - b)) {
    const open = 100 + ((minute * 7_919) % 13);
    series.pushValues(
      minute * 60_000,
      open,
      open + (minute % 5),
      open - (minute % 3),
      open + (minute % 2),
      minute % 11,
    );
  }
  return series.columns();
}

describe('resampling against the exchanges', () => {
  it.skipIf(!hasRecordedData).each(KUCOIN_PAIRS)('makes KuCoin %s into %s', (base, target) => {
    const made = resample(recorded(`${KUCOIN}-${base}.csv.gz`, base), base, target);
    const { compared, differing } = compare(made.columns, recorded(`${KUCOIN}-${target}.csv.gz`, target));
    process.stderr.write(`KuCoin BTC ${base} -> ${target}: ${String(compared)} compared\n`);
    expect(made.incomplete).toEqual([]);
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });

  /** KuCoin's candles of 2025-11 and 2025-12. */
  function recordedMonths(): CandleColumns {
    const lines = recordedText(`${KUCOIN}-1mon.csv.gz`).trimEnd().split('\n').slice(1);
    const rows = lines.map((line) => line.split(',').map(Number));
    const column = (place: number): Float64Array => Float64Array.from(rows, (row) => row[place] ?? Number.NaN);
    return { ts: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
  }

  it.skipIf(!hasRecordedData).each(['15m', '1h', '4h'] as const)('makes KuCoin months of %s', (base) => {
    const path = base === '15m' ? KUCOIN_YEAR : `${KUCOIN}-${base}.csv.gz`;
    const made = resampleBy(recorded(path, base), timeframeMs(base), monthBuckets(8 * HOUR)).columns;
    const labelled = { ...made, ts: made.ts.map((ts) => ts + 8 * HOUR) };
    const { compared, differing } = compare(labelled, recordedMonths());
    process.stderr.write(`KuCoin ${base} -> 1mon (UTC+8): ${String(compared)} compared ${differing.join(' | ')}\n`);
    expect(compared).toBe(2);
    expect(differing).toEqual([]);
  });

  it.skipIf(!hasRecordedData)('finds that KuCoin months are not the months of UTC', () => {
    const made = resampleBy(recorded(`${KUCOIN}-1d.csv.gz`, '1d'), DAY, monthBuckets(0));
    const { compared, differing } = compare(made.columns, recordedMonths());
    expect(compared).toBe(2);
    expect(differing.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      `${String(Date.UTC(2025, 10))} open`,
      `${String(Date.UTC(2025, 10))} close`,
      `${String(Date.UTC(2025, 10))} volume`,
      `${String(Date.UTC(2025, 11))} open`,
      `${String(Date.UTC(2025, 11))} close`,
      `${String(Date.UTC(2025, 11))} volume`,
    ]);
  });

  it.skipIf(!hasRecordedData).each(BINANCE_PAIRS)('makes Binance %s %s into %s', (symbol, base, target) => {
    const made = resample(recorded(`${BINANCE}/${symbol}-${base}.csv.gz`, base), base, target);
    const { compared, differing } = compare(made.columns, recorded(`${BINANCE}/${symbol}-${target}.csv.gz`, target));
    process.stderr.write(`Binance ${symbol} ${base} -> ${target}: ${String(compared)} compared\n`);
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});

describe('resampling', () => {
  const holes = fc.uniqueArray(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 300 });

  it('streams and batches to the same candles, whatever is missing', () => {
    fc.assert(
      fc.property(holes, fc.constantFrom<Timeframe>('3m', '5m', '15m', '1h', '2h'), (kept, target) => {
        const columns = minutes(kept);
        const batch = resample(columns, '1m', target);
        const streamed = new CandleSeries();
        const incomplete: { ts: number; missing: number }[] = [];
        const aggregator = new CandleAggregator('1m', [target], (_, candle, missing) => {
          streamed.push(candle);
          if (missing > 0) incomplete.push({ ts: candle.ts, missing });
        });
        const source = CandleSeries.of(columns);
        for (let row = 0; row < source.length; row += 1) {
          const candle = source.at(row);
          if (candle !== null) aggregator.push(candle);
        }
        expect(streamed.columns()).toEqual(batch.columns);
        expect(incomplete).toEqual(batch.incomplete);
      }),
    );
  });

  it('leaves out the unfinished candle at the end and the one joined midway at the start', () => {
    const made = resample(minutes([3, 4, 5, 6, 7, 8, 9, 10, 11]), '1m', '5m');
    expect([...made.columns.ts]).toEqual([300_000]);
    expect(made.incomplete).toEqual([]);
    const gap = resample(minutes([0, 1, 2, 5, 6, 7, 8, 9]), '1m', '5m');
    expect(gap.incomplete).toEqual([{ ts: 0, missing: 2 }]);
  });

  it('shows the open candle and refuses old ones', () => {
    const aggregator = new CandleAggregator('1m', ['5m'], () => undefined);
    const candle = { ts: 300_000, open: 1, high: 3, low: 1, close: 2, volume: 4 };
    expect(aggregator.open('5m')).toBeNull();
    expect(aggregator.push(candle)).toBe(true);
    expect(aggregator.push(candle)).toBe(false);
    expect(aggregator.push({ ...candle, ts: 360_000, high: 5 })).toBe(true);
    expect(aggregator.open('5m')).toEqual({ ...candle, high: 5, volume: 8 });
    expect(() => new CandleAggregator('3m', ['5m'], () => undefined)).toThrow(RangeError);
    expect(() => resample(minutes([1]), '5m', '5m')).toThrow(RangeError);
  });
});

describe('UTC calendar', () => {
  it('agrees with the host for every day of four centuries', () => {
    for (let day = -100_000; day < 100_000; day += 1) {
      const host = new Date(day * DAY);
      const ours = calendarDay(day * DAY + 12_345);
      const same =
        ours.year === host.getUTCFullYear() &&
        ours.month === host.getUTCMonth() + 1 &&
        ours.day === host.getUTCDate() &&
        midnightOf(ours) === day * DAY;
      if (!same) throw new Error(`Day ${String(day)}: ${JSON.stringify(ours)}`);
    }
    expect(monthStart(Date.UTC(2024, 1, 29, 13))).toBe(Date.UTC(2024, 1, 1));
    expect(nextMonthStart(Date.UTC(2024, 11, 31))).toBe(Date.UTC(2025, 0, 1));
  });
});
