import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { importCandles } from '#core/market/import-candles.ts';
import type { CandleArchive } from '#core/ports/store.ts';

const FOLDER = join(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'candles', 'kucoin-spot-15m');

/** True when the recorded candles of 2025 are at hand. */
export const hasRecordedYear = existsSync(FOLDER);

export const YEAR_FROM = 1_735_689_600_000;
export const YEAR_TO = 1_767_225_600_000;
/** The year's candles of one coin. */
export const CANDLES_A_COIN = 35_040;

/** Imports the twelve recorded coins; returns how many candles were written. @throws Error naming the first bad row. */
export async function importRecordedYear(store: CandleArchive): Promise<number> {
  const files = instrumentsForSimulation().map(({ coin, symbol }) => {
    const file = `${coin}-USDT-15m-2025.csv.gz`;
    return {
      file,
      symbol,
      timeframe: '15m' as const,
      chunks: [gunzipSync(readFileSync(join(FOLDER, file))).toString()],
    };
  });
  const result = await importCandles(store, files);
  if (!result.ok) throw new Error(JSON.stringify(result.error[0]));
  return result.value.reduce((sum, { rows }) => sum + rows, 0);
}
