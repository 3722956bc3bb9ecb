import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { portfolioMetrics, METRIC_DEFAULTS } from '#core/portfolio/analytics/portfolio-metrics.ts';
import { WEIGHT_METHODS } from '#core/portfolio/optimise/optimise-weights.ts';
import { zmartHere } from '#tests/support/cli/memory-context.ts';
import { startZmart } from '#tests/support/cli/run-zmart.ts';
import { said } from '#tests/support/cli/said.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const NAMES = ['AAA', 'BBB', 'CCC', 'DDD'];
const DAYS = 120;

/** A fixed walk: every series its own rhythm, none a copy of another. */
const priceOf = (symbol: number, day: number): number =>
  100 * Math.exp(0.001 * (symbol + 1) * day + 0.02 * (symbol + 1) * Math.sin(day * (1.1 + symbol * 0.37) + symbol));
const dateOf = (day: number): string => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
const rows = Array.from({ length: DAYS }, (_, day) =>
  [dateOf(day), ...NAMES.map((_, i) => String(priceOf(i, day)))].join(','),
);
const csv = (lines: readonly string[], header = `date,${NAMES.join(',')}`): string =>
  `${[header, ...lines].join('\n')}\n`;

let folder: string;
let prices: string;

beforeEach(() => {
  folder = temporaryFolder();
  prices = join(folder, 'prices.csv');
  writeFileSync(prices, csv(rows));
});

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

interface Weights {
  readonly weights: Record<string, number>;
  readonly returns: number;
  readonly kktResidual: number | null;
  readonly riskContributions: Record<string, number> | null;
  readonly bounded: boolean;
  readonly volatility: number;
}

async function optimised(...args: readonly string[]): Promise<Weights> {
  const ended = await zmartHere('optimize', '--json', ...args);
  expect(ended).toMatchObject({ code: 0, err: '' });
  return JSON.parse(ended.out) as Weights;
}

describe('zmart metrics', () => {
  it('equals the core’s own figures, from plain and packed files', async () => {
    const column = Float64Array.from({ length: DAYS }, (_, day) => priceOf(1, day));
    const other = Float64Array.from({ length: DAYS }, (_, day) => priceOf(0, day));
    const expected = portfolioMetrics(column, METRIC_DEFAULTS, other).metrics;
    const packed = join(folder, 'prices.csv.gz');
    writeFileSync(packed, gzipSync(csv(rows)));
    for (const path of [prices, packed]) {
      const ended = await zmartHere('metrics', '--prices', path, '--column', 'bbb', '--benchmark', 'AAA', '--json');
      expect(ended).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(ended.out)).toMatchObject({
        column: 'BBB',
        returns: DAYS - 1,
        from: '2025-01-01',
        metrics: expected,
      });
    }
  });

  it('reads the standard input, says N/A with the reason and never NaN', async () => {
    const ended = await startZmart(['metrics', '--returns', '-'], 'date,r\n2025-01-01,0.01\n2025-01-02,\n').ended;
    expect(ended).toMatchObject({ code: 0, out: said('Cumulative return') });
    expect(ended.out).toMatch(/Cumulative return +1\.000 %/);
    expect(ended.out).toMatch(/Sharpe ratio +N\/A {2}There are too few returns\./);
    expect(ended.out).not.toMatch(/NaN|Infinity/);
  });

  it('dates the deepest drawdown', async () => {
    const path = file('equity.csv', 'date,equity\n2025-01-01,100\n2025-01-02,110\n2025-01-03,99\n2025-01-04,111\n');
    const { out } = await zmartHere('metrics', '--prices', path, '--json');
    expect(JSON.parse(out)).toMatchObject({
      deepest: { from: '2025-01-03', trough: '2025-01-03', recovered: '2025-01-04', periodsUnderWater: 2 },
    });
  });

  it('names every bad row with file, line and reason', async () => {
    const path = file('bad.csv', 'date,r\n2025-01-01,abc\n2025-01-02,-1.5\nsoon,0.1\n2025-01-01,0.1\n2025-01-05,1,2\n');
    const ended = await zmartHere('metrics', '--returns', path);
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.err.split('\n').slice(0, 6)).toEqual([
      `${path}:2: r "abc" is not a number.`,
      `${path}:3: r "-1.5" is a loss of more than everything; returns are fractions, 0.01 for one percent.`,
      `${path}:4: "soon" is not a date such as 2025-03-01.`,
      `${path}:5: 2025-01-01 does not come after the row before it.`,
      `${path}:6: The row has 3 values; the header names 2.`,
      'zmart: Nothing was computed: bad rows 5.',
    ]);
  });

  it('judges whether the best of all trials is more than luck', async () => {
    const lucky = rows.map(
      (row, day) => `${row.slice(0, 10)},${[1, 2, 3, 4].map((k) => String(0.01 * Math.sin(day * k * 1.7))).join(',')}`,
    );
    const luck = await zmartHere('metrics', '--returns', file('luck.csv', csv(lucky)), '--trials', '--json');
    expect(luck.code).toBe(1);
    expect(JSON.parse(luck.out)).toMatchObject({ passes: false, trials: 4 });
    const steady = lucky.map((row, day) => `${row},${String(0.01 + 0.005 * Math.sin(day * 2.9))}`);
    const skill = await zmartHere('metrics', '--returns', file('skill.csv', csv(steady, 'date,a,b,c,d,e')), '--trials');
    expect(skill).toMatchObject({ code: 0, out: said(/Best of the trials +e, of 5/) });
    expect(skill.out).toMatch(/Verdict +more than luck/);
    const flat = file(
      'flat.csv',
      csv(
        rows.map((row) => `${row.slice(0, 10)},0`),
        'date,a',
      ),
    );
    expect(await zmartHere('metrics', '--returns', flat, '--trials')).toMatchObject({ code: 3, err: said('Trial 1') });
  });

  it('refuses what it cannot read', async () => {
    const empty = file('empty.csv', '');
    const bare = file('bare.csv', '2025-01-01,0.01\n');
    expect(await zmartHere('metrics')).toMatchObject({ code: 2, err: said('Name one file') });
    expect(await zmartHere('metrics', '--prices', prices)).toMatchObject({ code: 2, err: said('--column: AAA, BBB') });
    expect(await zmartHere('metrics', '--prices', prices, '--column', 'X')).toMatchObject({
      code: 2,
      err: said('no column "X"'),
    });
    expect(await zmartHere('metrics', '--returns', empty)).toMatchObject({ code: 3, err: said('empty') });
    expect(await zmartHere('metrics', '--returns', bare)).toMatchObject({ code: 3, err: said('not a header') });
    expect(await zmartHere('metrics', '--returns', join(folder, 'none.csv'))).toMatchObject({
      code: 3,
      err: said('no such file'),
    });
  });
});

describe('zmart optimize', () => {
  it.each(WEIGHT_METHODS)('%s gives weights within the bounds that add up to one', async (method) => {
    const extra = method.startsWith('target') ? ['--target', '0.5'] : [];
    const scores = method === 'score' ? ['--scores', 'AAA=9,BBB=3,CCC=1,DDD=1'] : [];
    const { weights } = await optimised(
      '--prices',
      prices,
      '--method',
      method,
      '--floor',
      '0.05',
      '--cap',
      '0.6',
      ...extra,
      ...scores,
    );
    expect(Object.keys(weights)).toEqual(NAMES);
    const values = Object.values(weights);
    expect(values.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    for (const weight of values) {
      expect(weight).toBeGreaterThanOrEqual(0.05 - 1e-9);
      expect(weight).toBeLessThanOrEqual(0.6 + 1e-9);
    }
  });

  it('spreads risk evenly by erc, and has the least volatility by min-variance', async () => {
    const even = await optimised('--prices', prices, '--method', 'erc', '--covariance', 'sample');
    for (const share of Object.values(even.riskContributions ?? {})) expect(share).toBeCloseTo(0.25, 9);
    const least = await optimised('--prices', prices, '--method', 'min-variance', '--covariance', 'sample');
    expect(least.kktResidual).toBeLessThan(1e-9);
    expect(least.volatility).toBeLessThanOrEqual(even.volatility);
  });

  it('takes the most recent returns, chosen symbols and log returns', async () => {
    const result = await optimised(
      '--prices',
      prices,
      '--method',
      'hrp',
      '--window',
      '60',
      '--symbols',
      'CCC,AAA',
      '--returns',
      'log',
    );
    expect(result.returns).toBe(60);
    expect(Object.keys(result.weights)).toEqual(['CCC', 'AAA']);
  });

  it('prints a table, and says why there are no weights', async () => {
    const table = await zmartHere('optimize', '--prices', prices, '--method', 'inverse-volatility');
    expect(table).toMatchObject({ code: 0, out: said(/^AAA +[\d.]+ % +[\d.]+ %$/m) });
    const tight = await zmartHere('optimize', '--prices', prices, '--method', 'hrp', '--cap', '0.2');
    expect(tight).toMatchObject({ code: 1, out: '', err: said('raise the cap to 0.25') });
    const low = await zmartHere('optimize', '--prices', prices, '--method', 'target-volatility', '--target', '0.0001');
    expect(low).toMatchObject({ code: 1, err: said('the least is') });
    const short = await zmartHere('optimize', '--prices', prices, '--method', 'hrp', '--window', '5');
    expect(short).toMatchObject({ code: 1, err: said('AAA has 5 returns; 20 are needed') });
  });

  it('refuses bad rows and wrong words', async () => {
    const path = file('bad.csv', csv([...rows.slice(0, 30), '2026-01-01,1,2,0,4', '2026-01-02,1,,3,4']));
    const ended = await zmartHere('optimize', '--prices', path, '--method', 'hrp');
    expect(ended).toMatchObject({ code: 3, out: '', err: said(`${path}:32: CCC "0" is not a price above zero.`) });
    expect(await zmartHere('optimize', '--prices', prices, '--method', 'magic')).toMatchObject({ code: 2 });
    expect(await zmartHere('optimize', '--prices', prices, '--method', 'score')).toMatchObject({
      code: 2,
      err: said('AAA has no score'),
    });
    expect(await zmartHere('optimize', '--help')).toMatchObject({ code: 0, out: said('Exit codes:') });
  });
});
