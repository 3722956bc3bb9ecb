import { describe, expect, it } from 'vitest';
import { calmarRatio, drawdowns, maxDrawdown, painIndex, sterlingRatio } from '#core/portfolio/analytics/drawdown.ts';
import type { Measure } from '#core/portfolio/analytics/measure.ts';
import { present, kurtosis } from '#core/portfolio/analytics/moments.ts';
import { activePremium, jensenAlpha, marketModel, trackingError } from '#core/portfolio/analytics/relative.ts';
import { annualReturn, cumulativeReturn, meanAnnualReturn } from '#core/portfolio/analytics/returns.ts';
import {
  autocorrelation,
  downsideRisk,
  sharpeRatio,
  omegaRatio,
  semiDeviation,
  sortinoRatio,
  upsideFrequency,
  volatility,
  type Rate,
} from '#core/portfolio/analytics/risk.ts';
import { conditionalValueAtRisk, valueAtRisk } from '#core/portfolio/analytics/value-at-risk.ts';
import { hasRecordedData, recordedText } from '../market/recorded-data.ts';

/** Printed with four decimals, the rest cut. */
const PRINTED = 1.0001e-4;

interface Table {
  readonly dates: readonly string[];
  readonly columns: readonly Float64Array[];
}

function tableOf(name: string): Table {
  if (!hasRecordedData) return { dates: [], columns: [] };
  const [header = '', ...lines] = recordedText(`risk/performance-analytics/${name}.csv`).trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  const width = header.split(',').length;
  return {
    dates: rows.map((row) => row[0] ?? ''),
    columns: Array.from({ length: width - 1 }, (_, i) =>
      Float64Array.from(rows, (row) => (['', 'NA'].includes(row[i + 1] ?? '') ? Number.NaN : Number(row[i + 1]))),
    ),
  };
}

const edhec = tableOf('edhec');
const managers = tableOf('managers');
const bacon = tableOf('portfolio_bacon');
const NONE = new Float64Array(0);
const column = (table: Table, place: number): Float64Array => table.columns[place - 1] ?? NONE;
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const all = (table: Table): readonly Float64Array[] => table.columns;
const ham = (to: number): readonly Float64Array[] => range(1, to).map((place) => column(managers, place));
const year1996 = (place: number): Float64Array =>
  column(managers, place).filter((_, i) => managers.dates[i]?.startsWith('1996') === true);

type Answer = readonly (number | null)[];
const each = (columns: readonly Float64Array[], figure: (returns: Float64Array) => Measure): Answer =>
  columns.map((returns) => figure(returns).value);
const complete =
  (figure: (returns: Float64Array) => Measure) =>
  (returns: Float64Array): Measure =>
    figure(present(returns));

const SP500 = 8;
const BILL = 10;
const beta = (own: number, other: number, riskless: Rate, side: 'all' | 'up' | 'down' = 'all'): number | null =>
  marketModel(column(managers, own), column(managers, other), { periods: 12, riskless, side }).beta.value;
/** All 1996 columns in which every month has a return; the reference prints NA or NaN for the others. */
const full1996 = range(1, 10)
  .map(year1996)
  .map((returns) => (returns.some(Number.isNaN) ? NONE : returns));
const annual = complete((returns) => annualReturn(returns, 12));
const var95 =
  (method: 'historical' | 'gaussian' | 'cornish-fisher', alpha = 0.05) =>
  (returns: Float64Array) =>
    valueAtRisk(returns, alpha, method);
const es95 = (method: 'historical' | 'cornish-fisher') => (returns: Float64Array) =>
  conditionalValueAtRisk(returns, 0.05, method);

/** Printed call → the row label its numbers stand behind, and our numbers. */
const ANSWERS: Readonly<Record<string, readonly [label: string, answer: () => Answer]>> = {
  'ActivePremium(managers[, "HAM1", drop = FALSE], managers[, "SP500 TR", drop = FALSE])': [
    '[1]',
    () => each(ham(1), (r) => activePremium(r, column(managers, SP500), 12)),
  ],
  'ActivePremium(managers[, 1, drop = FALSE], managers[, 8, drop = FALSE])': [
    '[1]',
    () => each(ham(1), (r) => activePremium(r, column(managers, SP500), 12)),
  ],
  'ActivePremium(managers[, 1:6], managers[, 8, drop = FALSE])': [
    'Active Premium: SP500 TR',
    () => each(ham(6), (r) => activePremium(r, column(managers, SP500), 12)),
  ],
  'ActivePremium(managers[, 1:6], managers[, 8:7, drop = FALSE])': [
    'Active Premium: EDHEC LS EQ',
    () => each(ham(6), (r) => activePremium(r, column(managers, 7), 12)),
  ],
  'print(BernardoLedoitRatio(portfolio_bacon[, 1]))': ['[1]', () => each([column(bacon, 1)], (r) => omegaRatio(r, 0))],
  'print(BernardoLedoitRatio(managers["1996", 1]))': ['[1]', () => each([year1996(1)], (r) => omegaRatio(r, 0))],
  'CalmarRatio(managers[, 1, drop = FALSE])': ['Calmar Ratio', () => each(ham(1), (r) => calmarRatio(r, 12))],
  'CalmarRatio(managers[, 1:6])': [
    'Calmar Ratio',
    () =>
      each(
        ham(6),
        complete((r) => calmarRatio(r, 12)),
      ),
  ],
  'SterlingRatio(managers[, 1, drop = FALSE])': [
    'Sterling Ratio (Excess = 10%)',
    () => each(ham(1), (r) => sterlingRatio(r, 12)),
  ],
  'SterlingRatio(managers[, 1:6])': [
    'Sterling Ratio (Excess = 10%)',
    () =>
      each(
        ham(6),
        complete((r) => sterlingRatio(r, 12)),
      ),
  ],
  'DownsideDeviation(portfolio_bacon[, 1], MAR)': [
    '[1,]',
    () => each([column(bacon, 1)], (r) => downsideRisk(r, 0.005, 1)),
  ],
  'apply(managers[, 1:6], 2, sd, na.rm = TRUE)': ['', () => each(ham(6), (r) => volatility(r, 1))],
  'DownsideDeviation(managers[, 1:6])': [
    'Downside Deviation (MAR = 0%)',
    () => each(ham(6), (r) => downsideRisk(r, 0, 1)),
  ],
  'DownsideDeviation(managers[, 1:6], MAR = 0.04/12)': [
    'Downside Deviation (MAR = 0%)',
    () => each(ham(6), (r) => downsideRisk(r, 0.04 / 12, 1)),
  ],
  'SemiDeviation(managers[, 1, drop = FALSE])': ['Semi-Deviation', () => each(ham(1), semiDeviation)],
  'SemiDeviation(managers[, 1:6])': ['Semi-Deviation', () => each(ham(6), semiDeviation)],
  'Omega(edhec)': ['Omega (L = 0%)', () => each(all(edhec), (r) => omegaRatio(r, 0))],
  'print(PainIndex(portfolio_bacon[, 1]))': ['Pain Index', () => each([column(bacon, 1)], painIndex)],
  'round(Return.annualized(managers[, 1, drop = FALSE]), 4)': ['Annualized Return', () => each(ham(1), annual)],
  'round(Return.annualized(managers[, 1:8]), 4)': ['Annualized Return', () => each(ham(8), annual)],
  'round(Return.annualized(managers[, 1:8], geometric = FALSE), 4)': [
    'Annualized Return',
    () => each(ham(8), (r) => meanAnnualReturn(r, 12)),
  ],
  'Return.cumulative(managers[, 1, drop = FALSE])': ['Cumulative Return', () => each(ham(1), cumulativeReturn)],
  'Return.cumulative(managers[, 1:8])': ['Cumulative Return', () => each(ham(8), cumulativeReturn)],
  'SharpeRatio.annualized(managers[, 1, drop = FALSE], Rf = 0.035/12)': [
    'Annualized Sharpe Ratio (Rf=3.5%, p=95%):',
    () => each(ham(1), (r) => sharpeRatio(r, 0.035 / 12, 12)),
  ],
  'SharpeRatio.annualized(managers[, 1, drop = FALSE], Rf = managers[, 10, drop = FALSE])': [
    'Annualized Sharpe Ratio (Rf=3.9%, p=95%):',
    () => each(ham(1), (r) => sharpeRatio(r, column(managers, BILL), 12)),
  ],
  'SharpeRatio.annualized(managers[, 1:6], Rf = 0.035/12)': [
    'Annualized Sharpe Ratio (Rf=3.5%, p=95%):',
    () => each(ham(6), (r) => sharpeRatio(r, 0.035 / 12, 12)),
  ],
  'SharpeRatio.annualized(managers[, 1:6], Rf = managers[, 10, drop = FALSE])': [
    'Annualized Sharpe Ratio (Rf=3.9%, p=95%):',
    () => each(ham(6), (r) => sharpeRatio(r, column(managers, BILL), 12)),
  ],
  'SharpeRatio.annualized(managers[, 1:6], Rf = managers[, 10, drop = FALSE], geometric = FALSE)': [
    'Annualized Sharpe Ratio (Rf=3.9%, p=95%):',
    () => each(ham(6), (r) => sharpeRatio(r, column(managers, BILL), 12)),
  ],
  'round(SortinoRatio(managers[, 1]), 4)': [
    'Sortino Ratio (MAR = 0%)',
    () => each(ham(1), (r) => sortinoRatio(r, 0, 1)),
  ],
  'round(SortinoRatio(managers[, 1:8]), 4)': [
    'Sortino Ratio (MAR = 0%)',
    () => each(ham(8), (r) => sortinoRatio(r, 0, 1)),
  ],
  'StdDev(edhec)': ['StdDev', () => each(all(edhec), (r) => volatility(r, 1))],
  'StdDev(edhec, portfolio_method = "single")': ['StdDev', () => each(all(edhec), (r) => volatility(r, 1))],
  'sd.annualized(edhec)': ['Annualized Standard Deviation', () => each(all(edhec), (r) => volatility(r, 12))],
  'sd.annualized(edhec[, 6, drop = FALSE])': [
    'Annualized Standard Deviation',
    () => each([column(edhec, 6)], (r) => volatility(r, 12)),
  ],
  'sd.multiperiod(edhec[, 6, drop = FALSE], scale = 3)': [
    'Annualized Standard Deviation',
    () => each([column(edhec, 6)], (r) => volatility(r, 3)),
  ],
  'TrackingError(managers[, 1, drop = FALSE], managers[, 8, drop = FALSE])': [
    '[1]',
    () => each(ham(1), (r) => trackingError(r, column(managers, SP500), 12)),
  ],
  'TrackingError(managers[, 1:6], managers[, 8, drop = FALSE])': [
    'Tracking Error: SP500 TR',
    () => each(ham(6), (r) => trackingError(r, column(managers, SP500), 12)),
  ],
  'TrackingError(managers[, 1:6], managers[, 8:7, drop = FALSE])': [
    'Tracking Error: EDHEC LS EQ',
    () => each(ham(6), (r) => trackingError(r, column(managers, 7), 12)),
  ],
  'print(UpsideFrequency(portfolio_bacon[, 1], MAR))': [
    '[1]',
    () => each([column(bacon, 1)], (r) => upsideFrequency(r, 0.005)),
  ],
  'print(UpsideFrequency(managers["1996"]))': [
    'Upside Frequency (MAR = 0%)',
    () =>
      each(
        full1996.map((r, i) => (i === 1 ? year1996(2) : r)),
        (r) => upsideFrequency(r, 0),
      ),
  ],
  'print(UpsideFrequency(managers["1996", 1]))': ['[1]', () => each([year1996(1)], (r) => upsideFrequency(r, 0))],
  'VaR(edhec, p = 0.95, method = "historical")': ['VaR', () => each(all(edhec), var95('historical'))],
  'VaR(edhec, p = 0.95, method = "gaussian")': ['VaR', () => each(all(edhec), var95('gaussian'))],
  'VaR(edhec, p = 0.95, method = "modified")': ['VaR', () => each(all(edhec), var95('cornish-fisher'))],
  'VaR(edhec, p = 0.99)': ['VaR', () => each(all(edhec), var95('cornish-fisher', 0.01))],
  'VaR(edhec, p = 0.01)': ['VaR', () => each(all(edhec), var95('cornish-fisher', 0.01))],
  't(round(maxDrawdown(edhec[, "Funds of Funds"]), 4))': ['[1,]', () => [-(maxDrawdown(column(edhec, 13)).value ?? 0)]],
  'SFM.beta(managers[, "HAM1"], managers[, "SP500 TR"], Rf = managers[, "US 3m TR"])': [
    '[1]',
    () => [beta(1, SP500, column(managers, BILL))],
  ],
  'SFM.beta(managers[, 1:3], managers[, 8:10], Rf = 0.035/12)': [
    'HAM2',
    () => [8, 9, 10].map((other) => beta(2, other, 0.035 / 12)),
  ],
  'SFM.beta(managers[, 1], managers[, 8:10], Rf = 0.035/12, benchmarkCols = FALSE)': [
    'Beta : SP500 TR',
    () => [beta(1, 8, 0.035 / 12)],
  ],
  'SFM.beta.bull(managers[, "HAM2"], managers[, "SP500 TR"], Rf = managers[, "US 3m TR"])': [
    '[1]',
    () => [beta(2, SP500, column(managers, BILL), 'up')],
  ],
  'SFM.beta.bear(managers[, "HAM2"], managers[, "SP500 TR"], Rf = managers[, "US 3m TR"])': [
    '[1]',
    () => [beta(2, SP500, column(managers, BILL), 'down')],
  ],
  'print(SFM.jensenAlpha(portfolio_bacon[, 1], portfolio_bacon[, 2]))': [
    '[1]',
    () => [jensenAlpha(column(bacon, 1), column(bacon, 2), 12).value],
  ],
  'print(SFM.jensenAlpha(managers["1996", 1], managers["1996", 8]))': [
    '[1]',
    () => [jensenAlpha(year1996(1), year1996(8), 12).value],
  ],
};
const BETA_TOLERANCE: Readonly<Record<string, number>> = {
  'SFM.beta(managers[, 1:3], managers[, 8:10], Rf = 0.035/12)': 1e-3,
  'SFM.beta(managers[, 1], managers[, 8:10], Rf = 0.035/12, benchmarkCols = FALSE)': 1e-3,
};

/** Calls with a table of several rows: the label of each row → our numbers. */
const TABLES: Readonly<Record<string, Readonly<Record<string, () => Answer>>>> = {
  't(round(maxDrawdown(managers), 4))': Object.fromEntries(
    ['HAM1', 'HAM2', 'HAM3', 'HAM4', 'HAM5', 'HAM6', 'EDHEC LS EQ', 'SP500 TR', 'US 10Y TR', 'US 3m TR'].map(
      (name, i) => [name, () => [-(maxDrawdown(column(managers, i + 1)).value ?? Number.NaN)]],
    ),
  ),
  'table.DownsideRisk(edhec, Rf = 0.04/12, MAR = 0.05/12, p = 0.95)': {
    'Semi Deviation': () => each(all(edhec), semiDeviation),
    'Downside Deviation (MAR=5%)': () => each(all(edhec), (r) => downsideRisk(r, 0.05 / 12, 1)),
    'Downside Deviation (Rf=4%)': () => each(all(edhec), (r) => downsideRisk(r, 0.04 / 12, 1)),
    'Downside Deviation (0%)': () => each(all(edhec), (r) => downsideRisk(r, 0, 1)),
    'Maximum Drawdown': () => each(all(edhec), maxDrawdown).map((value) => -(value ?? Number.NaN)),
    'Historical VaR (95%)': () => each(all(edhec), var95('historical')),
    'Historical ES (95%)': () => each(all(edhec), es95('historical')),
    'Modified VaR (95%)': () => each(all(edhec), var95('cornish-fisher')),
    'Modified ES (95%)': () => each(all(edhec), es95('cornish-fisher')),
  },
  't(table.Autocorrelation(managers))': Object.fromEntries(
    ['HAM1', 'HAM2', 'HAM3', 'HAM4', 'HAM5', 'HAM6', 'EDHEC LS EQ', 'SP500 TR', 'US 10Y TR', 'US 3m TR'].map(
      (name, i) => [name, () => range(1, 6).map((lag) => autocorrelation(column(managers, i + 1), lag).value)],
    ),
  ),
};

/** Calls that are not compared, and why; the start of the call tells them. */
const NOT_APPLICABLE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /AdjustedSharpe|Burke|Kappa|Kelly|MeanAbsolute|OmegaSharpe|SkewnessKurtosis|VolatilitySkewness|TimingRatio/,
    'a figure that is not offered',
  ],
  [/DownsidePotential|SemiVariance/, 'a figure that is not offered'],
  [
    /BernardoLedoitRatio\(managers\["1996"\]\)|jensenAlpha\(managers\["1996", 1:5\]/,
    'the table mixes in years with missing months',
  ],
  [/Omega\(edhec\[, 13\], method = "interp"/, 'a whole curve over interpolated thresholds'],
  [/PainIndex\(100 \* managers/, 'returns above 100 %, which no portfolio has'],
  [/Return\.cumulative\(.*geometric = FALSE/, 'a sum of returns instead of compounding'],
  [/R\.IBM/, 'its prices are not part of the data'],
  [/clean = "boudt"/, 'outliers cleaned before'],
  [/RobStatTM|chart\.|title\(|result = /, 'a plot or another package'],
  [/findDrawdowns|table\.Drawdowns/, 'compared in a test of its own below'],
];

type Snapshots = Readonly<Record<string, readonly { readonly call: string; readonly output: readonly string[] }[]>>;
const snapshots: Snapshots = hasRecordedData
  ? (JSON.parse(recordedText('risk/performance-analytics/snapshots.json')) as { functions: Snapshots }).functions
  : {};
const calls = Object.values(snapshots)
  .flat()
  .map(({ call, output }) => ({ call: call.replaceAll(/\s+/g, ' '), output }));

const printed = (text: string): number | null => (/^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/.test(text) ? Number(text) : null);
/** Numbers that stand behind a label, over all lines of the output. */
const numbersBehind = (output: readonly string[], label: string): Answer =>
  output
    .filter((line) => line.startsWith(label) && !line.startsWith('pdf'))
    .flatMap((line) => line.slice(label.length).trim().split(/\s+/).map(printed));

function compare(call: string, got: Answer, expected: Answer, tolerance: number): void {
  const wanted = expected.slice(0, got.length);
  expect(wanted.length, call).toBe(got.length);
  wanted.forEach((value, i) => {
    const mine = got[i] ?? null;
    if (value === null) expect(mine, `${call} ${String(i)}`).toBeNull();
    else
      expect(Math.abs((mine ?? Number.NaN) - value), `${call} ${i}: ${String(mine)} for ${value}`).toBeLessThan(
        tolerance,
      );
  });
}

describe.skipIf(!hasRecordedData)('the printed results of PerformanceAnalytics', () => {
  it('are all compared or known not to apply', () => {
    const count = { compared: 0, tables: 0, apart: 0 };
    const unknown: string[] = [];
    for (const { call } of calls) {
      if (ANSWERS[call] !== undefined) count.compared += 1;
      else if (TABLES[call] !== undefined) count.tables += 1;
      else if (NOT_APPLICABLE.some(([pattern]) => pattern.test(call))) count.apart += 1;
      else unknown.push(call);
    }
    expect(unknown).toEqual([]);
    expect(count).toEqual({ compared: 54, tables: 3, apart: 51 });
  });

  it.each(Object.keys(ANSWERS))('%s', (call) => {
    const output = calls.find((entry) => entry.call === call)?.output ?? [];
    const [label, answer] = ANSWERS[call] ?? ['', () => []];
    const numbers = label === '' ? numbersBehind(output.slice(1), '') : numbersBehind(output, label);
    compare(call, answer(), numbers, BETA_TOLERANCE[call] ?? PRINTED);
  });

  it.each(Object.keys(TABLES))('%s', (call) => {
    const output = calls.find((entry) => entry.call === call)?.output ?? [];
    for (const [label, answer] of Object.entries(TABLES[call] ?? {})) {
      compare(`${call}: ${label}`, answer(), numbersBehind(output, label), PRINTED);
    }
  });

  it.each([
    ['edhec[, 1', column(edhec, 1), edhec.dates],
    ['edhec[, 12', column(edhec, 12), edhec.dates],
    ['managers[, 8', column(managers, 8), managers.dates],
  ])('table.Drawdowns(%s)', (table, returns, dates) => {
    const output = calls.find(({ call }) => call.startsWith(`table.Drawdowns(${table}`))?.output ?? [];
    const deepest = [...drawdowns(returns)].sort((a, b) => a.depth - b.depth);
    output.slice(1).forEach((line, i) => {
      const [, from, trough, to, depth, length, toTrough, recovery] = line.trim().split(/\s+/);
      const mine = deepest[i];
      if (mine === undefined) throw new Error('A drawdown is missing.');
      expect([dates[mine.from], dates[mine.trough]]).toEqual([from, trough]);
      expect(Math.abs(mine.depth - Number(depth))).toBeLessThan(PRINTED);
      expect(mine.trough - mine.from + 1).toBe(Number(toTrough));
      if (mine.recovered === null) expect(to).toBe('<NA>');
      else
        expect([dates[mine.recovered], mine.length, mine.recovered - mine.trough]).toEqual([
          to,
          Number(length),
          Number(recovery),
        ]);
    });
  });

  it('of the VaR baseline; one call over a portfolio of three does not apply', () => {
    const { cases } = JSON.parse(recordedText('risk/performance-analytics/var-baseline.json')) as {
      cases: readonly { call: string; expected: number }[];
    };
    expect(cases).toHaveLength(4);
    const first = column(edhec, 1).subarray(0, 100);
    const mine = [var95('gaussian')(first), var95('cornish-fisher')(first), var95('historical')(first)];
    mine.forEach((measure, i) => expect(measure.value).toBeCloseTo(cases[i]?.expected ?? Number.NaN, 6));
  });

  it('of the book of Bacon: 7 of 24, the others being figures that are not offered', () => {
    const { cases } = JSON.parse(recordedText('risk/performance-analytics/bacon-book-values.json')) as {
      cases: readonly { call: string; expected: string }[];
    };
    const [portfolio, ham1] = [column(bacon, 1), year1996(1)];
    const answers: Readonly<Record<string, number | null>> = {
      'BernardoLedoitRatio(portfolio_bacon[,1])': omegaRatio(portfolio, 0).value,
      "BernardoLedoitRatio(managers['1996',1])": omegaRatio(ham1, 0).value,
      'DownsideDeviation(portfolio_bacon[,1], MAR)': downsideRisk(portfolio, 0.005, 1).value,
      'PainIndex(portfolio_bacon[, 1])': painIndex(portfolio).value,
      "UpsideFrequency(managers['1996',1])": upsideFrequency(ham1, 0).value,
      'UpsideFrequency(portfolio_bacon[,1], MAR)': upsideFrequency(portfolio, 0.005).value,
      'kurtosis(portfolio_bacon[, 1], method = "sample")': sampleKurtosis(portfolio),
    };
    expect(cases.filter(({ call }) => answers[call] !== undefined)).toHaveLength(7);
    for (const { call, expected } of cases) {
      const mine = answers[call];
      if (mine === undefined || mine === null) continue;
      const decimals = expected.split('.')[1]?.length ?? 0;
      expect(Math.abs(mine - Number(expected)), `${call}: ${mine}`).toBeLessThan(1.0001 * 10 ** -decimals);
    }
    expect(cases).toHaveLength(24);
  });
});

/** The book's sample kurtosis: Σ((r − mean)/s)⁴ · n(n + 1)/((n − 1)(n − 2)(n − 3)), s with n − 1. */
function sampleKurtosis(returns: Float64Array): number {
  const n = returns.length;
  const scale = (n - 1) / n;
  return (kurtosis(returns) * n * scale ** 2 * n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3));
}
