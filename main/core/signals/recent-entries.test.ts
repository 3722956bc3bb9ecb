import { expect, it } from 'vitest';
import { RecentEntries, type EntryTerms } from './recent-entries.ts';

const entry = (more: Partial<EntryTerms> = {}): EntryTerms => ({
  symbol: 'XBTUSDTM',
  direction: 1,
  lots: 3,
  priceTicks: 1_000,
  ...more,
});

it.each([
  ['the same', {}, 5],
  ['a tick higher', { priceTicks: 1_001 }, 5],
  ['a tick lower', { priceTicks: 999 }, 5],
  ['two ticks away', { priceTicks: 1_002 }, null],
  ['at market', { priceTicks: null }, 5],
  ['another symbol', { symbol: 'ETHUSDTM' }, null],
  ['the other side', { direction: -1 }, null],
  ['another size', { lots: 4 }, null],
] as const)('%s', (_, more, ago) => {
  const recent = new RecentEntries();
  recent.note(entry(), 100);
  expect(recent.since(entry(more), 105)).toBe(ago);
});

it('the last of several counts, also when another price came between', () => {
  const recent = new RecentEntries();
  recent.note(entry(), 100);
  recent.note(entry({ priceTicks: 2_000 }), 200);
  expect(recent.since(entry(), 300)).toBe(200);
  recent.note(entry({ priceTicks: 1_001 }), 400);
  expect(recent.since(entry(), 500)).toBe(100);
});

it('forgets what is older than an hour with the next entry', () => {
  const recent = new RecentEntries();
  recent.note(entry(), 0);
  recent.note(entry({ priceTicks: 2_000 }), 3_600_000);
  expect(recent.since(entry(), 3_600_001)).toBeNull();
});
