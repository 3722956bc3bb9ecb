import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SeriesOf } from '#shared/contract/market.ts';
import type { SizedSeries } from '#core/ports/candle-importer.ts';
import { StoreFailure, type CandleStore } from '#core/ports/store.ts';
import { DATABASE_FILE, openCandleReader, openStore, type CandleReader } from '../storage/open-store.ts';

/**
 * Where candles lie that were brought in while the workstation runs: a store of its own, which the running market neither reads
 * nor writes.
 */
export const importedFolder = (dataFolder: string): string => join(dataFolder, 'imported');

const isThere = (folder: string): boolean => existsSync(join(folder, DATABASE_FILE));

/** The imported candles for reading; null when nothing was imported yet. The caller closes it. */
export function openImported(dataFolder: string): CandleReader | null {
  const folder = importedFolder(dataFolder);
  if (!isThere(folder)) return null;
  try {
    return openCandleReader(folder);
  } catch {
    // An older version of the program wrote it last: who writes brings it up to date, or says what is wrong.
    openStore(folder).close();
    return openCandleReader(folder);
  }
}

/**
 * The candles that a replay asks for: those of the market, or imported ones.
 * @returns them and how what was opened for them is closed.
 * @throws StoreFailure with a sentence for a person when nothing was imported.
 */
export function replayCandles(
  dataFolder: string,
  of: SeriesOf | undefined,
  market: CandleStore,
): { readonly candles: CandleStore; readonly close: () => void } {
  if (of !== 'imported') return { candles: market, close: () => undefined };
  const store = openImported(dataFolder);
  if (store === null) throw new StoreFailure('No candles were imported; import some first.');
  return { candles: store.candles, close: () => store.close() };
}

/** Looks at what was imported; kept open, because to look is asked for again and again. */
export class ImportedSeries {
  readonly #dataFolder: string;
  #store: CandleReader | null = null;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  list(): readonly SizedSeries[] {
    this.#store ??= openImported(this.#dataFolder);
    const candles = this.#store?.candles;
    if (candles === undefined) return [];
    return candles.series().map((one) => ({ ...one, bytes: candles.bytes(one.symbol, one.timeframe) }));
  }

  close(): void {
    this.#store?.close();
    this.#store = null;
  }
}
