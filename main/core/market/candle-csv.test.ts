import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { hasRecordedData, recordedText } from '#tests/simulation/market/recorded-data.ts';
import type { CandleArchive } from '../ports/store.ts';
import { parseCandleCsv, type BadRow } from './candle-csv.ts';
import { importCandles } from './import-candles.ts';

const HEADER = 'timestamp_ms,open,high,low,close,volume';
const GOOD = [HEADER, '60000,1.5,2,1,1.75,10', '120000,1.75,2.5,1.5,2,0', '240000,2,2,2,2,3.25'];
const parse = (...chunks: string[]): ReturnType<typeof parseCandleCsv> => parseCandleCsv('a.csv', '1m', chunks);
const badRows = (...lines: string[]): readonly BadRow[] => {
  const result = parse([HEADER, ...lines].join('\n'));
  return result.ok ? [] : result.error;
};

/** A candle store that only remembers what was written. */
function memoryStore(): { store: CandleArchive; written: [string, string, CandleColumns, string][] } {
  const written: [string, string, CandleColumns, string][] = [];
  const unused = (): never => {
    throw new Error('not used');
  };
  let open: typeof written = [];
  const store: CandleArchive = {
    ...{ write: unused, read: unused, gaps: unused, series: unused, remove: unused, bytes: unused },
    begin: () => ({
      write: (symbol, timeframe, columns, origin) => void open.push([symbol, timeframe, columns, origin]),
      commit: () => void written.push(...open.splice(0)),
      discard: () => {
        open = [];
      },
    }),
  };
  return { store, written };
}

describe('candle CSV', () => {
  it('reads columns in any order, with CRLF, a byte-order mark and further columns', () => {
    const text = '\uFEFFclose,volume,timestamp_ms,open,note,high,low\r\n1.75,10,60000,1.5,x,2,1\r\n\r\n';
    const result = parse(text);
    expect(result.ok && [...result.value.ts, ...result.value.open, ...result.value.close]).toEqual([60_000, 1.5, 1.75]);
  });

  it('reads the same however the text is cut', () => {
    const text = GOOD.join('\r\n');
    const whole = parse(text);
    expect(whole.ok && [...whole.value.volume]).toEqual([10, 0, 3.25]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        expect(parse(...chunks)).toEqual(whole);
      }),
    );
  });

  it('reads numbers to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), (price) => {
        const result = parse(`${HEADER}\n0,${[price, price, price, price, price].map(String).join(',')}`);
        expect(result.ok && result.value.close[0]).toBe(price);
      }),
    );
  });

  it.each([
    ['x,1,1,1,1,1', 'timestamp_ms "x" is not a number.'],
    ['1735689600,1,1,1,1,1', 'timestamp_ms 1735689600 is not a multiple of the timeframe, 60000 ms.'],
    ['-60000,1,1,1,1,1', 'timestamp_ms "-60000" is not a time in milliseconds since 1970.'],
    ['0,0x10,1,1,1,1', 'open "0x10" is not a number.'],
    ['0,,1,1,1,1', 'open "" is not a number.'],
    ['0,1,1,1,1,-2', 'volume "-2" is negative.'],
    ['0,1,1,0,1,2', 'low is zero.'],
    ['0,1,1,2,1,2', 'high 1 is below low 2.'],
    ['0,3,2,1,2,2', 'open 3 lies outside low 1 to high 2.'],
    ['0,2,2,1,0.5,2', 'close 0.5 lies outside low 1 to high 2.'],
    ['0,1,1,1,1', 'The row has not the 6 values the header names.'],
    ['0,1,1,1,1,1,1', 'The row has not the 6 values the header names.'],
    ['0,1,1,1,1,NaN', 'volume "NaN" is not a number.'],
  ])('refuses %s', (line, reason) => {
    expect(badRows(line)).toEqual([{ file: 'a.csv', line: 2, reason }]);
  });

  it('names all bad rows, and the line a time collides with', () => {
    const rows = badRows('120000,1,1,1,1,1', '60000,1,1,1,1,1', 'bad', '120000,1,1,1,1,1', '', '180000,1,1,1,1,1');
    expect(rows.map((row) => [row.line, row.reason])).toEqual([
      [3, 'timestamp_ms 60000 is out of order: it belongs before line 2.'],
      [4, 'The row has not the 6 values the header names.'],
      [5, 'timestamp_ms 120000 is a duplicate of line 2.'],
      [6, 'The line is empty.'],
    ]);
  });

  it('needs a header and at least one candle', () => {
    const reasons = (text: string): readonly string[] => {
      const result = parse(text);
      return result.ok ? [] : result.error.map((row) => row.reason);
    };
    expect(reasons('1,2,3\n4,5,6')).toEqual(['The header does not name timestamp_ms, open, high, low, close, volume.']);
    expect(reasons(`${HEADER},close\n0,1,1,1,1,1,1`)).toEqual(['The header names close twice.']);
    expect(reasons(HEADER)).toEqual(['The file has no candles.']);
    expect(reasons('')).toEqual(['The file has no candles.']);
  });

  it.skipIf(!hasRecordedData)('reads a year of quarter hours fast and like the host parser', () => {
    const file = 'candles/kucoin-spot-15m/BTC-USDT-15m-2025.csv.gz';
    const text = recordedText(file);
    let best = Number.POSITIVE_INFINITY;
    let result = parseCandleCsv(file, '15m', [text]);
    for (let round = 0; round < 10; round += 1) {
      // Processor time, so that other work on the machine does not count.
      const before = process.cpuUsage();
      result = parseCandleCsv(file, '15m', [text]);
      best = Math.min(best, process.cpuUsage(before).user / 1_000);
    }
    if (!result.ok) throw new Error('The recorded file has bad rows');
    const expected = text.trimEnd().split('\n').slice(1);
    const { ts, open, high, low, close, volume } = result.value;
    expect(ts.length).toBe(35_040);
    expected.forEach((line, row) => {
      const ours = [ts[row], open[row], high[row], low[row], close[row], volume[row]];
      if (ours.some((value, place) => value !== Number(line.split(',')[place]))) throw new Error(`differs: ${line}`);
    });
    process.stderr.write(`35,040 rows parsed in ${best.toFixed(1)} ms\n`);
    expect(best).toBeLessThan(60);
  });
});

describe('import', () => {
  const btc = { symbol: contractSymbol('XBTUSDTM'), timeframe: '1m' } as const;

  it('writes every file and reports its range and gaps', async () => {
    const { store, written } = memoryStore();
    const result = await importCandles(store, [{ ...btc, file: 'a.csv', chunks: [GOOD.join('\n')] }]);
    expect(result).toEqual({
      ok: true,
      value: [{ ...btc, file: 'a.csv', rows: 3, from: 60_000, to: 240_000, gaps: [{ from: 180_000, missing: 1 }] }],
    });
    expect(written.map(([symbol, timeframe, , origin]) => [symbol, timeframe, origin])).toEqual([
      ['XBTUSDTM', '1m', 'import:a.csv'],
    ]);
  });

  it('writes nothing when any row of any file is bad', async () => {
    const { store, written } = memoryStore();
    const result = await importCandles(store, [
      { ...btc, file: 'a.csv', chunks: [GOOD.join('\n')] },
      { ...btc, file: 'b.csv', chunks: [HEADER, '\n0,1,1,1,1,x\n', '60000,1,1,2,1,1'] },
    ]);
    expect(result.ok ? [] : result.error.map((row) => [row.file, row.line])).toEqual([
      ['b.csv', 2],
      ['b.csv', 3],
    ]);
    expect(written).toEqual([]);
  });
});
