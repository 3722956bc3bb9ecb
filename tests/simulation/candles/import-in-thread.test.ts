import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoredFile } from '#core/ports/candle-importer.ts';
import { openImported, replayCandles } from '#main/adapters/candles/imported-store.ts';
import { ThreadCandleImporter } from '#main/adapters/candles/thread-importer.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { candleText } from '#tests/support/candles/candle-text.ts';
import { handOver, importAll, until } from '#tests/support/candles/drive-import.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const CHILD = join(import.meta.dirname, '../../support/candles/import-child.ts');
const MINUTE = 60_000;
const YEAR_OF_MINUTES = 527_040;

function importerOf(folder: string): ThreadCandleImporter {
  const importer = new ThreadCandleImporter(folder, () => 1);
  onTestFinished(() => importer.close());
  return importer;
}

const named = (importer: ThreadCandleImporter) =>
  importer.series().map(({ symbol, timeframe, count }) => `${symbol} ${timeframe} ${String(count)}`);

async function child(folder: string, mode: 'dies' | 'live'): Promise<NodeJS.Signals | null> {
  const run = spawn(process.execPath, [CHILD, folder, mode], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = (await once(run, 'close')) as [number | null, NodeJS.Signals | null];
  return signal;
}

describe('an import of candles in a thread', () => {
  it('takes a year of minutes without holding this process up, and tells whose files they were', async () => {
    const importer = importerOf(temporaryFolder());
    const told: (readonly StoredFile[])[] = [];
    importer.onChange((stored) => {
      if (stored !== null) told.push(stored);
    });
    const file = gzipSync(candleText(YEAR_OF_MINUTES, MINUTE), { level: 1 });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const ended = await importAll(importer, { 'BTC-USDT-1m-2025.csv.gz': file });
    delay.disable();
    process.stderr.write(`a year of minutes: longest hold-up of the loop ${(delay.max / 1e6).toFixed(1)} ms\n`);
    // To read it here would take three times as long.
    expect(delay.max / 1e6).toBeLessThan(150);
    expect(ended).toMatchObject({ state: 'done', result: { fresh: YEAR_OF_MINUTES, changed: 0, same: 0 } });
    expect(named(importer)).toEqual([`XBTUSDTM 1m ${String(YEAR_OF_MINUTES)}`]);
    expect(told).toMatchObject([[{ name: 'BTC-USDT-1m-2025.csv.gz', symbol: 'XBTUSDTM', rows: YEAR_OF_MINUTES }]]);
    expect(told[0]?.[0]?.hash).toMatch(/^[\da-f]{64}$/);
    const again = await importAll(importer, { 'BTC-USDT-1m-2025.csv.gz': file });
    expect(again.result).toEqual({ fresh: 0, changed: 0, same: YEAR_OF_MINUTES });
  }, 60_000);

  it('keeps what it brings apart from the candles of the market', async () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    onTestFinished(() => store.close());
    const importer = importerOf(folder);
    await importAll(importer, { 'BTC-15m.csv': Buffer.from(candleText(100, 15 * MINUTE)) });
    expect(store.candles.series()).toEqual([]);
    const imported = replayCandles(folder, 'imported', store.candles);
    onTestFinished(imported.close);
    expect(imported.candles.series()).toHaveLength(1);
    expect(replayCandles(folder, undefined, store.candles).candles).toBe(store.candles);
  });

  it('ends without a trace when it is canceled, and takes another import then', async () => {
    const folder = temporaryFolder();
    const importer = importerOf(folder);
    const coming = handOver(importer, { 'BTC-1m.csv': Buffer.from(candleText(100_000, MINUTE)) });
    expect(() => importer.begin([{ name: 'a.csv', bytes: 1 }])).toThrow(/is under way/);
    await until(importer, ({ share }) => share > 0);
    expect(importer.cancel()).toBe(true);
    expect((await until(importer, ({ endedAt }) => endedAt !== null)).state).toBe('canceled');
    expect(await coming).toBe(false);
    expect(openImported(folder)).toBeNull();
    const ended = await importAll(importer, { 'BTC-1m.csv': Buffer.from(candleText(50, MINUTE)) });
    expect(ended.state).toBe('done');
  });

  it('leaves the store as it was when its process is killed in the middle of storing', async () => {
    const folder = temporaryFolder();
    const before = new ThreadCandleImporter(folder, () => 1);
    await importAll(before, { 'BTC-1m.csv': Buffer.from(candleText(1_000, MINUTE, 50)) });
    await before.close();
    expect(await child(folder, 'dies')).toBe('SIGKILL');
    expect(named(importerOf(folder))).toEqual(['XBTUSDTM 1m 1000']);
    expect(await child(folder, 'live')).toBeNull();
    expect(named(importerOf(folder))).toEqual(['ETHUSDTM 1m 120000', 'XBTUSDTM 1m 200000']);
  }, 60_000);

  it('removes a series', async () => {
    const importer = importerOf(temporaryFolder());
    await importAll(importer, {
      'BTC-1m.csv': Buffer.from(candleText(100, MINUTE)),
      'ETH-1m.csv': Buffer.from(candleText(90, MINUTE)),
    });
    expect(await importer.remove('XBTUSDTM' as never, '1m')).toBe(true);
    expect(await importer.remove('XBTUSDTM' as never, '1m')).toBe(false);
    expect(named(importer)).toEqual(['ETHUSDTM 1m 90']);
  });
});
