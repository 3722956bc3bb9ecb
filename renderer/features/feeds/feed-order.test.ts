import { describe, expect, it } from 'vitest';
import type { FeedChannelView, FeedSymbolView } from '#shared/contract/feeds.ts';
import { sampleChannels, sampleFeedSymbols } from '#tests/support/renderer/sample-feeds.ts';
import { channelsWorstFirst, worstFirst } from './feed-order.ts';

const [sample] = sampleFeedSymbols(0, [], false) as [FeedSymbolView];
const row = (coin: string, change: Partial<FeedSymbolView>): FeedSymbolView => ({
  ...sample,
  key: coin,
  coin,
  ...change,
});
const coins = (rows: readonly FeedSymbolView[]): string[] => rows.map(({ coin }) => coin);

describe('the order of the contracts', () => {
  it('puts down before stale before fresh, and the oldest of the stale first', () => {
    const rows = [
      row('FRESH', { status: 'open', ageMs: 900, gaps: 0 }),
      row('STALE', { status: 'stale', ageMs: 4_000 }),
      row('OLDER', { status: 'stale', ageMs: 9_000 }),
      row('NEVER', { status: 'stale', ageMs: null }),
      row('DOWN', { status: 'down', ageMs: 10 }),
    ];
    expect(coins(worstFirst(rows))).toEqual(['DOWN', 'NEVER', 'OLDER', 'STALE', 'FRESH']);
  });

  it('does not move fresh rows when their ages change, only when they failed more often', () => {
    const ages = (a: number, b: number) => [
      row('B', { status: 'open', ageMs: b, gaps: 0 }),
      row('A', { status: 'open', ageMs: a, gaps: 0 }),
      row('C', { status: 'open', ageMs: 1, gaps: 2 }),
    ];
    expect(coins(worstFirst(ages(10, 2_000)))).toEqual(['C', 'A', 'B']);
    expect(coins(worstFirst(ages(2_000, 10)))).toEqual(['C', 'A', 'B']);
  });
});

describe('the order of the streams', () => {
  it('puts what cannot be relied on first, then what belongs to the account', () => {
    const sorted: readonly FeedChannelView[] = channelsWorstFirst(sampleChannels());
    expect(sorted.map(({ trusted }) => trusted)).toEqual([false, false, true, true, true, true]);
    expect(sorted.slice(2, 4).map(({ channel }) => channel)).toEqual(['orders', 'positions']);
  });
});
