import type { CandleColumns, CandleGap } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { CandleArchive } from '../ports/store.ts';
import { CandleCsvParser, type BadRow } from './candle-csv.ts';
import { viewColumns } from './candle-series.ts';
import { candleGaps } from './gaps.ts';

/** A file to import: its text comes in pieces, from memory or from disk. */
export interface CandleFile {
  /** Name for messages and for the series' origin. */
  readonly file: string;
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly chunks: Iterable<string> | AsyncIterable<string>;
}

/** A file whose rows were all good. */
export interface ReadFile extends Omit<CandleFile, 'chunks'> {
  readonly columns: CandleColumns;
}

/** What one file brought. */
export interface ImportSummary {
  readonly file: string;
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly rows: number;
  /** Open times of the first and last candle. */
  readonly from: number;
  readonly to: number;
  /** Holes between the file's own candles. */
  readonly gaps: readonly CandleGap[];
}

/** Candles written before somebody is asked whether to go on. */
const SLICE = 40_000;

function summaryOf({ file, symbol, timeframe, columns }: ReadFile): ImportSummary {
  return {
    file,
    symbol,
    timeframe,
    rows: columns.ts.length,
    from: columns.ts[0] ?? 0,
    to: columns.ts.at(-1) ?? 0,
    gaps: candleGaps(columns.ts, timeframeMs(timeframe)),
  };
}

/** The candles of a file, or every bad row of it. */
export async function readCandleFile(
  file: Omit<CandleFile, 'symbol'>,
): Promise<Result<CandleColumns, readonly BadRow[]>> {
  const parser = new CandleCsvParser(file.file, file.timeframe);
  for await (const chunk of file.chunks) parser.push(chunk);
  return parser.finish();
}

/**
 * Writes the candles of files in one transaction of the store: all of them or none, however it ends.
 * @param goOn told how many candles are written so far; when it says no, nothing is kept.
 * @returns whether they are stored.
 * @throws StoreFailure when the disk refuses; nothing is stored then.
 */
export async function storeCandles(
  store: CandleArchive,
  files: readonly ReadFile[],
  goOn: (done: number) => boolean | Promise<boolean> = () => true,
): Promise<boolean> {
  const batch = store.begin();
  try {
    let done = 0;
    for (const { file, symbol, timeframe, columns } of files) {
      for (let from = 0; from < columns.ts.length; from += SLICE) {
        const slice = viewColumns(columns, from, from + SLICE);
        batch.write(symbol, timeframe, slice, `import:${file}`);
        done += slice.ts.length;
        if (!(await goOn(done))) return false;
      }
    }
    batch.commit();
    return true;
  } finally {
    batch.discard();
  }
}

/**
 * Imports candle files: parses all of them first and writes only when no row of any is bad, all of them in one transaction.
 * @returns one summary per file, or every bad row of every file with nothing written.
 * @throws StoreFailure when the disk refuses; nothing is stored then.
 */
export async function importCandles(
  store: CandleArchive,
  files: readonly CandleFile[],
): Promise<Result<readonly ImportSummary[], readonly BadRow[]>> {
  const read: ReadFile[] = [];
  const bad: BadRow[] = [];
  for (const file of files) {
    const result = await readCandleFile(file);
    if (result.ok)
      read.push({ file: file.file, symbol: file.symbol, timeframe: file.timeframe, columns: result.value });
    else for (const row of result.error) bad.push(row);
  }
  if (bad.length > 0) return err(bad);
  await storeCandles(store, read);
  return ok(read.map(summaryOf));
}
