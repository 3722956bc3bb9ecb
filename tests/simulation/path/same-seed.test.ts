import { describe, expect, it } from 'vitest';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { DAY } from '#shared/domain/time.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { resample } from '#core/market/resample.ts';
import { FeedSink } from '#core/market/sim/feed-sink.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import type { JournalStore } from '#core/ports/store.ts';
import type { ReplaySeries } from '#core/research/replay-feed.ts';
import type { ReplayInput } from '#core/research/replay-input.ts';
import { runReplay } from '#core/research/replay-run.ts';
import { RunDiffers } from '#core/research/resumed-store.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const FROM = Date.UTC(2025, 2, 1);
const DAYS = 10;
const INSTRUMENTS = instrumentsForSimulation().slice(0, 3);
const BY_SYMBOL = new Map(INSTRUMENTS.map((instrument) => [instrument.symbol, instrument]));
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Ten days of three simulated contracts in candles of 15 minutes. */
function candles(marketSeed: number): readonly ReplaySeries[] {
  const market = new SimulatedMarket({ seed: marketSeed, instruments: INSTRUMENTS, startAt: FROM, outages: false });
  const sink = new FeedSink(INSTRUMENTS, () => undefined);
  market.advance(DAYS * DAY, sink);
  return INSTRUMENTS.map(({ symbol }, place) => ({
    symbol,
    columns: resample(sink.series(place).columns(), '1m', '15m').columns,
  }));
}

const inputOf = (series: readonly ReplaySeries[], seed: number): ReplayInput => ({
  id: 'r',
  request: {
    symbols: INSTRUMENTS.map(({ symbol }) => symbol),
    timeframe: '15m',
    from: FROM,
    to: FROM + DAYS * DAY,
    capital: '10000',
    drawdownLimit: 0.25,
    seed,
  },
  series,
  instruments: BY_SYMBOL,
  version: 'test',
  startedAt: FROM,
});

interface Run {
  readonly text: string;
  readonly records: readonly JournalEvent[];
  readonly report: ReplayReport | null;
}

async function replayed(input: ReplayInput, store: JournalStore, cancelAt = Infinity): Promise<Run> {
  const report = await runReplay(input, {
    store,
    hasher: systemHasher,
    log: quiet,
    stopwatch: () => 0,
    onProgress: ({ done }) => Promise.resolve(done >= cancelAt ? 'cancel' : 'go on'),
  });
  const records = [...store.scan(1)];
  return { records, report, text: records.map((record) => canonicalJson({ ...record })).join('\n') };
}

async function inFolder<T>(work: (store: JournalStore) => Promise<T>): Promise<T> {
  const store = openStore(temporaryFolder());
  try {
    return await work(store.journal);
  } finally {
    store.close();
  }
}

describe('ten days of three contracts', () => {
  const first = candles(1);

  it('give the same journal twice, byte for byte, and another for another seed or another market', async () => {
    const run = await inFolder((store) => replayed(inputOf(first, 1), store));
    const again = await inFolder((store) => replayed(inputOf(candles(1), 1), store));
    expect(again.text).toBe(run.text);
    expect(again.report).toEqual(run.report);
    const types = new Set(run.records.map(({ type }) => type));
    for (const type of [
      'signal.executed',
      'signal.refused',
      'signal.resolved',
      'order.fill',
      'equity.sampled',
    ] as const) {
      expect(types, type).toContain(type);
    }
    expect(run.report?.ledgerSum).toBe('0');
    const otherSeed = await inFolder((store) => replayed(inputOf(first, 2), store));
    expect(otherSeed.text).not.toBe(run.text);
    const otherMarket = await inFolder((store) => replayed(inputOf(candles(2), 1), store));
    expect(otherMarket.report?.dataHash).not.toBe(run.report?.dataHash);
  }, 120_000);

  it('that were cut off go on to the same end, and not over other candles', async () => {
    const whole = await inFolder((store) => replayed(inputOf(first, 1), store));
    await inFolder(async (store) => {
      const input = { ...inputOf(first, 1), recordsPerCommit: 50 };
      const cut = await replayed(input, store, 1_000);
      expect(cut.report).toBeNull();
      expect(cut.records.length).toBeGreaterThan(100);
      expect(cut.records.length).toBeLessThan(whole.records.length);
      await expect(replayed(inputOf(candles(2), 1), store)).rejects.toThrow(RunDiffers);
      const resumed = await replayed(input, store);
      expect(resumed.text).toBe(whole.text);
    });
  }, 120_000);
});
