import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayReport } from '#shared/contract/replay.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { MANAGER_DEFAULTS, type ManagerSettings } from '#core/portfolio/manager/settings.ts';
import type { ReplayPortfolio } from '#core/research/replay-input.ts';
import type { ReplaySeries } from '#core/research/replay-feed.ts';
import { runReplay } from '#core/research/replay-run.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '../storage/memory-journal-store.ts';
import { YEAR_FROM } from '../replay/recorded-year.ts';

const FOLDER = join(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'candles', 'kucoin-spot-15m');

/** The recorded candles of the twelve coins from the year's start on, straight from the files. */
export function recordedSeries(days: number): readonly ReplaySeries[] {
  const until = YEAR_FROM + days * DAY;
  return instrumentsForSimulation().map(({ coin, symbol }) => {
    const text = gunzipSync(readFileSync(join(FOLDER, `${coin}-USDT-15m-2025.csv.gz`))).toString();
    return { symbol, columns: columnsOf(text, until) };
  });
}

function columnsOf(text: string, until: number): CandleColumns {
  const rows = text.trimEnd().split('\n').slice(1);
  const values = rows.map((row) => row.split(',').map(Number)).filter(([ts]) => (ts ?? 0) < until);
  const column = (i: number): Float64Array => Float64Array.from(values, (row) => row[i] ?? 0);
  return { ts: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

/** Rules under which six of the twelve are in, so that there is a bench to rotate with. */
export const SIX_SLOTS: ManagerSettings = {
  ...MANAGER_DEFAULTS,
  slots: 6,
  weightCap: 0.25,
  // The bars of these candles are a quarter of an hour long.
  maxScoreAgeMs: 15 * MINUTE,
  minTurnover: 100_000,
};

/** Replays recorded candles with a portfolio; the journal stays in memory. */
export async function replayWith(
  series: readonly ReplaySeries[],
  days: number,
  portfolio: ReplayPortfolio | null,
): Promise<{ readonly report: ReplayReport; readonly store: MemoryJournalStore }> {
  const store = new MemoryJournalStore();
  const instruments = new Map(instrumentsForSimulation().map((each) => [each.symbol, each]));
  const report = await runReplay(
    {
      id: 'rotation',
      request: {
        symbols: series.map(({ symbol }) => symbol),
        timeframe: '15m',
        from: YEAR_FROM,
        to: YEAR_FROM + days * DAY,
        capital: '10000',
        drawdownLimit: 0.5,
        seed: 1,
      },
      series,
      instruments,
      version: 'test',
      startedAt: 0,
      ...(portfolio === null ? {} : { portfolio }),
    },
    {
      store,
      hasher: systemHasher,
      log: { info: () => undefined, warn: () => undefined, error: (message) => console.error(message) },
      stopwatch: () => performance.now(),
      onProgress: () => Promise.resolve('go on'),
    },
  );
  if (report === null) throw new Error('The replay was cancelled');
  return { report, store };
}

/** A text in a record's data; empty when it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The equity at the end of each day of a journal. */
export function dailyEquityOf(store: MemoryJournalStore): ReadonlyMap<number, number> {
  const days = new Map<number, number>();
  for (const { type, ts, data } of store.records) {
    if (type === 'equity.sampled') days.set(Math.floor(ts / DAY), Number(data['equity']));
  }
  return days;
}

/** Symbols with a position of a signal on no slot, found by going through a journal record by record. */
export function orphansIn(store: MemoryJournalStore): readonly string[] {
  const lots = new Map<string, number>();
  const inside = new Set<string>();
  const found: string[] = [];
  for (const { seq, type, subject, data } of store.records) {
    if (type === 'order.fill') {
      const symbol = textOf(data['symbol']);
      const signed = Number(data['lots']) * (data['side'] === 'buy' ? 1 : -1);
      lots.set(symbol, (lots.get(symbol) ?? 0) + signed);
    } else if (type === 'portfolio.added') inside.add(subject);
    else if (type === 'portfolio.removed') inside.delete(subject);
    else if (type === 'portfolio.replaced') {
      inside.delete(textOf(data['replaced']));
      inside.add(subject);
    } else continue;
    for (const [symbol, held] of lots) {
      if (held !== 0 && !inside.has(symbol)) found.push(`${symbol} at record ${String(seq)}`);
    }
  }
  return found;
}
