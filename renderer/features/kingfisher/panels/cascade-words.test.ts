import { describe, expect, test } from 'vitest';
import type { CascadeView } from '#shared/contract/liquidations.ts';
import { sampleCluster } from '#tests/support/renderer/sample-cluster.ts';
import {
  cascadeFigures,
  cascadeSentence,
  crossingOf,
  endPlace,
  nearestCluster,
  overshootText,
  parsePrice,
} from './cascade-words.ts';

const CLUSTERS = [sampleCluster(-2, 93, 94), sampleCluster(-1, 96, 97), sampleCluster(1, 104, 105)];

const cascade = (part: Partial<CascadeView> = {}): CascadeView => ({
  symbol: 'XBTUSDTM',
  label: 'estimated',
  side: 'long',
  trigger: 97,
  liquidated: 38e6,
  rounds: 2,
  absorbed: 38e6,
  endPrice: 95,
  overshoot: 0.0206,
  bookExhausted: false,
  bookLevels: 50,
  bookAt: 1,
  path: { prices: [], liquidated: [], absorbed: [] },
  ...part,
});

describe('the outcome of a cascade', () => {
  test('tells where it stops and between which clusters', () => {
    expect(cascadeSentence(cascade(), CLUSTERS)).toBe('Stops near 95.000, in 2 rounds, above −2.');
    expect(endPlace({ side: 'long', endPrice: 93.5 }, CLUSTERS)).toBe('inside −2');
    expect(endPlace({ side: 'long', endPrice: 90 }, CLUSTERS)).toBe('beyond the last cluster');
    expect(endPlace({ side: 'short', endPrice: 102 }, CLUSTERS)).toBe('below +1');
  });

  test('tells a least where the book ends, and nothing where there is none', () => {
    expect(cascadeSentence(cascade({ bookExhausted: true }), CLUSTERS)).toContain('Goes at least to 95.000');
    expect(cascadeSentence(cascade({ bookLevels: 0, bookExhausted: true }), CLUSTERS)).toContain('cannot be told');
    expect(cascadeSentence(cascade({ absorbed: 0, bookExhausted: true }), CLUSTERS)).toContain('cannot be told');
    expect(cascadeSentence(cascade({ liquidated: 0 }), CLUSTERS)).toContain('nothing would be set off');
  });

  test('figures are dashes where they cannot be told, and a least where the book ends', () => {
    expect(cascadeFigures(undefined).overshoot).toBe('–');
    expect(cascadeFigures(cascade({ absorbed: 0, bookExhausted: true }))).toMatchObject({
      absorbed: '–',
      overshoot: '–',
    });
    expect(cascadeFigures(cascade({ bookExhausted: true, absorbed: 21e6 }))).toEqual({
      liquidated: '38.0\u202FM',
      absorbed: '21.0\u202FM',
      overshoot: '≥ −2.06\u202F%',
    });
  });

  test('signs the overshoot by its direction', () => {
    expect(overshootText({ side: 'long', overshoot: 0.007 })).toBe('−0.70\u202F%');
    expect(overshootText({ side: 'short', overshoot: 0.007 })).toBe('+0.70\u202F%');
    expect(overshootText({ side: 'long', overshoot: 0 })).toBe('0.00\u202F%');
  });

  test('crosses where the book has taken all, or nowhere', () => {
    expect(crossingOf({ prices: [3, 2, 1], liquidated: [0, 5, 6], absorbed: [0, 2, 6] })).toBe(2);
    expect(crossingOf({ prices: [3, 2], liquidated: [5, 5], absorbed: [0, 0] })).toBe(-1);
  });
});

test('prices are read with or without grouping, and nothing else is a price', () => {
  expect(parsePrice(' 117,136.5 ')).toBe(117_136.5);
  for (const bad of ['', '0', '-3', '1e9', '12a', '.5.']) expect(parsePrice(bad)).toBeNull();
});

test('the nearest cluster is the one asked about first', () => {
  expect(nearestCluster(CLUSTERS)?.rank).toBe(-1);
  expect(nearestCluster([])).toBeNull();
});
