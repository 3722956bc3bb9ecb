import { describe, expect, it } from 'vitest';
import type { ScoreDay } from '#shared/contract/scoring.ts';
import { keyAction } from './matrix-keys.ts';
import { pastCells } from './past-cells.ts';
import { countsAt, momentAt, shareOf, stepped, STEP_MS } from './scrub-time.ts';
import { derivedWords, rarityWords, type Series } from './symbol-series.ts';

const NOW = 1_000 * STEP_MS + 60_000;
const DAY: ScoreDay = {
  timeframe: '4h',
  from: 712 * STEP_MS,
  stepMs: STEP_MS,
  known: Array.from({ length: 289 }, (_, step) => (step === 10 ? 0 : 12)),
  long: Array.from({ length: 289 }, () => 5),
  short: Array.from({ length: 289 }, () => 3),
};

describe('the scrubber', () => {
  it('steps by five minutes, ends live, and never leaves the day', () => {
    const last = stepped(null, -1, NOW);
    expect(last).toBe(1_000 * STEP_MS);
    expect(stepped(last, -1, NOW)).toBe(999 * STEP_MS);
    expect(stepped(last, 1, NOW)).toBeNull();
    expect(stepped(null, 1, NOW)).toBeNull();
    expect(stepped(last, -1_000, NOW)).toBe(713 * STEP_MS);
  });

  it('finds the moment under the pointer, and the place of a moment', () => {
    expect(momentAt(1, DAY)).toBeNull();
    expect(momentAt(-0.2, DAY)).toBe(DAY.from);
    const middle = momentAt(0.5, DAY);
    expect(middle).toBe(DAY.from + 144 * STEP_MS);
    expect(shareOf(middle, DAY)).toBe(0.5);
    expect(shareOf(null, DAY)).toBe(1);
  });

  it('tells the counts of a moment, and nothing of a gap', () => {
    expect(countsAt(null, DAY)).toEqual({ known: 12, long: 5, short: 3 });
    expect(countsAt(DAY.from + 10 * STEP_MS, DAY)).toBeNull();
  });

  it('has keys on the matrix', () => {
    const press = (key: string) =>
      keyAction({ key, shift: false, modified: false }, { row: 0, column: 0 }, { rows: 2, columns: 2 })?.kind;
    expect([',', '.', 'L'].map(press)).toEqual(['back', 'on', 'live']);
  });
});

describe('cells of the past', () => {
  it('have no confidence, and are empty where no score was known', () => {
    const opinions = [{ agent: 'risk' as const, opinion: -12 }];
    const [known, unknown] = pastCells({
      at: NOW,
      cells: [
        { symbol: 'XBTUSDTM', timeframe: '1h', score: 40, change1h: 3, opinions },
        { symbol: 'XBTUSDTM', timeframe: '4h', score: null, change1h: null, opinions: [] },
      ],
    });
    expect(known).toMatchObject({ key: 'XBTUSDTM:1h', status: 'ok', score: 40, confidence: null, asOf: NOW });
    expect(known?.opinions).toEqual([{ agent: 'risk', opinion: -12, confidence: null }]);
    expect(unknown).toMatchObject({ status: 'no-data', score: null });
  });
});

describe('a series in words', () => {
  const series: Series = {
    ...{ of: 'score', now: 58.4, confidence: 0.75, reason: '', ageMs: 4_000 },
    ...{ percentile: { place: 0.93, n: 720 }, history: [] },
  };
  const plain = (text: string): string => text.replaceAll('\u202F', ' ');

  it('tells how rare a value is, or why not', () => {
    expect(plain(rarityWords(series))).toBe('higher than 93 % of the last 30 days, n = 720');
    expect(rarityWords({ ...series, percentile: null })).toBe('0 of 100 samples kept: not told how rare');
    expect(rarityWords({ ...series, now: null })).toBe('no opinion now');
  });

  it('derives the two scales for reading, with their formulas', () => {
    expect(derivedWords(58.4)).toBe('100-point 79.2 (50 + score ÷ 2) · 25-point 19.8 (that ÷ 4)');
    expect(derivedWords(-100)).toContain('100-point 0.0');
  });
});
