import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { CandleSeries } from '#core/market/candle-series.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { MANAGER_DEFAULTS } from '#core/portfolio/manager/settings.ts';
import type { CandleStore, SeriesInfo, Store } from '#core/ports/store.ts';
import { runReplay } from '#core/research/replay-run.ts';
import { SampleIncidents } from '#core/research/sample/sample-incidents.ts';
import { SAMPLE_TIMEFRAME, SAMPLE_TO, sampleFrom, sampleMarket } from '#core/research/sample/sample-market.ts';
import type { TradingCore } from '#core/trading-core.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '../storage/memory-journal-store.ts';
import { IndexedJournal } from './indexed-journal.ts';

/** A seeded past that was traded through, with everything that was decided on record. */
export interface DecisionRun {
  readonly core: TradingCore;
  readonly journal: IndexedJournal;
  /** As much of a store as the questions about the past need. */
  readonly store: Store;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly from: number;
  readonly to: number;
}

const SLOTS = { ...MANAGER_DEFAULTS, maxScoreAgeMs: 15 * MINUTE };
const QUIET = { info: () => undefined, warn: () => undefined, error: (message: string) => console.error(message) };

function candlesOf(request: {
  readonly days: number;
  readonly seed: number;
}): ReadonlyMap<ContractSymbol, CandleColumns> {
  const all = new Map<ContractSymbol, CandleSeries>();
  for (const part of sampleMarket(instrumentsForSimulation(), request)) {
    for (const [symbol, columns] of part.candles) {
      const series = all.get(symbol) ?? new CandleSeries(columns.ts.length * 2);
      series.append(columns);
      all.set(symbol, series);
    }
  }
  return new Map([...all].map(([symbol, series]) => [symbol, series.columns()]));
}

/** The candles in memory, read as from a disk. */
function candleStore(candles: ReadonlyMap<ContractSymbol, CandleColumns>): Pick<CandleStore, 'read' | 'series'> {
  const series = [...candles].map(([symbol, { ts }]): SeriesInfo => ({
    ...{ symbol, timeframe: SAMPLE_TIMEFRAME, from: ts[0] ?? 0, to: ts.at(-1) ?? 0, count: ts.length },
    ...{ gaps: 0, origin: 'simulated' },
  }));
  return {
    series: () => series,
    read: (symbol, timeframe, from, to) => {
      const known = timeframe === SAMPLE_TIMEFRAME ? candles.get(symbol) : undefined;
      return CandleSeries.of(known ?? new CandleSeries(1).columns()).slice(from, to);
    },
  };
}

/** Trades through `days` of the simulated market with incidents of every kind. The same seed decides the same. */
export async function decisionRun(days: number, seed: number): Promise<DecisionRun> {
  const instruments = new Map(instrumentsForSimulation().map((instrument) => [instrument.symbol, instrument]));
  const candles = candlesOf({ days, seed });
  const journal = new MemoryJournalStore();
  const from = sampleFrom(days);
  const incidents = new SampleIncidents(from);
  const seen: { core: TradingCore | null } = { core: null };
  const report = await runReplay(
    {
      ...{ id: 'decisions', version: 'test', startedAt: 0, instruments, portfolio: { settings: SLOTS } },
      request: {
        ...{ symbols: [...candles.keys()], timeframe: SAMPLE_TIMEFRAME, from, to: SAMPLE_TO },
        ...{ capital: '10000', drawdownLimit: 0.25, seed },
      },
      series: [...candles].map(([symbol, columns]) => ({ symbol, columns })),
      onBar: (core, now) => {
        seen.core = core;
        return incidents.onBar(core, now);
      },
    },
    {
      ...{ store: journal, hasher: systemHasher, log: QUIET, stopwatch: () => performance.now() },
      onProgress: () => Promise.resolve('go on'),
    },
  );
  if (report === null || seen.core === null) throw new Error('The run did not come to its end');
  const indexed = new IndexedJournal(journal);
  const store = { journal: indexed, candles: candleStore(candles) } as unknown as Store;
  return { core: seen.core, journal: indexed, store, instruments, from, to: SAMPLE_TO };
}
