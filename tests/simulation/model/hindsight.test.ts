import { expect, it } from 'vitest';
import { findHindsight } from '#core/research/bias/hindsight.ts';
import { outsideFacts, plantedFeatures } from '#tests/support/model/planted-features.ts';
import { syntheticMarket } from '#tests/support/model/synthetic-market.ts';

const COUNT = Number(process.env['ZMART_HINDSIGHT_FEATURES'] ?? 50);
const SEEDS = Number(process.env['ZMART_HINDSIGHT_SEEDS'] ?? 1);
const BARS = 700;

it(`finds 98 % of ${String(COUNT)} features with hindsight and at most 2 % of as many without`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const [market] = syntheticMarket({ seed, candles: BARS, symbols: 1, edge: 0.1 });
    if (market === undefined) throw new Error('no market');
    const input = { candles: market.columns, outside: outsideFacts(seed, BARS) };
    const judged = plantedFeatures(seed, COUNT).map((feature) => ({
      ...feature,
      report: findHindsight(feature.compute, input),
    }));
    const missed = judged.filter(({ biased, report }) => biased && !report.looksAhead).map(({ name }) => name);
    const accused = judged.filter(({ biased, report }) => !biased && report.looksAhead).map(({ name }) => name);
    expect(missed.length / COUNT, missed.join('; ')).toBeLessThanOrEqual(0.02);
    expect(accused.length / COUNT, accused.join('; ')).toBeLessThanOrEqual(0.02);
    const short = judged.filter(({ biased, report }) => !biased && report.warmUpTooShort).map(({ name }) => name);
    expect(short).toEqual([]);
  }
});

it('tells of a feature that remembers where its series began', () => {
  const [market] = syntheticMarket({ seed: 3, candles: BARS, symbols: 1, edge: 0 });
  if (market === undefined) throw new Error('no market');
  const input = { candles: market.columns, outside: outsideFacts(3, BARS) };
  const sinceStart = findHindsight(({ candles: { close } }) => close.map((c) => c / (close[0] ?? NaN)), input);
  expect(sinceStart).toMatchObject({ looksAhead: false, warmUpTooShort: true });
  const [finding] = sinceStart.findings;
  expect(finding?.kind).toBe('warm-up');
  expect(finding?.whole).not.toBe(finding?.known);
});

it('a detector that compares only the newest bar with itself would find nothing: the cut is what finds it', () => {
  const [market] = syntheticMarket({ seed: 4, candles: BARS, symbols: 1, edge: 0 });
  if (market === undefined) throw new Error('no market');
  const input = { candles: market.columns, outside: outsideFacts(4, BARS) };
  const [peek] = plantedFeatures(4, 1);
  if (peek === undefined) throw new Error('no feature');
  expect(findHindsight(peek.compute, input, { cuts: 0 }).looksAhead).toBe(false);
  expect(findHindsight(peek.compute, input).looksAhead).toBe(true);
});
