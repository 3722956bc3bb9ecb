import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { zmartHere } from '#tests/support/cli/memory-context.ts';
import { zmart } from '#tests/support/cli/run-zmart.ts';
import { said } from '#tests/support/cli/said.ts';
import { sampleCsv, sampleRows } from '#tests/support/cli/sample-candles.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const RECORDED = resolve(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'candles/kucoin-spot-15m');

let folder: string;
let data: string;

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder, 'data');
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const importing = (...args: readonly string[]) => zmart('import', 'candles', '--data-dir', data, ...args);
const importingHere = (...args: readonly string[]) => zmartHere('import', 'candles', '--data-dir', data, ...args);

function stored(): readonly { symbol: string; count: number }[] {
  const store = openStore(data);
  try {
    return store.candles.series().map(({ symbol, count }) => ({ symbol, count }));
  } finally {
    store.close();
  }
}

describe('zmart import candles', () => {
  it('stores plain and gzipped files and says what came in', async () => {
    const rows = sampleRows(600, 1, 90_000);
    const plain = file('a.csv', sampleCsv(rows.slice(0, 300)));
    const packed = file('b.csv.gz', gzipSync(sampleCsv(rows.slice(301))));
    const ended = await importing('--symbol', 'BTC', '--timeframe', '15m', plain, packed);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.out).toMatch(/XBTUSDTM +15m +300 +2025-03-01 00:00/);
    expect(ended.out).toMatch(/Imported 599 candles/);
    expect(ended.err).toMatch(/Reading 100 %/);
    expect(stored()).toEqual([{ symbol: 'XBTUSDTM', count: 599 }]);
  });

  it('names every bad row with its file, line and reason, and stores nothing of any file', async () => {
    const rows = sampleRows(50, 1, 90_000);
    const good = file('good.csv', sampleCsv(rows));
    const broken = [...rows];
    broken[3] = 'x,1,1,1,1,1';
    broken[10] = (broken[10] ?? '').replace(/,[^,]+$/, ',-5');
    broken[20] = broken[19] ?? '';
    const bad = file('bad.csv', sampleCsv(broken));
    const list = join(folder, 'bad-rows.txt');
    const ended = await importing('--symbol', 'BTC', '--timeframe', '15m', '--bad-rows', list, good, bad);
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.err).toContain(`${bad}:5: timestamp_ms "x" is not a number.`);
    expect(ended.err).toContain(`${bad}:12: volume "-5" is negative.`);
    expect(ended.err).toMatch(/bad\.csv:22: timestamp_ms \d+ is a duplicate of line 21\./);
    expect(ended.err).toContain('Nothing was imported: 3 bad rows.');
    expect(readFileSync(list, 'utf8').trim().split('\n')).toHaveLength(3);
    expect(stored()).toEqual([]);
  });

  it('shows a thousand bad rows and writes all of them to a file', async () => {
    const rows = sampleRows(1_200, 1, 90_000).map((row) => row.replace(/,[^,]+$/, ',none'));
    const list = join(folder, 'bad-rows.txt');
    const args = ['--symbol', 'BTC', '--timeframe', '15m', file('bad.csv', sampleCsv(rows))];
    const capped = await importingHere(...args);
    expect(capped.err.match(/is not a number/g)).toHaveLength(1_000);
    expect(capped.err).toContain('… and 200 more bad rows; --bad-rows FILE writes all of them.');
    const ended = await importingHere(...args, '--bad-rows', list);
    expect(ended.code).toBe(3);
    expect(readFileSync(list, 'utf8').trim().split('\n')).toHaveLength(1_200);
  });

  it('refuses a gzip file that is cut off, and one that is no text', async () => {
    const whole = gzipSync(sampleCsv(sampleRows(300, 1, 90_000)));
    const good = file('good.csv', sampleCsv(sampleRows(300, 1, 90_000)));
    const cut = file('cut.csv.gz', whole.subarray(0, whole.length >> 1));
    const ended = await importing('--symbol', 'BTC', '--timeframe', '15m', good, cut);
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.err).toContain(`${cut} cannot be read: it is not a whole gzip file.`);
    const binary = await importing(
      '--symbol',
      'BTC',
      '--timeframe',
      '15m',
      file('b.csv', Uint8Array.of(0xff, 0xfe, 0)),
    );
    expect(binary).toMatchObject({ code: 3 });
    expect(binary.err).toContain('it is not UTF-8 text');
    expect(stored()).toEqual([]);
  });

  it('says what is known when a symbol, a timeframe or a file is not', async () => {
    const good = file('good.csv', sampleCsv(sampleRows(3, 1, 90_000)));
    const [symbol, timeframe, absent, none] = await Promise.all([
      importingHere('--symbol', 'DOGE', '--timeframe', '15m', good),
      importingHere('--symbol', 'BTC', '--timeframe', '7m', good),
      importingHere('--symbol', 'BTC', '--timeframe', '15m', join(folder, 'absent.csv')),
      importingHere('--timeframe', '15m', good),
    ]);
    expect(symbol).toMatchObject({ code: 2, err: said('XBTUSDTM (BTC), ETHUSDTM (ETH)') });
    expect(timeframe).toMatchObject({ code: 2, err: said('1m, 3m, 5m, 15m') });
    expect(absent).toMatchObject({ code: 3, err: said('there is no such file') });
    expect(none).toMatchObject({ code: 2, err: said('--symbol') });
  });

  it('finds the files of a folder by a pattern', async () => {
    file('ETH-x.csv', sampleCsv(sampleRows(10, 2, 2_000)));
    file('BTC-x.csv', sampleCsv(sampleRows(10, 1, 90_000)));
    const args = ['--timeframe', '15m', '--dir', folder];
    expect(await importingHere(...args, '--pattern', '{COIN}-x.csv')).toMatchObject({ code: 0 });
    expect(
      stored()
        .map(({ symbol }) => symbol)
        .sort(),
    ).toEqual(['ETHUSDTM', 'XBTUSDTM']);
    expect(await importingHere(...args, '--pattern', '{COIN}-y.csv')).toMatchObject({ code: 3 });
    expect(await importingHere(...args, '--pattern', 'BTC-x.csv')).toMatchObject({ code: 2 });
  });

  it('does not touch a data folder that another process holds', async () => {
    const holder = openStore(data);
    const good = file('good.csv', sampleCsv(sampleRows(3, 1, 90_000)));
    const ended = await importing('--symbol', 'BTC', '--timeframe', '15m', good);
    holder.close();
    expect(ended).toMatchObject({ code: 4, err: said('Another process holds the data folder') });
    expect(ended.err).not.toContain('    at ');
    expect(stored()).toEqual([]);
  });

  it.skipIf(!existsSync(RECORDED))('imports a year of a real coin, value for value', async () => {
    const path = join(RECORDED, 'SOL-USDT-15m-2025.csv.gz');
    expect(await importing('--symbol', 'SOL', '--timeframe', '15m', path)).toMatchObject({ code: 0 });
    const lines = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n').slice(1);
    const store = openStore(data);
    const columns = store.candles.read(contractSymbol('SOLUSDTM'), '15m', 0, Number.MAX_SAFE_INTEGER);
    store.close();
    expect(columns.ts.length).toBe(35_040);
    const written = lines.map((line) => line.split(',').map(Number));
    expect([...columns.ts]).toEqual(written.map(([ts]) => ts));
    expect([...columns.close]).toEqual(written.map(([, , , , close]) => close));
    expect([...columns.volume]).toEqual(written.map(([, , , , , volume]) => volume));
  });
});
