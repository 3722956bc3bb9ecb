import { describe, expect, test } from 'vitest';
import type { ClusterView } from '#shared/contract/liquidations.ts';
import { sampleCluster } from '#tests/support/renderer/sample-cluster.ts';
import { clusterRows, freeBand, nearestVoid, rankText, tierOpacity, tierWords } from './cluster-rows.ts';

const cluster = (rank: number, from: number, to: number): ClusterView =>
  sampleCluster(rank, from, to, {
    worth: 100,
    share: 0.3,
    prominence: 0.5,
    byLeverage: [
      { leverage: 100, worth: 60 },
      { leverage: 5, worth: 39.8 },
      { leverage: 10, worth: 0.2 },
    ],
  });

describe('the table of clusters', () => {
  test('runs from the highest price down and keeps empty places', () => {
    const rows = clusterRows([cluster(-1, 96, 97), cluster(1, 103, 104)]);
    expect(rows.map(({ rank }) => rank)).toEqual([2, 1, -1, -2]);
    expect(rows.map((row) => row.cluster === null)).toEqual([true, false, false, true]);
    expect(rows.map(({ rank }) => rankText(rank))).toEqual(['+2', '+1', '−1', '−2']);
  });

  test('the free band ends at the near edges of ±1', () => {
    const band = freeBand({ clusters: [cluster(-1, 96, 97), cluster(1, 103, 104)], price: 100 });
    expect(band.below).toBeCloseTo(-0.03);
    expect(band.above).toBeCloseTo(0.03);
    expect(freeBand({ clusters: [], price: 100 })).toEqual({ below: null, above: null });
  });

  test('tiers are told lowest first, without crumbs, fuller the higher', () => {
    expect(tierWords(cluster(1, 103, 104))).toBe('5× 40 %, 100× 60 %');
    expect([5, 10, 25, 50, 100].map(tierOpacity)).toEqual([0.34, 0.48, 0.64, 0.82, 1]);
  });

  test('the nearest void is the one the price is in, whatever its size', () => {
    const far = { from: 97, to: 98, distance: -0.02 };
    const here = { from: 99, to: 101, distance: 0 };
    expect(nearestVoid([far, here])).toBe(here);
    expect(nearestVoid([])).toBeNull();
  });
});
