import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  calculatedScore,
  featureView,
  pastScores,
  scoreDay,
  scoreTimes,
  standingView,
  symbolScores,
} from '#shared/contract/scoring.ts';
import { HOUR } from '#shared/domain/time.ts';
import { walk } from '#tests/support/path/sample-candles.ts';
import { BTC, ETH, pathWorld, START } from '#tests/support/path/path-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { scoringHandlers } from './scoring-handlers.ts';

const VIEWER = { role: 'viewer', signal: undefined } as const;
const HOURS = 600;

function open() {
  const world = pathWorld({ config: { keepScoreHistory: true } });
  for (const [i, symbol] of [BTC, ETH].entries())
    for (const candle of walk(5 + i, HOURS, START - HOURS * HOUR, HOUR)) world.core.warm(symbol, candle);
  return { world, calls: scoringHandlers({ core: world.core } as unknown as ApiParts) };
}

describe('the calls of the scoring', () => {
  it('calculate scores with the hash of their inputs, the same twice', async () => {
    const { calls } = open();
    const rows = await calls.calculate({}, VIEWER);
    expect(z.array(calculatedScore).safeParse(rows).error).toBeUndefined();
    expect(rows.map(({ symbol }) => symbol)).toEqual([BTC, ETH]);
    expect(rows[0]?.score.completeness).toBeCloseTo(0.4, 9);
    expect(rows[0]?.regime).not.toBe('unknown');
    expect(await calls.calculate({ symbols: [BTC], timeframe: '1h' }, VIEWER)).toEqual(rows.slice(0, 1));
    expect(await open().calls.calculate({}, VIEWER)).toEqual(rows);
  });

  it('rank by the whole standing or by a part, best first', async () => {
    const { calls } = open();
    const rows = await calls.rankings({ algorithm_type: 'standing', limit: 50 }, VIEWER);
    expect(z.array(standingView).safeParse(rows).error).toBeUndefined();
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(rows[0]?.score).toBeGreaterThanOrEqual(rows[1]?.score ?? Number.NaN);
    const [first] = await calls.rankings({ algorithm_type: 'risk', limit: 1 }, VIEWER);
    expect(first?.parts.risk).toBe(Math.max(...rows.map(({ parts }) => parts.risk ?? Number.NaN)));
  });

  it('tell how each agent saw a symbol, how rare that is, or why it says nothing', async () => {
    const view = await open().calls.symbolScores({ symbol: BTC }, VIEWER);
    expect(symbolScores.safeParse(view).error).toBeUndefined();
    const series = view.timeframes[0]?.series ?? [];
    const of = (name: string) => series.find((one) => one.of === name);
    expect(of('technical')?.history.length).toBeGreaterThan(500);
    expect(of('technical')?.percentile?.n).toBeGreaterThan(500);
    expect(of('risk')?.now).not.toBeNull();
    expect(of('sentiment')).toMatchObject({ now: null, percentile: null });
    expect(of('structure')?.reason).toBe('neither trades nor an order book are known');
  });

  it('tell what was known at a moment of the last day, and nothing later', async () => {
    const { calls, world } = open();
    const at = START - 3 * HOUR;
    const past = await calls.past({ at }, VIEWER);
    expect(pastScores.safeParse(past).error).toBeUndefined();
    const held = world.core.scores.history(BTC, '1h')?.samples() ?? [];
    const cell = past.cells.find(({ symbol, timeframe }) => symbol === BTC && timeframe === '1h');
    const known = held.filter(({ ts }) => ts <= at).at(-1);
    expect(cell?.score).toBe(known?.score);
    expect(held.filter(({ ts }) => ts > at).map(({ score }) => score)).not.toContain(cell?.score);
    expect(cell?.opinions.find(({ agent }) => agent === 'technical')?.opinion).not.toBeNull();
    expect(cell?.opinions.find(({ agent }) => agent === 'sentiment')?.opinion).toBeNull();
    const before = await calls.past({ at: START - 600 * HOUR }, VIEWER);
    expect(before.cells.every(({ score }) => score === null)).toBe(true);
  });

  it('count the symbols that leaned to a side over the last day', async () => {
    const { calls, world } = open();
    const day = await calls.day({}, VIEWER);
    expect(scoreDay.safeParse(day).error).toBeUndefined();
    expect(day.known).toHaveLength(289);
    const ts = day.from + 144 * day.stepMs;
    const then = await calls.past({ at: ts }, VIEWER);
    const scored = then.cells.flatMap(({ timeframe, score }) =>
      timeframe === day.timeframe && score !== null ? [score] : [],
    );
    expect(day.known[144]).toBe(scored.length);
    expect(scored.length).toBe(world.core.scores.symbols.length);
    expect(day.long[144]).toBe(scored.filter((score) => score >= 20).length);
    expect(day.short[144]).toBe(scored.filter((score) => score <= -20).length);
  });

  it('tell the scores over a day and over 30 days, the same as those of their moments', async () => {
    const { calls, world } = open();
    const day = await calls.times({ span: 'day', timeframe: '1h' }, VIEWER);
    expect(scoreTimes.safeParse(day).error).toBeUndefined();
    expect(day).toMatchObject({ steps: 289, stepMs: 300_000 });
    expect(day.rows.map(({ symbol, scores }) => [symbol, scores.length])).toEqual([
      [BTC, 289],
      [ETH, 289],
    ]);
    const month = await calls.times({ span: 'month', timeframe: '1h' }, VIEWER);
    expect(month).toMatchObject({ steps: 721, stepMs: HOUR });
    // Of 600 hours with a time to warm up first: what was not known is null, never 0.
    expect(month.rows[0]?.scores[0]).toBeNull();
    for (const [view, step] of [[day, 100] as const, [month, 400] as const]) {
      const at = view.from + step * view.stepMs;
      const then = await calls.past({ at, symbol: ETH }, VIEWER);
      expect(new Set(then.cells.map(({ symbol }) => symbol))).toEqual(new Set([ETH]));
      const score = then.cells.find(({ timeframe }) => timeframe === '1h')?.score ?? Number.NaN;
      expect(view.rows[1]?.scores[step]).toBeCloseTo(score, 0);
    }
    expect(world.core.scores.timeframes).toContain('1h');
  });

  it('tell every feature with its age, or why it is missing', async () => {
    const rows = await open().calls.features({ symbol: BTC }, VIEWER);
    expect(z.array(featureView).safeParse(rows).error).toBeUndefined();
    for (const { value, missing } of rows) expect(value === null).toBe(missing !== '');
    expect(rows.find(({ name }) => name === 'volatility')?.value).toBeGreaterThan(0);
    expect(rows.find(({ name }) => name === 'depth25')?.missing).toBe('no source of it is connected');
  });

  it('know no other symbol or timeframe', async () => {
    const { calls } = open();
    const refused = { code: 'NOT_FOUND' };
    const ask = async (made: () => Promise<unknown>) =>
      expect(Promise.resolve().then(made)).rejects.toMatchObject(refused);
    await ask(() => calls.calculate({ symbols: ['NOTHINGUSDTM'] }, VIEWER));
    await ask(() => calls.calculate({ timeframe: '1w' }, VIEWER));
    await ask(() => calls.past({ at: START, symbol: 'NOTHINGUSDTM' }, VIEWER));
    await ask(() => calls.features({ symbol: 'NOTHINGUSDTM' }, VIEWER));
  });
});
