import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { computeIndicator } from '#core/indicators/compute-indicator.ts';
import { INDICATOR_NAMES, INDICATORS } from '#core/indicators/registry.ts';
import { zmartHere } from '#tests/support/cli/memory-context.ts';
import { startZmart } from '#tests/support/cli/run-zmart.ts';
import { said } from '#tests/support/cli/said.ts';
import { SAMPLE_HEADER, sampleCsv, sampleRows } from '#tests/support/cli/sample-candles.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const rows = sampleRows(250, 3, 150);
const cells = rows.map((row) => row.split(',').map(Number));
const columns = Object.fromEntries(
  SAMPLE_HEADER.split(',').map((name, i) => [name, Float64Array.from(cells, (row) => row[i] ?? Number.NaN)]),
);

let folder: string;
let input: string;

beforeEach(() => {
  folder = temporaryFolder();
  input = join(folder, 'in.csv');
  writeFileSync(input, sampleCsv(rows));
});

/** The columns of a CSV text; an empty cell is NaN. */
function columnsOf(text: string): Record<string, number[]> {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const split = lines.map((line) => line.split(','));
  return Object.fromEntries(
    header.split(',').map((name, i) => [name, split.map((line) => (line[i] === '' ? Number.NaN : Number(line[i])))]),
  );
}

describe('zmart indicator', () => {
  it.each(INDICATOR_NAMES)('%s equals the core’s own values to the last digit', async (name) => {
    const ended = await zmartHere('indicator', name, '--input', input);
    expect(ended).toMatchObject({ code: 0, err: '' });
    const expected = computeIndicator(name, {}, columns);
    if (!expected.ok) throw new Error(expected.error.message);
    const printed = columnsOf(ended.out);
    expect(Object.keys(printed)).toEqual(['timestamp_ms', ...INDICATORS[name].outputs]);
    expect(printed['timestamp_ms']).toEqual([...(columns['timestamp_ms'] ?? [])]);
    for (const output of INDICATORS[name].outputs) expect(printed[output]).toEqual([...(expected.value[output] ?? [])]);
  });

  it('reads another column and the standard input, takes parameters and writes a file', async () => {
    const output = join(folder, 'out.csv');
    const text = sampleCsv(rows).replace('close', '"The Close"').replace('timestamp_ms', 'Date');
    const args = [
      'indicator',
      'sma',
      '--params',
      'period=3',
      '--column',
      'the close',
      '--input',
      '-',
      '--output',
      output,
    ];
    expect(await startZmart(args, text).ended).toMatchObject({ code: 0, out: '' });
    const printed = columnsOf(readFileSync(output, 'utf8'));
    const expected = computeIndicator('sma', { period: 3 }, columns);
    expect(printed['sma']).toEqual(expected.ok ? [...(expected.value['sma'] ?? [])] : []);
    expect(readFileSync(output, 'utf8').split('\n').slice(0, 3)).toEqual([
      'Date,sma',
      ...cells.slice(0, 2).map(([ts]) => `${String(ts)},`),
    ]);
    expect(existsSync(`${output}.new`)).toBe(false);
  });

  it('names bad rows and writes nothing', async () => {
    const broken = [...rows];
    broken[7] = (broken[7] ?? '').replace(/[^,]+,([^,]+)$/, 'abc,$1');
    broken[9] = '1,2';
    writeFileSync(input, sampleCsv(broken));
    const output = join(folder, 'out.csv');
    const ended = await zmartHere('indicator', 'rsi', '--input', input, '--output', output);
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.err).toContain(`${input}:9: close "abc" is not a number.`);
    expect(ended.err).toContain(`${input}:11: The row has 2 values; the header names 6.`);
    expect(existsSync(output)).toBe(false);
  });

  it('refuses what it does not know', async () => {
    const [name, param, value, column, none, list] = await Promise.all([
      zmartHere('indicator', 'nope', '--input', input),
      zmartHere('indicator', 'rsi', '--params', 'length=3', '--input', input),
      zmartHere('indicator', 'rsi', '--params', 'period=0', '--input', input),
      zmartHere('indicator', 'rsi', '--column', 'last', '--input', input),
      zmartHere('indicator', 'rsi'),
      zmartHere('indicator', '--list'),
    ]);
    expect(name).toMatchObject({ code: 2, err: said('Known: adx, atr') });
    expect(param).toMatchObject({ code: 2, err: said('Allowed: period') });
    expect(value.code).toBe(2);
    expect(column).toMatchObject({
      code: 3,
      err: said('has no column "last"; it has timestamp_ms, open'),
    });
    expect(none.code).toBe(2);
    expect(list).toMatchObject({ code: 0, out: said(/^macd .*fast=12/m) });
  });
});
