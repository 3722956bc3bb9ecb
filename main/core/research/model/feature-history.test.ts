import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/time.ts';
import { syntheticMarket } from '#tests/support/model/synthetic-market.ts';
import { MODEL_FEATURES, modelFeatures } from '../../agents/scoring/model-features.ts';
import { ScoreBoard } from '../../agents/scoring/score-board.ts';
import type { DerivativeHistory } from '../../features/derivative-history.ts';
import { LABEL_DEFAULTS, labelledSamples, type LabelledSeries } from './labels.ts';
import { valueAt } from './matrix.ts';

const MARKET = syntheticMarket({ seed: 3, candles: 700, symbols: 2, edge: 0 });
const first = MARKET[0]?.columns.ts[0] ?? 0;

/** Told each hour, a minute before its end, from the 300th hour on. */
const told: DerivativeHistory = {
  ts: Float64Array.from({ length: 400 }, (_, i) => first + (300 + i) * HOUR + 59 * 60_000),
  fundingRate: Float64Array.from({ length: 400 }, (_, i) => 1e-4 * Math.sin(i / 9)),
  openInterestLots: Float64Array.from({ length: 400 }, (_, i) => 1_000 + 10 * i),
};
const SERIES: readonly LabelledSeries[] = MARKET.map((one) => ({ ...one, derivatives: told }));

describe('the features of the past', () => {
  it('are those a live score board has at the same close, of every symbol and case', () => {
    const samples = labelledSamples(SERIES, { timeframe: '1h', ...LABEL_DEFAULTS });
    const symbols = SERIES.map(({ symbol }) => symbol);
    const board = new ScoreBoard(symbols, '1h', ['1h'], false);
    const live = new Map<string, Float64Array>();
    for (let i = 0; i < 700; i++)
      for (const [s, { symbol, columns }] of SERIES.entries()) {
        const at = (of: Float64Array): number => of[i] ?? NaN;
        const { ts, open, high, low, close, volume } = columns;
        const candle = {
          ...{ ts: at(ts), open: at(open), high: at(high) },
          ...{ low: at(low), close: at(close), volume: at(volume) },
        };
        if (i >= 300)
          board.features.onDerivatives(
            symbol,
            told.fundingRate[i - 300] ?? null,
            told.openInterestLots[i - 300] ?? null,
            told.ts[i - 300] ?? 0,
          );
        board.onCandle(symbol, candle, (_, __, reading) => {
          const row = new Float64Array(MODEL_FEATURES.length);
          if (modelFeatures(reading, board.features.row(symbol, reading.asOf), row))
            live.set(`${String(s)}:${String(reading.asOf)}`, row);
        });
      }
    expect(samples.matrix.rows).toBeGreaterThan(200);
    for (let i = 0; i < samples.matrix.rows; i++) {
      const row = live.get(`${String(samples.series[i])}:${String(samples.start[i])}`);
      for (const [j, name] of MODEL_FEATURES.entries()) expect(valueAt(samples.matrix, i, j), name).toBe(row?.[j]);
    }
  });

  it('say of themselves whether they are known: early ones are not, and then all of their source are 0', () => {
    const { matrix, start } = labelledSamples(SERIES, { timeframe: '1h', ...LABEL_DEFAULTS });
    const column = (name: string): number[] => {
      const j = matrix.names.indexOf(name);
      return Array.from({ length: matrix.rows }, (_, i) => valueAt(matrix, i, j));
    };
    for (const [flag, value] of [
      ['history known', 'volume growth'],
      ['market known', 'market correlation'],
      ['funding known', 'funding'],
      ['interest known', 'open interest change'],
    ] as const) {
      const known = column(flag);
      expect(new Set(known), flag).toEqual(new Set([0, 1]));
      for (const [i, own] of column(value).entries()) if (known[i] === 0) expect(own).toBe(0);
    }
    const fundingKnown = column('funding known');
    for (const [i, known] of fundingKnown.entries()) expect(known).toBe((start[i] ?? 0) > first + 300 * HOUR ? 1 : 0);
  });
});
