import { afterAll, describe, expect, it, vi } from 'vitest';
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

describe('a question in another language', () => {
  afterAll(() => {
    vi.resetModules();
  });

  it('is read in it, and in English still', async () => {
    vi.resetModules();
    const { speak } = await import('#shared/language/words.ts');
    speak('de', { 'yesterday [day]': 'gestern', 'short [side]': 'Short', buy: 'Kauf' });
    const { parseAsked: parse, EXAMPLES } = await import('./ask-words.ts');
    const known = [{ symbol: 'SOLUSDTM', coin: 'SOL' }];
    const now = Date.UTC(2025, 11, 24, 12);
    const at = (text: string): unknown => {
      const parsed = parse(text, now, known);
      return parsed.ok ? [new Date(parsed.asked.at).toISOString(), parsed.asked.direction] : parsed.problem;
    };
    expect(at('SOL gestern 09:30')).toEqual(['2025-12-23T09:30:00.000Z', null]);
    expect(at('SOL kauf 3. Okt. 09:30')).toEqual(['2025-10-03T09:30:00.000Z', 1]);
    expect(at('SOL short 30. Dez. 09:30')).toEqual(['2024-12-30T09:30:00.000Z', -1]);
    expect(at('SOL long yesterday 09:30')).toEqual(['2025-12-23T09:30:00.000Z', 1]);
    expect(at('SOL 12月5日 09:30')).toEqual(['2025-12-05T09:30:00.000Z', null]);
    expect(EXAMPLES.yesterday).toBe('BTC gestern 09:30');
  });
});
