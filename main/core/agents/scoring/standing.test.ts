import { describe, expect, it } from 'vitest';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { walk } from '#tests/support/path/sample-candles.ts';
import { flips, recomputes, rerun } from '../explain/counterfactual.ts';
import { FeatureRow } from '../../features/feature-row.ts';
import type { FeatureName } from '../../features/feature-table.ts';
import { ScoreBoard } from './score-board.ts';
import { inputHash, scoreAgain } from './score-inputs.ts';
import { ranked, rankingTimeframe, STANDING_DEFAULTS, standingOf, standingsOf } from './standing.ts';

const SYMBOLS = ['XBTUSDTM', 'ETHUSDTM', 'SOLUSDTM'].map(contractSymbol);
const HOURS = 600;
const AT = HOURS * HOUR;

function board(keepHistory = false, symbols: readonly ContractSymbol[] = SYMBOLS): ScoreBoard {
  const made = new ScoreBoard(symbols, '1h', ['1h', '4h'], keepHistory);
  const series = SYMBOLS.map((_, i) => walk(70 + i, HOURS, 0, HOUR));
  for (let i = 0; i < HOURS; i += 1) {
    for (const [place, symbol] of SYMBOLS.entries()) {
      const candle = series[place]?.[i];
      if (candle !== undefined) made.onCandle(symbol, candle, () => undefined);
    }
  }
  return made;
}

const standings = (of: ScoreBoard, weights = STANDING_DEFAULTS) =>
  standingsOf({ scores: of, weights: () => weights, hasher: systemHasher }, AT);

describe('standings', () => {
  it('are computed from candles alone, and the score is the weighted mean of the parts', () => {
    for (const { parts, score, direction, confidence, turnover24h, spreadBps, spreadEstimated, asOf } of standings(
      board(),
    )) {
      expect(score).toBeCloseTo(
        Object.values(parts).reduce<number>((sum, part) => sum + (part ?? Number.NaN) / 4, 0),
        9,
      );
      for (const part of Object.values(parts)) expect(part !== null && part >= 0 && part <= 100).toBe(true);
      expect(direction).not.toBeNull();
      expect(confidence).toBeGreaterThan(0);
      expect(turnover24h).toBeGreaterThan(0);
      expect(spreadBps).not.toBeNull();
      expect(spreadEstimated).toBe(true);
      expect(asOf).toBe(AT);
    }
  });

  it('are equal to the byte in two runs; the hash changes with any input and with the weights', () => {
    const text = (): string => canonicalJson(standings(board()) as unknown as Json);
    expect(text()).toBe(text());
    const plain = standings(board());
    const tilted = standings(board(), { technical: 0.4, fundamental: 0.2, structure: 0.2, risk: 0.2 });
    expect(tilted[0]?.inputHash).not.toBe(plain[0]?.inputHash);
    expect(new Set(plain.map((standing) => standing.inputHash)).size).toBe(SYMBOLS.length);
  });

  it('have no score where a required input is missing, never a mean of the others', () => {
    const values: Partial<Record<FeatureName, number>> = {
      efficiency: 0.15,
      turnover24h: 1e7,
      volumeGrowth: 1,
      spreadEstimate: 25,
      impact: 20,
      volatility: 0.8,
      drawdown: 0.2,
      correlation: 0.6,
    };
    const score = board().closedScore(SYMBOLS[0] ?? contractSymbol('XBTUSDTM'), '4h');
    const at = (without: FeatureName | null) => {
      const row = new FeatureRow();
      for (const [name, value] of Object.entries(values)) if (name !== without) row.set(name as FeatureName, value, AT);
      return standingOf(contractSymbol('XBTUSDTM'), AT, row, score, STANDING_DEFAULTS, systemHasher);
    };
    expect(at(null).parts).toMatchObject({ fundamental: 50, structure: 50, risk: 50 });
    for (const [name, part] of [
      ['efficiency', 'technical'],
      ['turnover24h', 'fundamental'],
      ['impact', 'structure'],
      ['drawdown', 'risk'],
    ] as const) {
      expect(at(name).parts[part]).toBeNull();
      expect(at(name).score).toBeNull();
    }
    expect(at('correlation').parts.risk).toBe(50);
    expect(ranked([at('impact'), at(null)])[0]?.score).not.toBeNull();
  });

  it('go by 4 h, or by the longest below it', () => {
    expect(rankingTimeframe(['5m', '1h', '4h', '1d'])).toBe('4h');
    expect(rankingTimeframe(['5m', '1h', '8h'])).toBe('1h');
    expect(rankingTimeframe(['1d'])).toBe('1d');
  });
});

describe('a score and what it was computed from', () => {
  const made = board();

  it('is computed again from its inputs, to the byte; one changed input changes the hash', () => {
    for (const symbol of SYMBOLS) {
      for (const timeframe of made.timeframes) {
        const score = made.closedScore(symbol, timeframe);
        const inputs = made.inputs(symbol, timeframe);
        expect(canonicalJson(scoreAgain(inputs) as unknown as Json)).toBe(canonicalJson(score as unknown as Json));
        const hash = inputHash(inputs, systemHasher);
        expect(inputHash(made.inputs(symbol, timeframe), systemHasher)).toBe(hash);
        // Every figure is in the text with all its digits: the last digit of any of them changes the hash.
        for (const [found] of inputs.matchAll(/-?\d+\.\d+/g)) {
          const last = Number(found.at(-1));
          const other = inputs.replace(found, `${found.slice(0, -1)}${String((last + 1) % 10)}`);
          expect(inputHash(other, systemHasher)).not.toBe(hash);
        }
      }
    }
  });

  it('has every agent that has data, and counterfactuals of each that turn the verdict', () => {
    const agents = new Set<string>();
    for (const symbol of SYMBOLS) {
      const score = made.closedScore(symbol, '1h');
      expect(recomputes(score)).toBe(true);
      for (const flip of flips(score, 1, score.score + 1)) {
        agents.add(flip.agent);
        expect(rerun(score, flip.agent, flip.input, flip.to)).toBeGreaterThanOrEqual(score.score + 1);
      }
    }
    expect([...agents].sort()).toEqual(['risk', 'technical']);
  });

  it('goes by the weights that are set, and is computed again by them', () => {
    const other = board();
    const [symbol = contractSymbol('XBTUSDTM')] = SYMBOLS;
    const plain = other.closedScore(symbol, '1h');
    const weights = { ...other.weights(), technical: 0.1, risk: 0.3 };
    other.weights = () => weights;
    const tilted = other.closedScore(symbol, '1h');
    expect(tilted.score).not.toBe(plain.score);
    expect(recomputes(tilted)).toBe(true);
    expect(scoreAgain(other.inputs(symbol, '1h'))).toEqual(tilted);
  });

  it('lets an agent from outside speak, and hashes what it said', () => {
    const other = board();
    const [symbol = contractSymbol('XBTUSDTM')] = SYMBOLS;
    const before = inputHash(other.inputs(symbol, '1h'), systemHasher);
    other.provide('sentiment', (_, __, asOf) => ({
      status: 'ok',
      agent: 'sentiment',
      opinion: 40,
      confidence: 0.5,
      evidence: [{ name: 'fear-and-greed', measured: '70', input: 40, weight: 1, asOf }],
      veto: false,
      asOf,
    }));
    const score = other.closedScore(symbol, '1h');
    expect(score.contributions.find(({ opinion }) => opinion.agent === 'sentiment')?.points).toBeGreaterThan(0);
    expect(inputHash(other.inputs(symbol, '1h'), systemHasher)).not.toBe(before);
    expect(scoreAgain(other.inputs(symbol, '1h'))).toEqual(score);
  });
});

describe('the histories of the agents', () => {
  it('keep an hour apart what was said, and say how rare it is after a hundred samples', () => {
    const [symbol = contractSymbol('XBTUSDTM')] = SYMBOLS;
    const kept = board(true);
    const history = kept.agentHistory(symbol, '1h');
    const samples = history?.samples('technical') ?? [];
    expect(samples.length).toBe(HOURS - 49);
    expect(history?.percentile('score', 1000)).toEqual({ place: 1, n: HOURS - 49 });
    expect(history?.percentile('score', -1000)?.place).toBe(0);
    expect(history?.samples('sentiment').every(({ value }) => value === null)).toBe(true);
    expect(history?.percentile('sentiment', 0)).toBeNull();
    expect(kept.agentHistory(symbol, '4h')?.samples('score').length).toBe(HOURS / 4 - 49);
    expect(board(false).agentHistory(symbol, '1h')).toBeNull();
  });
});
