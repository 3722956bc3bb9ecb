import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { replayReport } from '#shared/contract/replay.ts';
import type { Score } from '#shared/domain/score.ts';
import { DAY } from '#shared/domain/time.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { scoreAgain } from '#core/agents/scoring/score-inputs.ts';
import type { EventDataByType } from '#core/journal/event-types.ts';
import type { Store } from '#core/ports/store.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { runFolder, runReplayJob } from '#main/adapters/replay/replay-job.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { CANDLES_A_COIN, hasRecordedYear, importRecordedYear, YEAR_FROM } from '#tests/support/replay/recorded-year.ts';

const DAYS = 31;

let folder = '';
let store: Store;

function replay(id: string): Promise<ReplayReport | null> {
  const symbols = instrumentsForSimulation().map(({ symbol }) => symbol);
  const request = {
    symbols,
    timeframe: '15m' as const,
    from: YEAR_FROM,
    to: YEAR_FROM + DAYS * DAY,
    capital: '10000',
    drawdownLimit: 0.25,
    seed: 1,
  };
  return runReplayJob(
    { id, request, dataFolder: folder, version: 'test', startedAt: 0 },
    {
      candles: store.candles,
      open: (path) => openStore(path),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      onProgress: () => Promise.resolve('go on'),
    },
  );
}

describe.skipIf(!hasRecordedYear)('a month of twelve recorded coins through the whole path', () => {
  let first: ReplayReport;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zmart-month-'));
    store = openStore(folder);
    expect(await importRecordedYear(store.candles)).toBe(12 * CANDLES_A_COIN);
    const report = await replay('first');
    if (report === null) throw new Error('The replay was cancelled');
    first = report;
  });

  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives the same root hash twice', async () => {
    const second = await replay('second');
    expect(second?.rootHash).toBe(first.rootHash);
    expect(second?.records).toBe(first.records);
  });

  it('replays every candle and decides on every signal', () => {
    expect(first.candles).toBe(12 * 96 * DAYS);
    const { received, executed, dispositions } = first.signals;
    expect(received).toBeGreaterThan(1_000);
    expect(executed).toBeGreaterThan(20);
    expect(dispositions.reduce((sum, { count }) => sum + count, 0)).toBe(received);
  });

  it('balances: the ledger sums to zero and the result adds up', () => {
    expect(first.ledgerSum).toBe('0');
    expect(first.fills.count).toBeGreaterThan(2 * 20);
    expect(Number(first.fills.fees)).toBeGreaterThan(0);
    const { capital, equity, returnShare } = first.result;
    expect(Number(equity) / Number(capital) - 1).toBeCloseTo(returnShare, 9);
  });

  it('is a report the contract knows, over a journal that verifies', () => {
    expect(replayReport.parse(first)).toEqual(first);
    const run = openStore(runFolder(folder, 'first'));
    const result = verifyJournal(run.journal, systemHasher);
    run.close();
    expect(result).toMatchObject({ ok: true, records: first.records, rootHash: first.rootHash });
  });

  it('recorded with every score the inputs that give it again, by all agents that candles are enough for', () => {
    const run = openStore(runFolder(folder, 'first'));
    const spoke = new Map<string, number>();
    let scored = 0;
    for (const event of run.journal.scan(1)) {
      if (event.type !== 'signal.scored') continue;
      const { score, inputs = '', inputHash } = event.data as unknown as EventDataByType['signal.scored'];
      scored += 1;
      expect(systemHasher.sha256(inputs)).toBe(inputHash);
      expect(canonicalJson(scoreAgain(inputs) as unknown as Json)).toBe(canonicalJson(score));
      for (const { opinion } of (score as unknown as Score).contributions)
        if (opinion.status === 'ok') spoke.set(opinion.agent, (spoke.get(opinion.agent) ?? 0) + 1);
    }
    run.close();
    expect(scored).toBeGreaterThan(1_000);
    expect(spoke.get('technical')).toBe(scored);
    expect(spoke.get('risk')).toBeGreaterThan(100);
    expect([...spoke.keys()].sort()).toEqual(['risk', 'technical']);
  });
});
