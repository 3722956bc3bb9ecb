import type { SampleSummary } from '#shared/contract/symbol-management.ts';
import { refusedState } from '#shared/domain/signal-life.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { instrumentsForSimulation } from '../../market/instruments.ts';
import { MANAGER_DEFAULTS } from '../../portfolio/manager/settings.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Log } from '../../ports/log.ts';
import type { SampleRequest } from '../../ports/sample-maker.ts';
import type { JournalStore, Store } from '../../ports/store.ts';
import { runReplay } from '../replay-run.ts';
import { SampleIncidents } from './sample-incidents.ts';
import { SAMPLE_TIMEFRAME, SAMPLE_TO, sampleFrom, sampleMarket } from './sample-market.ts';

/** What making a sample needs of its surroundings. */
export interface SampleHost {
  /** Of a folder that holds nothing but this sample. */
  readonly store: Pick<Store, 'candles' | 'journal'>;
  readonly folder: string;
  readonly version: string;
  readonly hasher: Hasher;
  readonly log: Log;
  /** Real time in ms; it decides nothing. */
  readonly stopwatch: () => number;
  /** Told how far it is, 0…1; lets the host breathe and may tell to stop. */
  readonly onProgress: (what: 'market' | 'trading', share: number) => Promise<'go on' | 'cancel'>;
}

/** The ten slots over candles of a quarter of an hour. */
const SLOTS = { ...MANAGER_DEFAULTS, maxScoreAgeMs: 15 * MINUTE };

/**
 * Makes the sample: the past of a simulated market for the twelve contracts, then the whole path over it, with every
 * signal on record as it went. A sample that was cut off goes on; the same request gives the same records.
 * @returns null when it was told to stop.
 * @throws StoreFailure when the disk fails; RunDiffers when the folder holds another run.
 */
export async function makeSample(request: SampleRequest, host: SampleHost): Promise<SampleSummary | null> {
  const instruments = instrumentsForSimulation();
  const { candles, journal } = host.store;
  for (const part of sampleMarket(instruments, request)) {
    for (const [symbol, columns] of part.candles) candles.write(symbol, SAMPLE_TIMEFRAME, columns, 'simulated');
    if ((await host.onProgress('market', part.share)) === 'cancel') return null;
  }
  const from = sampleFrom(request.days);
  const symbols = instruments.map(({ symbol }) => symbol);
  const incidents = new SampleIncidents(from);
  const report = await runReplay(
    {
      id: 'sample',
      request: {
        ...{ symbols, timeframe: SAMPLE_TIMEFRAME, from, to: SAMPLE_TO },
        ...{ capital: '10000', drawdownLimit: 0.25, seed: request.seed },
      },
      series: symbols.map((symbol) => ({
        symbol,
        columns: candles.read(symbol, SAMPLE_TIMEFRAME, from, SAMPLE_TO),
      })),
      instruments: new Map(instruments.map((instrument) => [instrument.symbol, instrument])),
      version: host.version,
      startedAt: from,
      portfolio: { settings: SLOTS },
      onBar: (core, now) => incidents.onBar(core, now),
    },
    {
      ...{ store: journal, hasher: host.hasher, log: host.log, stopwatch: host.stopwatch },
      onProgress: ({ done, total }) => host.onProgress('trading', done / total),
    },
  );
  if (report === null) return null;
  const { candles: count, records, rootHash } = report;
  return {
    ...{ folder: host.folder, seed: request.seed, from, to: SAMPLE_TO, symbols, candles: count, records, rootHash },
    ...countSignals(journal),
  };
}

/** How the ways of the signals ended, and what the price did afterwards. */
function countSignals(journal: JournalStore): Pick<SampleSummary, 'signals' | 'outcomes'> {
  const states = new Map<string, number>();
  const outcomes = new Map<string, { executed: number; refused: number }>();
  const count = (state: string): void => void states.set(state, (states.get(state) ?? 0) + 1);
  for (const { type, data } of journal.scan(1)) {
    if (type === 'signal.executed') count('EXECUTED');
    else if (type === 'signal.refused')
      count(refusedState((data as unknown as EventDataByType['signal.refused']).code));
    else if (type === 'signal.resolved') {
      const { outcome, real } = data as unknown as EventDataByType['signal.resolved'];
      const before = outcomes.get(outcome) ?? { executed: 0, refused: 0 };
      const more = real ? { executed: before.executed + 1 } : { refused: before.refused + 1 };
      outcomes.set(outcome, { ...before, ...more });
    }
  }
  const byName = <T>(entries: Iterable<readonly [string, T]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    signals: byName(states).map(([state, total]) => ({ state, count: total })),
    outcomes: byName(outcomes).map(([outcome, counts]) => ({ outcome, ...counts })),
  };
}
