import { describe, expect, it } from 'vitest';
import { SLOT_CONDITION_NAMES } from '#shared/domain/slot.ts';
import { sampleBench, sampleSlotsStatus } from '#tests/support/renderer/sample-slots.ts';
import {
  benchState,
  gainWords,
  heldWords,
  leadBar,
  leadReach,
  nextWords,
  pastWords,
  reviewWords,
  toCloseWords,
} from './bench-words.ts';

const NOW = Date.UTC(2025, 7, 8, 14, 5);
const HOUR = 3_600_000;
const HOLD = 48 * HOUR;
const bench = sampleBench(NOW);
const [avax, dot, ltc, doge] = bench;
if (avax === undefined || dot === undefined || ltc === undefined || doge === undefined) throw new Error('no bench');
const coinOf = (symbol: string): string => symbol.replace('USDTM', '');

describe('the words of the bench', () => {
  it('give each its one reason', () => {
    expect(benchState(avax, HOLD, NOW)).toEqual({
      word: 'Ready 21:05',
      tone: 'ember',
      sentence: 'Its lead was held for 41 h of 48.',
    });
    expect(benchState(dot, HOLD, NOW).word).toBe('Cool-off to 11 Aug');
    expect(benchState(ltc, HOLD, NOW)).toMatchObject({ word: 'Below the line', tone: 'neutral' });
    expect(benchState(ltc, HOLD, NOW).sentence).toContain('by −1.5 points');
    expect(benchState(doge, HOLD, NOW).word).toBe('Banned by you');
    expect(benchState({ ...avax, missing: null }, HOLD, NOW)).toMatchObject({ word: 'Comes in', tone: 'ember' });
  });

  it('have a word for every condition', () => {
    for (const condition of SLOT_CONDITION_NAMES) {
      const { word } = benchState({ ...ltc, missing: { condition, sentence: 'x', numbers: {} } }, HOLD, NOW);
      expect(word, condition).toMatch(/^[A-Z]/);
    }
  });

  it('tell past, closing, holding and worth', () => {
    expect([avax, ltc, doge].map(pastWords)).toEqual(['left 30 Jul', 'never held', 'banned 2 Aug']);
    expect([null, 0, 1.5].map(toCloseWords)).toEqual(['–', 'closed', '1.5']);
    expect(heldWords(41.9 * HOUR, HOLD).replace('\u202F', ' ')).toBe('41 of 48 h');
    expect(heldWords(null, HOLD)).toBe('not started');
    expect(gainWords({ gainBps: 42, costBps: null })).toBe('42.0 / unknown');
    expect(gainWords({ gainBps: null, costBps: 3 })).toBe('–');
  });

  it('tell the next swap and the reviews', () => {
    const status = sampleSlotsStatus(NOW);
    expect(nextWords(status.next, coinOf, NOW)).toBe('AVAX for ATOM, 21:05 at the earliest');
    expect(nextWords({ ...status.next!, at: NOW - 1 }, coinOf, NOW)).toBe('AVAX for ATOM, at the next review');
    expect(nextWords({ ...status.next!, draining: true }, coinOf, NOW)).toContain('once it has drained, by 21:05');
    expect(nextWords(null, coinOf, NOW)).toBeNull();
    expect(reviewWords(status, NOW)).toBe('reviewed 14:00, next 15:00');
    expect(reviewWords({ ...status, reviewedAt: null, nextReviewAt: null }, NOW)).toBe('not reviewed yet');
  });

  it('draw a lead from zero to either side', () => {
    expect(leadBar(5, 10)).toEqual({ from: 50, to: 75 });
    expect(leadBar(-5, 10)).toEqual({ from: 25, to: 50 });
    expect(leadBar(99, 10)).toEqual({ from: 50, to: 100 });
    expect(leadReach([null, 3], 5)).toBe(10);
    expect(leadReach([-20], 5)).toBeCloseTo(22);
  });
});
