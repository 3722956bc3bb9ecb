import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import { contractSymbol, type Sha256Hex } from '#shared/domain/ids.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import { BTC, ETH, pathWorld } from '#tests/support/path/path-world.ts';
import { ranked as rankedStandings, weighted } from '../agents/scoring/standing.ts';
import { whatIf, whatIfSource } from '../api/what-if.ts';
import { sharesOf } from './shares.ts';
import { STANDARD, type SettingsDesk } from './settings-desk.ts';
import { compare, firstOf, ranked, standingFigures } from './what-if.ts';

const me = { by: 'trader', reason: 'because', read: null };
const EASY = { minTurnover: 1, maxSpreadBps: 100, maxEstimatedSpreadBps: 100 };
const SYMBOLS = Array.from({ length: 14 }, (_, i) => contractSymbol(`COIN${String(i).padStart(2, '0')}USDTM`));

const part = fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }, fc.constant(null));
const parts = fc.record({ technical: part, fundamental: part, structure: part, risk: part });
const standingOf = (i: number, of: SymbolStanding['parts']): SymbolStanding => ({
  symbol: SYMBOLS[i] ?? BTC,
  at: 1,
  parts: of,
  score: null,
  direction: null,
  confidence: null,
  turnover24h: i === 0 ? null : 10,
  spreadBps: 5,
  spreadEstimated: false,
  asOf: 1,
  inputHash: '' as Sha256Hex,
});
const weight = fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100);
const weights = fc
  .record({ technical: weight, fundamental: weight, structure: weight, risk: weight })
  .filter((given) => Object.values(given).some((one) => one > 0))
  .map(sharesOf);

describe('a ranking under other weights', () => {
  it('is the one that the standings themselves give under them', () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 14, maxLength: 14 }), weights, (all, given) => {
        const standings = all.map((of, i) => standingOf(i, of));
        const figures = standingFigures(standings, given, EASY);
        const real = rankedStandings(standings.map((one) => ({ ...one, score: weighted(one.parts, given) })));
        expect([...ranked(figures).keys()]).toEqual(real.map(({ symbol }) => symbol));
        const held = firstOf(figures, 10);
        expect(held.has(SYMBOLS[0] ?? BTC)).toBe(false);
        expect(held.size).toBe(
          Math.min(10, real.filter(({ score, turnover24h }) => score !== null && turnover24h !== null).length),
        );
      }),
    );
  });

  it('names as entering and leaving exactly those whose membership differs', () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 14, maxLength: 14 }), weights, weights, (all, one, other) => {
        const standings = all.map((of, i) => standingOf(i, of));
        const side = (given: typeof one) => {
          const figures = standingFigures(standings, given, EASY);
          return { figures, held: firstOf(figures, 10) };
        };
        const [before, after] = [side(one), side(other)];
        const { moves, enters, leaves } = compare(before, after);
        expect(moves).toHaveLength(14);
        const held = new Set([...before.held].filter((symbol) => !leaves.includes(symbol)).concat(enters));
        expect(held).toEqual(after.held);
        expect(compare(before, before)).toMatchObject({ enters: [], leaves: [] });
      }),
    );
  });
});

const speaks = (agent: ScoringAgentName, opinion: number): Opinion => ({
  status: 'ok',
  agent,
  opinion,
  confidence: 0.8,
  evidence: [{ name: 'news', measured: '3 articles', input: opinion, weight: 1, asOf: 1 }],
  veto: false,
  asOf: 1,
});

it('what would be is what is after saving: the score of every symbol under other weights', () => {
  const { core, start } = pathWorld();
  start();
  core.scores.provide('sentiment', (symbol) => speaks('sentiment', symbol === BTC ? 60 : -80));
  core.scores.provide('onchain', (symbol) => speaks('onchain', symbol === BTC ? -10 : 30));
  const { settings } = core;
  const change = { technical: 0.1, sentiment: 0.1, onchain: 0.6 };
  const preview = settings.preview({ scoring: change });
  const view = whatIf(whatIfSource(core), 'scoring', preview.ok ? preview.value : STANDARD);
  const strength = (symbol: typeof BTC): number => core.scores.closedScore(symbol, '1h').strength;
  const said = (symbol: string, when: 'before' | 'after') =>
    view.rows.find((row) => row.symbol === symbol)?.[when].score;
  expect([said(BTC, 'before'), said(ETH, 'before')]).toEqual([strength(BTC), strength(ETH)]);
  settings.change('scoring', change, me);
  expect([said(BTC, 'after'), said(ETH, 'after')]).toEqual([strength(BTC), strength(ETH)]);
  expect(said(BTC, 'after')).not.toBe(said(BTC, 'before'));
});

it('what would be is what is after saving: the places of all standings', () => {
  const { core, clock, start } = pathWorld();
  start();
  const { settings } = core;
  const change = { risk: 0.9, technical: 0 };
  const preview = settings.preview({ ranking: change });
  const view = whatIf(whatIfSource(core), 'ranking', preview.ok ? preview.value : STANDARD);
  settings.change('ranking', change, me);
  const real = rankedStandings(core.standings(clock.now()));
  expect(view.rows.map(({ symbol, after }) => [symbol, after.score])).toEqual(
    real.map(({ symbol, score }) => [symbol, score]),
  );
});

it('other settings have nothing to say of a desk that is not asked', () => {
  const { core, start } = pathWorld();
  start();
  const desk: SettingsDesk = core.settings;
  const before = [desk.version, desk.entered()];
  desk.preview({ ranking: { risk: 0.9 } });
  expect([desk.version, desk.entered()]).toEqual(before);
});
