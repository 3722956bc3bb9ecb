import { describe, expect, it } from 'vitest';
import { drawdowns, maxDrawdown, moneyDrawdown } from '#core/portfolio/analytics/drawdown.ts';
import type { Measure } from '#core/portfolio/analytics/measure.ts';
import { at } from '#core/portfolio/analytics/moments.ts';
import { capture, marketModel } from '#core/portfolio/analytics/relative.ts';
import {
  aggregateReturns,
  annualReturn,
  cumulativeReturn,
  simpleReturns,
  wealth,
  type CalendarSpan,
} from '#core/portfolio/analytics/returns.ts';
import { downsideRisk, rollingSharpe, sharpeRatio, volatility } from '#core/portfolio/analytics/risk.ts';
import { tradeFigures } from '#core/portfolio/analytics/trades.ts';
import { valueAtRisk } from '#core/portfolio/analytics/value-at-risk.ts';
import { hasRecordedData, recordedText } from '../market/recorded-data.ts';

type Cell = number | null | 'NaN' | 'Infinity';
interface SeriesRecord {
  readonly start: string | null;
  readonly freq: string;
  readonly values: readonly Cell[];
}
type Named = { readonly series: string } | { readonly values: readonly Cell[] };
interface Case {
  readonly returns: Named;
  readonly prices: Named;
  readonly benchmark: Named;
  readonly factor_returns: Named;
  readonly risk_free: number | Named;
  readonly required_return: number | Named;
  readonly period: string;
  readonly window: number;
  readonly starting_value: number;
  readonly convert_to: CalendarSpan;
  readonly expected: Cell | readonly Cell[];
}

const PERIODS: Readonly<Record<string, number>> = { daily: 252, weekly: 52, monthly: 12, yearly: 1 };
/** Tests of functions that are not part of the analytics, and why. */
const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  test_beta_fragility_heuristic: 'a heuristic that is not offered',
};

const file = hasRecordedData
  ? (JSON.parse(recordedText('risk/empyrical-cases.json')) as {
      series: Record<string, SeriesRecord>;
      cases: Record<string, readonly Case[]>;
    })
  : { series: {}, cases: {} };

const column = (cells: readonly Cell[]): Float64Array =>
  Float64Array.from(cells, (each) => (each === null ? Number.NaN : Number(each)));
const valuesOf = (named: Named): Float64Array =>
  column('values' in named ? named.values : (file.series[named.series]?.values ?? []));
const rateOf = (rate: number | Named): number | Float64Array => (typeof rate === 'number' ? rate : valuesOf(rate));

/** Both series by their last days: an inline series that is shorter starts later. */
function aligned(a: Float64Array, b: Float64Array): readonly [Float64Array, Float64Array] {
  const length = Math.min(a.length, b.length);
  return [a.subarray(a.length - length), b.subarray(b.length - length)];
}

function timesOf(named: Named): readonly number[] {
  const record = 'series' in named ? file.series[named.series] : undefined;
  if (record?.start === undefined || record.start === null) return [];
  const start = new Date(`${record.start}T00:00:00Z`);
  return record.values.map((_, i) =>
    record.freq === 'ME'
      ? Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i + 1, 0)
      : start.getTime() + i * 86_400_000 * (record.freq === 'D' ? 1 : 7),
  );
}

type Answer = readonly (number | null)[];
const one = (measure: Measure): Answer => [measure.value];
const market = (entry: Case, side: 'all' | 'up'): readonly [Measure, Measure] => {
  const { alpha, beta } = marketModel(...aligned(valuesOf(entry.returns), valuesOf(entry.benchmark)), {
    periods: 252,
    side,
  });
  return [alpha, beta];
};
const captured = (entry: Case, side: 'up' | 'down'): Answer =>
  one(capture(valuesOf(entry.returns), valuesOf(entry.factor_returns), side, 252));
const growthFrom = (start: number, of: Float64Array): readonly number[] =>
  [...wealth(of)].map((each) => (start === 0 ? each - 1 : each * start));

const ANSWERS: Readonly<Record<string, (entry: Case) => Answer>> = {
  test_aggregate_returns: (entry) => [
    ...aggregateReturns(valuesOf(entry.returns), timesOf(entry.returns), entry.convert_to),
  ],
  test_alpha: (entry) => one(market(entry, 'all')[0]),
  test_beta: (entry) => one(market(entry, 'all')[1]),
  test_alpha_beta: (entry) => market(entry, 'all').map((each) => each.value),
  test_up_alpha_beta: (entry) => market(entry, 'up').map((each) => each.value),
  test_annual_ret: (entry) => one(annualReturn(valuesOf(entry.returns), PERIODS[entry.period] ?? 0)),
  test_cagr: (entry) => one(annualReturn(valuesOf(entry.returns), PERIODS[entry.period] ?? 0)),
  test_annual_volatility: (entry) => one(volatility(valuesOf(entry.returns), PERIODS[entry.period] ?? 0)),
  test_cum_returns: (entry) => growthFrom(entry.starting_value, valuesOf(entry.returns)),
  test_cum_returns_final: (entry) => {
    const { value } = cumulativeReturn(valuesOf(entry.returns));
    return [value === null || entry.starting_value === 0 ? value : (1 + value) * entry.starting_value];
  },
  test_down_capture: (entry) => captured(entry, 'down'),
  test_up_capture: (entry) => captured(entry, 'up'),
  test_downside_risk: (entry) =>
    one(downsideRisk(valuesOf(entry.returns), rateOf(entry.required_return), PERIODS[entry.period] ?? 0)),
  test_max_drawdown: (entry) => one(maxDrawdown(valuesOf(entry.returns))),
  test_roll_sharpe_ratio: (entry) => rollingSharpe(valuesOf(entry.returns), entry.window, 0, 252),
  test_sharpe_ratio: (entry) => one(sharpeRatio(valuesOf(entry.returns), rateOf(entry.risk_free), 252)),
  test_simple_returns: (entry) => [...simpleReturns(valuesOf(entry.prices))],
};
const TOLERANCE: Readonly<Record<string, number>> = { test_cum_returns: 5e-5, test_cum_returns_final: 5e-5 };

/** Of every case: the expected values, NaN and infinity as null: the analytics give no figure there. */
const expectedOf = ({ expected }: Case): Answer =>
  (Array.isArray(expected) ? (expected as readonly Cell[]) : [expected as Cell]).map((each) =>
    Number.isFinite(Number(each)) && each !== null ? Number(each) : null,
  );

describe.skipIf(!hasRecordedData)('the reference cases of empyrical', () => {
  it('are 92 in 17 groups; 4 in one group are not applicable', () => {
    const groups = Object.entries(file.cases);
    const counted = groups.filter(([name]) => NOT_APPLICABLE[name] === undefined);
    expect(counted.map(([name]) => name).sort()).toEqual(Object.keys(ANSWERS).sort());
    expect(counted.reduce((sum, [, cases]) => sum + cases.length, 0)).toBe(92);
    expect(groups.length - counted.length).toBe(1);
  });

  it.each(Object.keys(ANSWERS))('%s', (name) => {
    for (const entry of file.cases[name] ?? []) {
      const got = ANSWERS[name]?.(entry) ?? [];
      const expected = expectedOf(entry);
      expect(got.length, JSON.stringify(entry).slice(0, 200)).toBe(expected.length);
      expected.forEach((value, i) => {
        const mine = got[i] ?? null;
        if (value === null || mine === null)
          expect(Number.isNaN(mine ?? Number.NaN), JSON.stringify(entry).slice(0, 200)).toBe(value === null);
        else
          expect(Math.abs(mine - value), `${name} ${i}: ${mine} for ${value}`).toBeLessThan(
            TOLERANCE[name] ?? 5e-8 * Math.max(1, Math.abs(value)),
          );
      });
    }
  });

  it('of value at risk', () => {
    const { cases } = JSON.parse(recordedText('risk/value-at-risk-small.json')) as {
      cases: readonly { returns: number[]; cutoff: number; expected: number }[];
    };
    expect(cases).toHaveLength(3);
    for (const { returns, cutoff, expected } of cases) {
      expect(valueAtRisk(Float64Array.from(returns), cutoff, 'historical').value).toBeCloseTo(expected, 12);
    }
  });
});

interface TradeCase {
  readonly profits_abs: readonly number[];
  readonly starting_balance: number;
  readonly choose?: string;
  readonly max_drawdown_abs: number;
  readonly max_drawdown_relative?: number;
  readonly high_index?: number;
  readonly low_index?: number;
}

describe.skipIf(!hasRecordedData)('the reference cases of freqtrade', () => {
  const { drawdown, expectancy } = hasRecordedData
    ? (JSON.parse(recordedText('risk/freqtrade-drawdown-expectancy.json')) as {
        drawdown: readonly TradeCase[];
        expectancy: readonly { profits_abs: number[]; expectancy: number; expectancy_ratio: number }[];
      })
    : { drawdown: [], expectancy: [] };

  it('of drawdown in money', () => {
    expect(drawdown).toHaveLength(4);
    for (const entry of drawdown) {
      let balance = entry.starting_balance;
      // The reference's first state is the one after the first trade.
      const balances = Float64Array.from(entry.profits_abs, (profit) => (balance += profit));
      const found = moneyDrawdown(balances, entry.choose === 'largest relative' ? 'share' : 'amount');
      expect(found?.amount).toBeCloseTo(entry.max_drawdown_abs, 6);
      if (entry.max_drawdown_relative !== undefined) expect(found?.share).toBeCloseTo(entry.max_drawdown_relative, 6);
      if (entry.high_index !== undefined)
        expect([found?.high, found?.low]).toEqual([entry.high_index, entry.low_index]);
    }
  });

  it('of expectancy', () => {
    expect(expectancy).toHaveLength(1);
    for (const entry of expectancy) {
      const figures = tradeFigures(Float64Array.from(entry.profits_abs));
      expect(figures.expectancy.value).toBeCloseTo(entry.expectancy, 8);
      expect(figures.expectancyRatio.value).toBeCloseTo(entry.expectancy_ratio, 8);
    }
  });

  it('of a drawdown agree between money and returns', () => {
    const balances = Float64Array.from([100, 110, 99, 121, 60.5]);
    const share = moneyDrawdown(balances, 'share')?.share ?? 0;
    const deepest = Math.min(...drawdowns(simpleReturns(balances)).map((each) => each.depth));
    expect(-deepest).toBeCloseTo(share, 12);
    expect(at(balances, 4)).toBe(60.5);
  });
});
