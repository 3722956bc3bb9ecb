import { describe, expect, it } from 'vitest';
import { compare, measure, passes, quantile, type BenchResult } from './harness.ts';

describe('bench harness', () => {
  it('interpolates quantiles', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([5], 0.25)).toBe(5);
  });

  it('takes ratios within a round', () => {
    const times = new Map([
      ['own', [1, 10, 2]],
      ['peer', [4, 30, 10]],
    ]);
    const line = { area: 'a', subject: 'own', peer: 'peer', goal: 3, check: 'equal' };
    expect(compare({ rounds: 3, times }, line)).toMatchObject({ rounds: 3, ratio_median: 4, ratio_p25: 3.5 });
  });

  it('fails below 0.8 of the goal and whenever results differ', () => {
    const line: BenchResult = {
      area: 'a',
      peer: 'p',
      rounds: 9,
      ratio_median: 9,
      ratio_p25: 8,
      goal: 10,
      check: 'equal',
    };
    expect(passes(line)).toBe(true);
    expect(passes({ ...line, ratio_p25: 7.9 })).toBe(false);
    expect(passes({ ...line, check: 'rsi differs' })).toBe(false);
    expect(passes({ ...line, ratio_p25: NaN })).toBe(false);
  });

  it('runs every candidate once per round in rotated order and refuses too few rounds', async () => {
    const order: string[] = [];
    const candidate = (name: string) => ({ name, units: 1, run: () => void order.push(name) });
    const measured = await measure([candidate('a'), candidate('b')], 7, 0);
    expect(order.slice(0, 4)).toEqual(['a', 'b', 'b', 'a']);
    expect(measured.times.get('a')).toHaveLength(7);
    await expect(measure([candidate('a')], 6)).rejects.toThrow('6 rounds');
  });
});
