import { describe, expect, it } from 'vitest';
import { sampleDrainingSlots, sampleSlots } from '#tests/support/renderer/sample-slots.ts';
import {
  changeWords,
  dueWords,
  ordinal,
  partWords,
  positionWords,
  scoreWords,
  spanWords,
  standingWords,
  trendSpan,
  weightBar,
} from './slot-words.ts';

const NOW = Date.UTC(2025, 7, 8, 14, 5);
const DAY = 86_400_000;
const plain = (text: string): string => text.replace(/\u202F/g, ' ');
const slots = sampleSlots(NOW);
const slotAt = (rank: number) => {
  const found = slots[rank - 1];
  if (found === undefined) throw new Error(`no slot ${String(rank)}`);
  return found;
};

describe('the words of a slot', () => {
  it('count places', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
    ]);
  });

  it('say how it stands, what matters most first', () => {
    expect(standingWords(slotAt(1), NOW)).toBeNull();
    expect(standingWords(slotAt(2), NOW)).toEqual({ text: 'Pinned', tone: 'quiet' });
    expect(plain(standingWords(slotAt(3), NOW)?.text ?? '')).toBe('Min. stay, 5 d left');
    expect(standingWords(slotAt(10), NOW)).toEqual({ text: 'Candidate, out 1st', tone: 'ember' });
    expect(standingWords({ ...slotAt(1), stale: true }, NOW)?.text).toBe('Stale, not swapped');
    expect(standingWords({ ...slotAt(1), score: null }, NOW)?.text).toBe('Score unknown, not swapped');
    const draining = sampleDrainingSlots(NOW)[9];
    expect(draining && standingWords(draining, NOW)?.text).toBe('Draining, closed by 9 Aug 12:05');
  });

  it('say what is held, and never guess what is not known', () => {
    expect(plain(positionWords(slotAt(1)))).toBe('Long 14,620, 94 % used');
    expect(positionWords(slotAt(4))).toBe('Flat');
    const { position } = slotAt(9);
    expect(positionWords({ state: 'active', position: { ...position, value: null } })).toBe('Short, no mark');
    expect(positionWords({ state: 'draining', position })).toBe('Draining 2,790, 2 orders');
    expect(positionWords({ state: 'draining', position: { ...position, value: null, openOrders: 1 } })).toBe(
      'Draining value not known, 1 order',
    );
    expect(scoreWords(null)).toBe('unknown');
  });

  it('give the age in place of the change when the score is too old', () => {
    expect(changeWords(slotAt(1), NOW)).toEqual({ text: '−3.4', sign: -1 });
    const old = { ...slotAt(1), stale: true, scoreAsOf: NOW - 12 * 60_000 };
    expect(plain(changeWords(old, NOW).text)).toBe('12 m');
    const fresh = { ...slotAt(1), trend: { at: [], score: [], change: null } };
    expect(changeWords(fresh, NOW)).toEqual({ text: '–', sign: 0 });
  });

  it('measure spans and moments', () => {
    expect(plain(spanWords(5 * DAY + 1))).toBe('5 d');
    expect(plain(spanWords(DAY - 1))).toBe('23 h');
    expect(dueWords(NOW + 3_600_000, NOW)).toBe('15:05');
    expect(dueWords(NOW + DAY, NOW)).toBe('9 Aug 14:05');
    expect(plain(trendSpan(slotAt(1).trend) ?? '')).toBe('7 d');
    expect(trendSpan({ at: [NOW], score: [50], change: null })).toBeNull();
  });

  it('draw a weight against its cap', () => {
    expect(weightBar(15, 0.5, 15)).toEqual({ length: 100, solid: 50, over: false });
    expect(weightBar(7.5, 2, 15)).toEqual({ length: 50, solid: 100, over: true });
    expect(weightBar(7.5, null, 15)).toEqual({ length: 50, solid: 0, over: false });
    expect(weightBar(null, 0.5, 15)).toBeNull();
  });

  it('say that a missing part makes the score unknown', () => {
    expect(partWords('structure', null, NOW, NOW)).toContain('so the score is not known');
    expect(plain(partWords('risk', 61.24, NOW - 27_000, NOW))).toBe('Risk 61.2 of 100, newest datum 27 s old');
  });
});
