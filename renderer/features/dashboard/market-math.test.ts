import { describe, expect, it } from 'vitest';
import { sampleTickers } from '#tests/support/renderer/sample-market.ts';
import { breadth, byOpenInterest, totalOpenInterest } from './market-math.ts';

const [one, two, three] = sampleTickers(0);
if (one === undefined || two === undefined || three === undefined) throw new Error('The sample has three contracts');

describe('market maths', () => {
  it('counts only known changes', () => {
    const tickers = [
      { ...one, change24h: 0.02 },
      { ...two, change24h: null },
      { ...three, change24h: -0.01 },
    ];
    expect(breadth(tickers)).toEqual({ up: 1, known: 2, mean: 0.005 });
    expect(breadth([])).toEqual({ up: 0, known: 0, mean: null });
  });

  it('orders by open interest, unknown last, and adds what is known', () => {
    const tickers = [
      { ...one, openInterest: null },
      { ...two, openInterest: 5 },
      { ...three, openInterest: 9 },
    ];
    expect(byOpenInterest(tickers).map(({ key }) => key)).toEqual([three.key, two.key, one.key]);
    expect(totalOpenInterest(tickers)).toBe(14);
    expect(totalOpenInterest([{ ...one, openInterest: null }])).toBeNull();
  });
});
