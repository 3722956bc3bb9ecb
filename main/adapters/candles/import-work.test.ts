import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CandleFileView } from '#shared/contract/candle-imports.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { candleText, partsOf } from '#tests/support/candles/candle-text.ts';
import { openStore } from '../storage/open-store.ts';
import { ImportWork } from './import-work.ts';
import type { CandleMessage } from './messages.ts';

const QUARTER = 15 * 60_000;
let folder = '';
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-candles-'));
  store = openStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An import over the store of this test, and what it told. */
function world(files: Readonly<Record<string, Buffer | string>>) {
  const told: CandleMessage[] = [];
  let onPost: (message: CandleMessage) => void = () => undefined;
  const announced = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text).length }));
  const work = new ImportWork(announced, {
    post: (message) => {
      told.push(message);
      onPost(message);
    },
    stopwatch: () => 0,
    breath: () => Promise.resolve(),
    reading: (use) => use(store.candles),
    writing: (use) => use(store.candles),
  });
  const send = async (): Promise<void> => {
    for (const [file, text] of Object.values(files).entries())
      for (const part of partsOf(Buffer.from(text), 10_000)) await work.take({ kind: 'part', file, ...part });
  };
  const view = (file: number): CandleFileView | undefined =>
    told.flatMap((message) => (message.kind === 'file' && message.file === file ? [message.view] : [])).at(-1);
  return {
    ...{ work, told, send, view },
    watch: (listener: typeof onPost) => {
      onPost = listener;
    },
  };
}

const stored = () =>
  store.candles.series().map(({ symbol, timeframe, count }) => `${symbol} ${timeframe} ${String(count)}`);

describe('an import of candle files', () => {
  it('tells what files hold, plain and packed, and stores them when it is told to', async () => {
    const { work, told, send, view } = world({
      'BTC-15m.csv': candleText(5_000, QUARTER),
      'eth.csv.gz': gzipSync(candleText(300, 3_600_000)),
    });
    await send();
    expect(view(0)).toMatchObject({
      ...{ state: 'read', symbol: 'XBTUSDTM', timeframe: '15m', rows: 5_000, gaps: 0 },
      overlap: { fresh: 5_000, changed: 0, same: 0 },
    });
    expect(view(1)).toMatchObject({ state: 'read', symbol: 'ETHUSDTM', timeframe: '1h', rows: 300 });
    expect(told.at(-1)).toEqual({ kind: 'progress', state: 'asking', share: 1 });
    expect(stored()).toEqual([]);
    await work.take({ kind: 'store' });
    expect(told.at(-1)).toMatchObject({ kind: 'done', result: { fresh: 5_300, changed: 0, same: 0 } });
    expect(stored()).toEqual(['ETHUSDTM 1h 300', 'XBTUSDTM 15m 5000']);
  });

  it('says that nothing is new of a file that was imported before', async () => {
    const files = { 'BTC-15m.csv': candleText(500, QUARTER) };
    const first = world(files);
    await first.send();
    await first.work.take({ kind: 'store' });
    const again = world(files);
    await again.send();
    expect(again.view(0)?.overlap).toEqual({ fresh: 0, changed: 0, same: 500 });
    await again.work.take({ kind: 'store' });
    expect(again.told.at(-1)).toEqual({ kind: 'done', result: { fresh: 0, changed: 0, same: 500 }, stored: [] });
  });

  it('stores what was removed while it was asked whether to store it', async () => {
    const files = { 'BTC-15m.csv': candleText(500, QUARTER) };
    const first = world(files);
    await first.send();
    await first.work.take({ kind: 'store' });
    const again = world(files);
    await again.send();
    store.candles.remove(contractSymbol('XBTUSDTM'), '15m');
    await again.work.take({ kind: 'store' });
    expect(again.told.at(-1)).toMatchObject({ kind: 'done', result: { fresh: 500, changed: 0, same: 0 } });
    expect(stored()).toEqual(['XBTUSDTM 15m 500']);
  });

  it('counts a candle once that stands in two of its files', async () => {
    const { work, told, send, view } = world({
      'BTC-15m.csv': candleText(100, QUARTER),
      'BTC-15m-longer.csv': candleText(150, QUARTER),
    });
    await send();
    expect(view(1)?.overlap).toEqual({ fresh: 50, changed: 0, same: 100 });
    await work.take({ kind: 'choose', file: 0, leftOut: true });
    expect(view(1)?.overlap).toEqual({ fresh: 150, changed: 0, same: 0 });
    await work.take({ kind: 'choose', file: 0, leftOut: false });
    await work.take({ kind: 'store' });
    expect(told.at(-1)).toMatchObject({ kind: 'done', result: { fresh: 150, changed: 0, same: 100 } });
    expect(stored()).toEqual(['XBTUSDTM 15m 150']);
  });

  it('stores nothing while a row of any file is bad, and all others once that file is left out', async () => {
    const { work, told, send, view } = world({
      'BTC-15m.csv': candleText(100, QUARTER),
      'ETH-15m.csv': `${candleText(50, QUARTER)}1,2,3\n`,
    });
    await send();
    expect(view(1)).toMatchObject({ state: 'bad', badCount: 1, bad: [{ line: 52 }] });
    await work.take({ kind: 'store' });
    expect(stored()).toEqual([]);
    await work.take({ kind: 'choose', file: 1, leftOut: true });
    await work.take({ kind: 'store' });
    expect(told.at(-1)).toMatchObject({ kind: 'done' });
    expect(stored()).toEqual(['XBTUSDTM 15m 100']);
  });

  it('keeps nothing when it is canceled in the middle of storing', async () => {
    const { work, told, send, watch } = world({
      'BTC-1m.csv': candleText(90_000, 60_000),
      'ETH-1m.csv': candleText(100, 60_000),
    });
    await send();
    let canceled: Promise<void> | null = null;
    watch((message) => {
      if (message.kind === 'progress' && message.state === 'storing') canceled ??= work.take({ kind: 'cancel' });
    });
    await work.take({ kind: 'store' });
    expect(canceled).not.toBeNull();
    expect(told.at(-1)).toEqual({ kind: 'canceled' });
    expect(stored()).toEqual([]);
  });

  it('reads a file again under another timeframe, and says what is wrong with it', async () => {
    const { work, send, view } = world({ 'candles.csv': candleText(100, QUARTER) });
    await send();
    expect(view(0)).toMatchObject({ symbol: null, timeframe: '15m', overlap: null });
    await work.take({ kind: 'choose', file: 0, timeframe: '1h' });
    expect(view(0)).toMatchObject({ state: 'bad', timeframe: '1h', badCount: 75 });
    await work.take({ kind: 'choose', file: 0, timeframe: '15m', symbol: 'XBTUSDTM' as never });
    expect(view(0)).toMatchObject({ state: 'read', badCount: 0, overlap: { fresh: 100 } });
  });

  it.each([
    [
      'half a gzip file',
      gzipSync(candleText(900, QUARTER)).subarray(0, 2_000),
      /cannot be read: it is not a whole gzip/,
    ],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80]), /cannot be read: it is not UTF-8 text/],
    ['another header', 'open_time,open,high,low,close,volume\n1,1,1,1,1,1\n', /does not name timestamp_ms/],
    ['one endless line', 'x'.repeat(200_000), /more than 10,000 characters/],
    ['no rows', 'timestamp_ms,open,high,low,close,volume\n', /has no candles/],
  ])('refuses %s in a sentence', async (_, text, reason) => {
    const { send, view, told } = world({ 'BTC.csv': text });
    await send();
    expect(view(0)?.state).toBe('bad');
    expect(view(0)?.bad[0]?.reason).toMatch(reason);
    expect(told.at(-1)).toEqual({ kind: 'progress', state: 'asking', share: 1 });
  });
});
