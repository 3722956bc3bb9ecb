import type { CandleImportView } from '#shared/contract/candle-imports.ts';
import type { Client } from '#shared/contract/index.ts';
import { FakeRows } from './fake-rows.ts';

const YEAR = 1_735_689_600_000;
const DAY = 86_400_000;

/** A market that keeps its minutes, and a year that a person brought in. */
export const sampleCandleImport = (now: number): CandleImportView => ({
  key: 'candle-import',
  available: true,
  run: null,
  contracts: [
    { symbol: 'XBTUSDTM', coin: 'BTC' },
    { symbol: 'ETHUSDTM', coin: 'ETH' },
  ],
  stored: [
    {
      ...{
        symbol: 'XBTUSDTM',
        coin: 'BTC',
        timeframe: '1m',
        from: now - (now % DAY) - 30 * DAY,
        to: now - (now % DAY),
      },
      ...{ count: 43_201, gaps: 0, origin: 'simulated', of: 'market', bytes: 1_204_112 },
    },
    {
      ...{ symbol: 'ETHUSDTM', coin: 'ETH', timeframe: '15m', from: YEAR, to: YEAR + 364 * DAY },
      ...{ count: 34_942, gaps: 2, origin: 'import:ETH-USDT-15m-2025.csv.gz', of: 'imported', bytes: 1_011_904 },
    },
  ],
});

/** The calls of the import of candles over one row; no file is taken. */
export function candleImportCalls(): Client['candleImports'] {
  const rows = new FakeRows([sampleCandleImport(Date.now())]);
  return {
    watch: async (_, options) => rows.watch(options?.signal),
    begin: async () => ({ id: 'candles-1' }),
    part: async () => ({ taken: false }),
    choose: async () => ({ taken: false }),
    store: async () => ({ started: false }),
    cancel: async () => ({ canceled: false }),
    remove: async () => ({ removed: false }),
  };
}
