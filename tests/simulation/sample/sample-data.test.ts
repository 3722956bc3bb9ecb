import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SampleSummary } from '#shared/contract/symbol-management.ts';
import { DAY } from '#shared/domain/time.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { madeSamples, runSampleJob, sampleFolder } from '#main/adapters/sample/sample-job.ts';
import { ThreadSampleMaker } from '#main/adapters/sample/thread-maker.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';

const DAYS = Number(process.env['ZMART_SAMPLE_DAYS'] ?? 30);
const request = { days: DAYS, seed: 1 };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Steps of progress after which the making is told to stop: the market is made, the trading has begun. */
const CUT_AFTER = 12;

let root: string;
let made: SampleSummary;
const seen: string[] = [];

const run = (folder: string, stopAfter = Number.POSITIVE_INFINITY) =>
  runSampleJob(
    { request, dataFolder: folder, version: 'test' },
    {
      log,
      onProgress: async (what, share) => {
        seen.push(`${what} ${share.toFixed(2)}`);
        return seen.length > stopAfter ? 'cancel' : 'go on';
      },
    },
  );

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zmart-sample-'));
  // Cut off in the middle first: what is looked at was gone on with.
  if ((await run(root, CUT_AFTER)) !== null || madeSamples(root).length > 0) throw new Error('It was not cut off');
  const summary = await run(root);
  if (summary === null) throw new Error('The sample was not made');
  made = summary;
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

it('has candles of twelve contracts that differ in their specifications', () => {
  const store = openStore(made.folder, { readOnly: true });
  const series = store.candles.series();
  store.close();
  expect(made.symbols).toHaveLength(12);
  expect(series.map(({ symbol, timeframe, origin }) => [symbol, timeframe, origin]).sort()).toEqual(
    made.symbols.map((symbol) => [symbol, '15m', 'simulated']).sort(),
  );
  // Outages of the simulated feed leave a few out.
  for (const { count } of series) expect(count).toBeGreaterThan(DAYS * 96 * 0.99);
  expect(made.to - made.from).toBe(DAYS * DAY);
  // Contracts of like prices share tick and multiplier at the venue; what no record tells is assumed, and named.
  const specifications = instrumentsForSimulation().map(({ tickUnits, priceScale, multiplier, maxLeverage }) =>
    [tickUnits, priceScale, multiplier, maxLeverage].join(),
  );
  expect(new Set(specifications).size).toBeGreaterThanOrEqual(8);
});

it('has signals of every state a way can end in, and of every outcome, executed and refused', () => {
  const states = made.signals.filter(({ count }) => count > 0).map(({ state }) => state);
  expect(states).toEqual(['CONFLICT', 'EXECUTED', 'EXPIRED', 'FAILED', 'REJECTED', 'RISK_BLOCKED', 'THROTTLED']);
  expect(made.outcomes.map(({ outcome }) => outcome)).toEqual(['stop', 'target', 'time-out']);
  expect(made.outcomes.every(({ refused }) => refused > 0)).toBe(true);
  expect(made.outcomes.reduce((sum, { executed }) => sum + executed, 0)).toBeGreaterThan(0);
});

it('tells its progress, first of the market and then of the trading', () => {
  expect(seen[0]).toMatch(/^market 0\./);
  expect(seen).toContain('market 1.00');
  expect(seen.at(-1)).toMatch(/^trading 0\.9|^trading 1/);
});

it('is found again instead of made again', async () => {
  const before = seen.length;
  expect(await run(root)).toEqual(made);
  expect(seen).toHaveLength(before);
  expect(madeSamples(root)).toEqual([made]);
});

it.runIf('ZMART_SAMPLE_DAYS' in process.env)('is the same when it is made in one go elsewhere', async () => {
  const other = mkdtempSync(join(tmpdir(), 'zmart-sample-'));
  const again = await run(other);
  rmSync(other, { recursive: true, force: true });
  expect(again).toEqual({ ...made, folder: sampleFolder(other, request) });
});

it('is told by the maker of a host, which makes it no second time', async () => {
  const maker = new ThreadSampleMaker(root, 'test');
  expect(maker.progress()).toMatchObject({ state: 'done', summary: made });
  maker.start(request);
  expect(maker.progress()).toMatchObject({ state: 'done', summary: made });
  expect(maker.progress().sentence).toContain('zmart serve --mode replay');
  await maker.close();
  expect(new ThreadSampleMaker(join(root, 'nowhere'), 'test').progress()).toMatchObject({
    state: 'none',
    summary: null,
  });
});
