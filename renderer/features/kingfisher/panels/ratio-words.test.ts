import { describe, expect, test } from 'vitest';
import { arrowsOf, ratioWords, wholeShares, type RatioView } from './ratio-words.ts';

const ratio = (longShare: number | null, arrows = 0): RatioView => ({ long: 1, short: 1, longShare, arrows });

describe('the words of a ratio', () => {
  test('point down where longs are crowded and up where shorts are', () => {
    expect(arrowsOf(ratio(0.76, -2))).toEqual({ text: '▼▼', side: 'long', words: 'longs above 75 %' });
    expect(arrowsOf(ratio(0.66, -1)).text).toBe('▼');
    expect(arrowsOf(ratio(0.36, 1)).text).toBe('▲');
    expect(arrowsOf(ratio(0.21, 2))).toEqual({ text: '▲▲', side: 'short', words: 'shorts above 75 %' });
    expect(arrowsOf(ratio(0.5)).text).toBe('–');
  });

  test('say unknown, never 50 to 50', () => {
    expect(wholeShares(ratio(null))).toBeNull();
    expect(ratioWords(ratio(null))).toBe('unknown');
    expect(arrowsOf(ratio(null))).toEqual({ text: '', side: null, words: 'unknown' });
  });

  test('round to a hundred in all', () => {
    for (let share = 0; share <= 1; share += 0.005) {
      const both = wholeShares(ratio(share));
      expect((both?.long ?? 0) + (both?.short ?? 0)).toBe(100);
    }
    expect(ratioWords(ratio(0.764, -2))).toBe('longs 76 %, shorts 24 %, longs above 75 %');
  });
});
