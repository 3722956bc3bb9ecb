import type { CandleColumns, CandleGap } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { CandleStore } from '../ports/store.ts';
import { CandleCsvParser, type BadRow } from './candle-csv.ts';
import { candleGaps } from './gaps.ts';

/** A file to import: its text comes in pieces, from memory or from disk. */
export interface CandleFile {
  /** Name for messages and for the series' origin. */
  readonly file: string;
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly chunks: Iterable<string> | AsyncIterable<string>;
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

function summaryOf({ file, symbol, timeframe }: CandleFile, columns: CandleColumns): ImportSummary {
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

async function parseFile(file: CandleFile): Promise<Result<CandleColumns, readonly BadRow[]>> {
  const parser = new CandleCsvParser(file.file, file.timeframe);
  for await (const chunk of file.chunks) parser.push(chunk);
  return parser.finish();
}

/**
 * Imports candle files: parses all of them first and writes only when no row of any is bad. Each file is one transaction
 * of the store.
 * @returns one summary per file, or every bad row of every file with nothing written.
 * @throws StoreFailure when the disk refuses; files before the failing one are then stored, each wholly.
 */
export async function importCandles(
  store: CandleStore,
  files: readonly CandleFile[],
): Promise<Result<readonly ImportSummary[], readonly BadRow[]>> {
  const parsed: { readonly file: CandleFile; readonly columns: CandleColumns }[] = [];
  const bad: BadRow[] = [];
  for (const file of files) {
    const result = await parseFile(file);
    if (result.ok) parsed.push({ file, columns: result.value });
    else for (const row of result.error) bad.push(row);
  }
  if (bad.length > 0) return err(bad);
  for (const { file, columns } of parsed) store.write(file.symbol, file.timeframe, columns, `import:${file.file}`);
  return ok(parsed.map(({ file, columns }) => summaryOf(file, columns)));
}
