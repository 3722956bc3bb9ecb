import { describe, expect, it } from 'vitest';
import { limitWords } from './limit-words.ts';

const base = { key: 'x', label: 'X', used: 55.83, limit: 60, unit: '%' as const, share: 0.93, floor: false };

describe('limitWords', () => {
  it('reads a ceiling, a floor, an amount and a count', () => {
    expect(limitWords(base)).toEqual({ used: '55.8', bound: 'of 60\u202F%' });
    expect(limitWords({ ...base, used: 77.04, limit: 20, floor: true })).toEqual({
      used: '77.0\u202F%',
      bound: 'min 20\u202F%',
    });
    expect(limitWords({ ...base, used: 16682.4, limit: 40_000, unit: 'USDT' })).toEqual({
      used: '16,682',
      bound: 'of 40,000',
    });
    expect(limitWords({ ...base, used: 14, limit: 20, unit: '' })).toEqual({ used: '14', bound: 'of 20' });
  });

  it('says none for nothing used and never calls the unknown nothing', () => {
    expect(limitWords({ ...base, used: 0 }).used).toBe('none');
    expect(limitWords({ ...base, used: null, share: null })).toEqual({ used: 'not known', bound: 'of 60\u202F%' });
  });
});
