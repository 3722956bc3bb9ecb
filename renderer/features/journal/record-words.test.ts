import { describe, expect, it } from 'vitest';
import { groupOf, groupsOf, shortHash, summaryOf } from './record-words.ts';

describe('record words', () => {
  it('groups types by what stands before the point', () => {
    expect(groupOf('signal.scored')).toBe('signal');
    expect(groupsOf(['order.fill', 'signal.scored', 'order.intent'])).toEqual(['order', 'signal']);
  });

  it('puts data in one line, nested parts by size only', () => {
    const data = { symbol: 'ETHUSDTM', points: -3.5, legs: [1, 2], inner: { a: 1 }, outcome: null, live: true };
    expect(summaryOf({ data })).toBe('symbol ETHUSDTM · points −3.5 · legs [2] · inner {…} · outcome none · live yes');
  });

  it('shortens a hash at both ends', () => {
    expect(shortHash('0123456789abcdef')).toBe('01234567…abcdef');
  });
});
