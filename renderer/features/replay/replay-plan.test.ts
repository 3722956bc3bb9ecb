import { describe, expect, it } from 'vitest';
import type { SeriesView } from '#shared/contract/market.ts';
import { commonSpan, freshDraft, lastDays, newestCandle, replayPlan, storedTimeframes } from './replay-plan.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

const series = (symbol: string, from: string, to: string, timeframe: SeriesView['timeframe'] = '15m'): SeriesView => ({
  symbol,
  coin: symbol.slice(0, 3),
  timeframe,
  from: day(from),
  to: day(to),
  count: 1,
  gaps: 0,
  origin: 'archive',
  of: 'market',
});

const stored = [
  series('XBTUSDTM', '2025-01-01', '2025-03-01'),
  series('ETHUSDTM', '2025-01-11', '2025-03-11'),
  series('SOLUSDTM', '2025-06-01', '2025-07-01', '1h'),
];

it('knows the stored timeframes, the most frequent first', () => {
  expect(storedTimeframes(stored)).toEqual(['15m', '1h']);
});

it('counts candles up to the newest of the series chosen, else of all', () => {
  expect(newestCandle(stored, new Set(['XBTUSDTM']))).toBe(day('2025-03-01'));
  expect(newestCandle(stored, new Set(['XBTUSDTM', 'ETHUSDTM']))).toBe(day('2025-03-11'));
  expect(newestCandle(stored, new Set())).toBe(day('2025-07-01'));
  expect(newestCandle([], new Set())).toBeNull();
});

it('finds the span that series have in common', () => {
  expect(commonSpan(stored.slice(0, 2))).toEqual({ from: day('2025-01-11'), to: day('2025-03-01') });
  expect(commonSpan([stored[0]!, stored[2]!])).toBeNull();
  expect(commonSpan([])).toBeNull();
});

it('counts the last days from the end, the last one included', () => {
  expect(lastDays({ from: day('2025-01-01'), to: day('2025-03-01') }, 7)).toEqual({
    fromDay: '2025-02-22',
    toDay: '2025-02-28',
  });
});

describe('replayPlan', () => {
  const draft = freshDraft(stored, '15m', '10000');

  it('starts with all series of the timeframe over their common span', () => {
    const plan = replayPlan(stored, draft);
    expect(plan).toMatchObject({
      ok: true,
      request: {
        symbols: ['XBTUSDTM', 'ETHUSDTM'],
        from: day('2025-01-11'),
        to: day('2025-03-01'),
        capital: '10000',
        drawdownLimit: 0.25,
      },
      candles: 49 * 96 * 2,
    });
  });

  it('never asks beyond what is stored', () => {
    const plan = replayPlan(stored, { ...draft, fromDay: '2024-01-01', toDay: '2026-01-01' });
    expect(plan).toMatchObject({ ok: true, request: { from: day('2025-01-11'), to: day('2025-03-01') } });
  });

  it.each([
    [{ symbols: new Set<string>() }, 'at least one symbol'],
    [{ fromDay: '2025-02-20', toDay: '2025-02-01' }, 'reversed'],
    [{ fromDay: '' }, 'year-month-day'],
    [{ capital: '0' }, 'positive amount'],
    [{ capital: '1e4' }, 'positive amount'],
    [{ drawdownPercent: '30' }, 'between 1 and 25'],
  ])('says what is wrong: %o', (change, words) => {
    const plan = replayPlan(stored, { ...draft, ...change });
    expect(plan.ok ? '' : plan.problem).toContain(words);
  });
});
