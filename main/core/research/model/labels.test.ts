import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { viewColumns } from '../../market/candle-series.ts';
import { syntheticMarket } from '#tests/support/model/synthetic-market.ts';
import { LABEL_DEFAULTS, labelledSamples, type LabelledSeries } from './labels.ts';

const HOUR = timeframeMs('1h');
const OPTIONS = { timeframe: '1h', ...LABEL_DEFAULTS } as const;
const [MARKET] = syntheticMarket({ seed: 11, candles: 800, symbols: 1, edge: 0 });
const market = (): LabelledSeries => {
  if (MARKET === undefined) throw new Error('no market');
  return MARKET;
};

/** What became of a long: the first candle after the decision that touches a barrier, the stop before the target. */
function byHand({ columns, feeRate }: LabelledSeries, at: number, atr: number): number | null {
  const first = columns.ts.indexOf(at);
  const entry = columns.close[first - 1] ?? NaN;
  const [stop, target] = [entry - 2 * atr, entry + 2 * atr];
  const r = (exit: number): number => (exit - entry - (exit + entry) * feeRate) / (2 * atr);
  for (let i = first; i < columns.ts.length; i++) {
    const [open = NaN, high = NaN, low = NaN, close = NaN] = [
      columns.open[i],
      columns.high[i],
      columns.low[i],
      columns.close[i],
    ];
    if (low <= stop) return r(Math.min(open, stop));
    if (high >= target) return r(Math.max(open, target));
    if (i === first + LABEL_DEFAULTS.horizon - 1) return r(close);
  }
  return null;
}

describe('labels by the triple barrier', () => {
  it('are what a person would work out by hand, fees included', () => {
    const samples = labelledSamples([market()], OPTIONS);
    expect(samples.matrix.rows).toBeGreaterThan(150);
    const volatility = samples.matrix.names.indexOf('volatility');
    for (let i = 0; i < samples.matrix.rows; i++) {
      const at = samples.start[i] ?? NaN;
      const close = market().columns.close[market().columns.ts.indexOf(at) - 1] ?? NaN;
      const atr = ((samples.matrix.values[volatility * samples.matrix.rows + i] ?? NaN) / 100) * close;
      expect(samples.long[i]).toBeCloseTo(byHand(market(), at, atr) ?? NaN, 3);
      expect(samples.label[i]).toBe((samples.long[i] ?? 0) > (samples.short[i] ?? 0) ? 1 : 0);
      expect(samples.end[i]).toBeGreaterThan(at);
      expect(samples.end[i]).toBeLessThanOrEqual(at + LABEL_DEFAULTS.horizon * HOUR);
    }
  });

  it('know nothing of what came later: cut at any time, the cases before are the same', () => {
    const whole = labelledSamples([market()], OPTIONS);
    const cut = 500;
    const part = labelledSamples([{ ...market(), columns: viewColumns(market().columns, 0, cut) }], OPTIONS);
    expect(part.matrix.rows).toBeGreaterThan(90);
    for (let i = 0; i < part.matrix.rows; i++) {
      expect(part.start[i]).toBe(whole.start[i]);
      expect(part.label[i]).toBe(whole.label[i]);
      for (let j = 0; j < whole.matrix.names.length; j++)
        expect(part.matrix.values[j * part.matrix.rows + i]).toBe(whole.matrix.values[j * whole.matrix.rows + i]);
    }
    expect(part.left.open).toBeGreaterThan(0);
  });

  it('put the cases of all symbols in order of time', () => {
    const second = { ...market(), symbol: contractSymbol('TBUSDTM') };
    const both = labelledSamples([market(), second], OPTIONS);
    expect(both.start).toEqual(Float64Array.from(both.start).sort());
    expect(both.matrix.rows).toBe(2 * labelledSamples([market()], OPTIONS).matrix.rows);
  });

  it('learn nothing of a candle that touches both barriers', () => {
    const { columns } = market();
    const wild = { ...columns, high: columns.high.map((h) => h * 2), low: columns.low.map((l) => l / 2) };
    const samples = labelledSamples([{ ...market(), columns: wild }], { ...OPTIONS, barrier: 0.1 });
    expect(samples.matrix.rows).toBe(0);
    expect(samples.left.even).toBeGreaterThan(100);
  });
});
