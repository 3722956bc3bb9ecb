import { describe, expect, it } from 'vitest';
import { calibrate } from '#core/liquidation/skill/calibrate.ts';
import { exponentialFit } from '#core/liquidation/skill/exponential-fit.ts';
import { directionSkill, fitBeta, type FirstPassage } from '#core/liquidation/skill/direction-skill.ts';
import type { ModelBar } from '#core/liquidation/model-bar.ts';
import { LIQUIDATION_DEFAULTS } from '#core/liquidation/settings.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { blockBootstrapMean } from '#core/statistics/block-bootstrap.ts';
import { logit, sigmoid } from '#core/statistics/probability.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { KnownMarket } from '#tests/support/liquidation/known-market.ts';
import { FLAT_TERMS } from '#tests/support/liquidation/model-world.ts';

/** First passages whose chance is moved by the lean times `beta`. */
function passages(seed: number, beta: number, n = 800): readonly FirstPassage[] {
  const random = new Sfc32(seed);
  return Array.from({ length: n }, (_, i) => {
    const chance = 0.2 + 0.6 * random.next();
    const lean = 4 * (random.next() - 0.5);
    const up = random.next() < sigmoid(logit(chance) + beta * lean) ? 1 : 0;
    return { ts: i * 12 * HOUR, up, chance, lean };
  });
}

const measured = (beta: number) => {
  const fitted = fitBeta(passages(1, beta));
  return { fitted, found: directionSkill(passages(2, beta), fitted, DAY, new Sfc32(3), 3 * DAY) };
};

/** Bars of six joined to one. */
function halfHours(bars: readonly ModelBar[]): readonly ModelBar[] {
  return bars.flatMap((first, i) => {
    if (i % 6 !== 0) return [];
    const six = bars.slice(i, i + 6);
    const last = six.at(-1) ?? first;
    const sum = (field: 'bought' | 'sold' | 'liquidatedLong' | 'liquidatedShort'): number =>
      six.reduce((total, bar) => total + bar[field], 0);
    const high = Math.max(...six.map((bar) => bar.high));
    const low = Math.min(...six.map((bar) => bar.low));
    const totals = { bought: sum('bought'), sold: sum('sold') };
    const liquidated = { liquidatedLong: sum('liquidatedLong'), liquidatedShort: sum('liquidatedShort') };
    const prices = { high, low, markHigh: high, markLow: low, close: last.close };
    return [{ ...first, ms: 6 * first.ms, ...prices, ...totals, ...liquidated, openInterest: last.openInterest }];
  });
}

describe('the measures of skill', () => {
  it('find skill where there is some, and none where there is none', () => {
    const real = measured(1);
    expect(real.fitted).toBeGreaterThan(0.8);
    expect(real.found.skill).toBeGreaterThan(0.1);
    expect(real.found.gain?.lower ?? 0).toBeGreaterThan(0);
    const none = measured(0);
    expect(Math.abs(none.fitted)).toBeLessThan(0.2);
    expect(none.found.gain?.lower ?? 1).toBeLessThanOrEqual(0);
  });

  it('fit the coefficients that made exponential values', () => {
    const random = new Sfc32(5);
    const n = 5_000;
    const [one, x, y] = [new Float64Array(n).fill(1), new Float64Array(n), new Float64Array(n)];
    for (let i = 0; i < n; i += 1) {
      x[i] = random.next() < 0.5 ? 0 : 10 * random.next();
      y[i] = -Math.log(random.nextPositive()) * (0.5 + 2 * (x[i] ?? 0));
    }
    const [constant = 0, slope = 0] = exponentialFit([one, x], y).coefficients;
    expect(constant).toBeCloseTo(0.5, 1);
    expect(slope).toBeCloseTo(2, 1);
  });

  it('see the known market’s map in its liquidations, beyond what the price alone tells', () => {
    const market = new KnownMarket({ seed: 11, bars: 3_000, volatility: 0.8 }, LIQUIDATION_DEFAULTS);
    const bars = halfHours(market.bars).map((bar) => ({
      bar,
      longWorth: bar.liquidatedLong * bar.close,
      shortWorth: bar.liquidatedShort * bar.close,
    }));
    const end = market.bars.at(-1)?.ts ?? 0;
    const found = calibrate(bars, FLAT_TERMS, LIQUIDATION_DEFAULTS, { from: DAY, until: end / 2 });
    const gain = blockBootstrapMean(found.gains, found.times, DAY / 4, new Sfc32(1));
    expect(gain?.lower ?? 0).toBeGreaterThan(0);
    expect(found.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });
});
