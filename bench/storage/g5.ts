import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { allocateColumns } from '#main/adapters/storage/candle-columns.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';
import { syntheticCandles } from './synthetic-candles.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const COUNT = 1_000_000;
/** The first and the last chunk may be half full, and room is counted in chunks. */
const SPARE = 2_000;
const GOAL = 40;
const SYMBOL = contractSymbol('XBTUSDTM');
const NAMES = ['ts', 'open', 'high', 'low', 'close', 'volume'] as const;

type Row = Record<(typeof NAMES)[number], number>;

/** The peer: one row per candle in a STRICT table, read with `.all()` and copied into the same typed arrays each time. */
function rowPeer(file: string, candles: CandleColumns) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('cache_size = -65536');
  db.exec(
    'CREATE TABLE candle (ts INTEGER PRIMARY KEY, open REAL, high REAL, low REAL, close REAL, volume REAL) STRICT',
  );
  const insert = db.prepare('INSERT INTO candle VALUES (?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let i = 0; i < candles.ts.length; i++) insert.run(NAMES.map((name) => candles[name][i]));
  })();
  const select = db.prepare<[], Row>('SELECT * FROM candle ORDER BY ts');
  const columns = emptyColumns();
  const read = (): CandleColumns => {
    const rows = select.all();
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row === undefined) continue;
      columns.ts[i] = row.ts;
      columns.open[i] = row.open;
      columns.high[i] = row.high;
      columns.low[i] = row.low;
      columns.close[i] = row.close;
      columns.volume[i] = row.volume;
    }
    return columns;
  };
  return { read, close: () => db.close() };
}

const emptyColumns = (): CandleColumns => ({
  ts: new Float64Array(COUNT),
  open: new Float64Array(COUNT),
  high: new Float64Array(COUNT),
  low: new Float64Array(COUNT),
  close: new Float64Array(COUNT),
  volume: new Float64Array(COUNT),
});

/** "equal", or the first column and index where two series differ. */
function sameValues(a: CandleColumns, b: CandleColumns): string {
  for (const name of NAMES) {
    if (a[name].length !== b[name].length)
      return `${name}: ${String(a[name].length)} and ${String(b[name].length)} values`;
    const at = a[name].findIndex((value, index) => value !== b[name][index]);
    if (at >= 0) return `${name} differs at ${String(at)}`;
  }
  return 'equal';
}

/**
 * G5: a million candles from disk into typed arrays, against better-sqlite3's `.all()`. Both fill arrays they already
 * have: where fresh memory is dear, getting 48 MB of it takes longer than the reading that is compared here.
 */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => {
    const candles = syntheticCandles(COUNT);
    const store = openStore(join(folder, 'data'));
    store.candles.write(SYMBOL, '1m', candles, 'bench');
    const peer = rowPeer(join(folder, 'rows.db'), candles);
    const into = allocateColumns(COUNT + SPARE);
    let ours: CandleColumns | null = null;
    let theirs: CandleColumns | null = null;
    const measured = await measure([
      {
        name: 'ours',
        units: COUNT,
        run: () => {
          ours = store.candles.read(SYMBOL, '1m', 0, Number.POSITIVE_INFINITY, into);
        },
      },
      {
        name: 'better-sqlite3 .all()',
        units: COUNT,
        run: () => {
          theirs = peer.read();
        },
      },
    ]);
    const check = ours === null || theirs === null ? 'nothing was read' : sameValues(ours, theirs);
    const source = ours === null ? 'nothing was read' : sameValues(ours, candles);
    printTimes(measured, 'candle');
    store.close();
    peer.close();
    const line = { area: 'G5 candle load', subject: 'ours', peer: 'better-sqlite3 .all()', goal: GOAL };
    return [compare(measured, { ...line, check: check === 'equal' ? source : check })];
  });
