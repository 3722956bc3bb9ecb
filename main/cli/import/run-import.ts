import { basename } from 'node:path';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { importCandles, type CandleFile, type ImportSummary } from '#core/market/import-candles.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { bytes, grouped, span, utcMinute } from '../terminal/figures.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import { table } from '../terminal/table.ts';
import { reportBadRows } from './bad-rows.ts';
import type { FoundFile } from './file-pattern.ts';
import { fileSize, fileText } from './file-text.ts';

/** What to import. */
export interface ImportRequest {
  readonly files: readonly FoundFile[];
  readonly timeframe: Timeframe;
  readonly dataFolder: string;
  /** Where all bad rows are written, when somebody asked. */
  readonly badRows: string | undefined;
}

/** Imports candle files: all or none. Prints what came in, or every row that is bad. */
export async function runImport(request: ImportRequest, context: CliContext): Promise<ExitCode> {
  const { terminal, stopwatch } = context;
  const started = stopwatch();
  const sizes = await Promise.all(request.files.map(({ path }) => fileSize(path)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const store = openStore(request.dataFolder);
  const progress = progressBar(terminal, 'Reading', stopwatch);
  let done = 0;
  const files = request.files.map(({ path, symbol }, index): CandleFile => {
    const note = (): string => `${basename(path)} (${String(index + 1)} of ${String(request.files.length)})`;
    const onBytes = (count: number): void => {
      done += count;
      progress.update(done / Math.max(1, total), `${bytes(done)} of ${bytes(total)}, ${note()}`);
    };
    return { file: path, symbol, timeframe: request.timeframe, chunks: fileText(path, onBytes) };
  });
  try {
    const result = await importCandles(store.candles, files);
    progress.end();
    if (result.ok) {
      terminal.out(summaryText(result.value, stopwatch() - started));
      return EXIT.ok;
    }
    reportBadRows(result.error, terminal, request.badRows);
    terminal.err(`Nothing was imported: ${grouped(result.error.length)} bad ${plural(result.error.length, 'row')}.\n`);
    return EXIT.badInput;
  } finally {
    progress.end();
    store.close();
  }
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

function summaryText(summaries: readonly ImportSummary[], tookMs: number): string {
  const rows = summaries.map(({ file, symbol, timeframe, rows: count, from, to, gaps }) => [
    symbol,
    timeframe,
    grouped(count),
    utcMinute(from),
    utcMinute(to),
    gaps.length === 0 ? 'none' : `${String(gaps.length)} (${grouped(missingIn(gaps))} candles)`,
    basename(file),
  ]);
  const candles = summaries.reduce((sum, { rows: count }) => sum + count, 0);
  const titles = ['Symbol', 'Frame', 'Candles', 'First (UTC)', 'Last (UTC)', 'Gaps', 'File'];
  const columns = titles.map((title) => (title === 'Candles' ? { title, align: 'right' as const } : { title }));
  return `${table(columns, rows)}Imported ${grouped(candles)} candles in ${span(tookMs)}.\n`;
}

const missingIn = (gaps: ImportSummary['gaps']): number => gaps.reduce((sum, { missing }) => sum + missing, 0);
