import { describe, expect, it } from 'vitest';
import { askedQuestion, parseAsked } from './ask-words.ts';

const NOW = Date.UTC(2025, 7, 8, 15, 30);
const KNOWN = [
  { symbol: 'SOLUSDTM', coin: 'SOL' },
  { symbol: 'XBTUSDTM', coin: 'BTC' },
];
const at = (text: string) => {
  const parsed = parseAsked(text, NOW, KNOWN);
  return parsed.ok ? parsed.asked : parsed.problem;
};
const SOL = { symbol: 'SOLUSDTM', coin: 'SOL' };

describe('a question in words', () => {
  it.each([
    ['SOL 14:05', { ...SOL, direction: null, at: Date.UTC(2025, 7, 8, 14, 5) }],
    ['sol long 14:05:30', { ...SOL, direction: 1, at: Date.UTC(2025, 7, 8, 14, 5, 30) }],
    ['14:05 short SOLUSDTM', { ...SOL, direction: -1, at: Date.UTC(2025, 7, 8, 14, 5) }],
    ['SOL 16:00', { ...SOL, direction: null, at: Date.UTC(2025, 7, 7, 16) }],
    ['SOL yesterday 09:30', { ...SOL, direction: null, at: Date.UTC(2025, 7, 7, 9, 30) }],
    ['SOL 2025-03-11 09:30', { ...SOL, direction: null, at: Date.UTC(2025, 2, 11, 9, 30) }],
    ['SOL 11 Mar 09:30', { ...SOL, direction: null, at: Date.UTC(2025, 2, 11, 9, 30) }],
    ['SOL 24 December 09:30', { ...SOL, direction: null, at: Date.UTC(2024, 11, 24, 9, 30) }],
    ['SOL today 16:00', { ...SOL, direction: null, at: Date.UTC(2025, 7, 8, 16) }],
  ])('%s', (text, asked) => expect(at(text)).toEqual(asked));

  it('says what is missing or not understood', () => {
    expect(at('')).toContain('Write it like');
    expect(at('14:05')).toContain('No symbol');
    expect(at('SOL')).toContain('No time');
    expect(at('SOL 25:05')).toBe('There is no time 25:05.');
    expect(at('DOGE 14:05')).toContain('“doge”');
  });

  it('is told back with its day', () => {
    const asked = { coin: 'SOL', direction: 1, at: Date.UTC(2025, 7, 8, 14, 5) } as const;
    expect(askedQuestion(asked)).toBe('Why did nothing happen with SOL long at 14:05 UTC on 8 Aug?');
  });
});
