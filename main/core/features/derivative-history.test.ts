import { expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { lastOfHours, restoreDerivatives, type DerivativeHistory } from './derivative-history.ts';
import { FeatureStore } from './feature-store.ts';

const A = contractSymbol('XBTUSDTM');
const B = contractSymbol('ETHUSDTM');
const NOW = 1_000 * HOUR + 20 * MINUTE;

it('the features of an hour need what was last told in it only', () => {
  const minutes: DerivativeHistory = {
    ts: Float64Array.of(0, 60_000, HOUR - 60_000, HOUR, 5 * HOUR + 1),
    fundingRate: Float64Array.of(1, 2, 3, 4, 5),
    openInterestLots: Float64Array.of(1, 2, 3, 4, NaN),
  };
  expect([...lastOfHours(minutes).fundingRate]).toEqual([3, 4, 5]);
});

it('a restart goes on with the open interest and funding that were sampled, each as old as it is', () => {
  const store = openStore(temporaryFolder());
  const samples = Array.from({ length: 30 * 60 }, (_, minute) => ({
    symbol: A,
    ts: NOW - (minute + 1) * MINUTE,
    openInterestLots: 1_000 - minute / 10,
    fundingRate: minute % 120 < 60 ? 1e-4 : 3e-4,
    mark: 100,
    index: null,
  }));
  store.derivatives.write(samples);
  const before = new FeatureStore([A, B]);
  for (const { ts, fundingRate, openInterestLots } of samples.toReversed())
    before.onDerivatives(A, fundingRate, openInterestLots, ts);
  const after = new FeatureStore([A, B]);
  for (const symbol of [A, B]) restoreDerivatives(after, store.derivatives, symbol, NOW);
  store.close();
  const expected = before.row(A, NOW);
  const told = ['funding', 'fundingDeviation', 'openInterestChange'] as const;
  const read = told.map((name) => expected.get(name));
  expect(read.every((value) => value !== null && Number.isFinite(value))).toBe(true);
  const restored = after.row(A, NOW);
  expect(told.map((name) => restored.get(name))).toEqual(read);
  for (const name of told) expect(after.row(B, NOW).reason(name)).toBe('no-source');
  // Nobody was told anything for a day: what is stored is too old to count.
  expect(after.row(A, NOW + 24 * HOUR).reason('funding')).toBe('stale');
});
