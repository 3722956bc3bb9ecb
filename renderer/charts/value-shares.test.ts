import { describe, expect, it } from 'vitest';
import { valueShares } from './value-shares.ts';

describe('valueShares', () => {
  it('shares by size whatever the sign', () => {
    expect(valueShares(['75.00', '-25'])).toEqual([0.75, 0.25]);
    expect(valueShares(['0', '0'])).toEqual([0, 0]);
    expect(valueShares([])).toEqual([]);
  });
});
