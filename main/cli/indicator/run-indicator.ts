import { renameSync, writeFileSync } from 'node:fs';
import { computeIndicator } from '#core/indicators/compute-indicator.ts';
import type { IndicatorSpec } from '#core/indicators/indicator-spec.ts';
import { INDICATORS, type IndicatorName } from '#core/indicators/registry.ts';
import type { BadRow } from '#core/market/candle-csv.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { reportBadRows } from '../import/bad-rows.ts';
import { decoded } from '#main/adapters/system/packed-text.ts';
import { fileSize, fileText } from '../import/file-text.ts';
import { csvCell } from '#shared/kernel/csv-line.ts';
import { readTable, type NumberTable } from './read-table.ts';

/** What to compute, from where to where. */
export interface IndicatorRequest {
  readonly name: IndicatorName;
  readonly params: Readonly<Record<string, number>>;
  /** A path, or `-` for the standard input. */
  readonly input: string;
  /** Input of the indicator → column of the file. */
  readonly columns: ReadonlyMap<string, string>;
  /** A path; the standard output when undefined. */
  readonly output: string | undefined;
}

/** CSV in, CSV out. Prints every bad row when there is any, and then writes nothing. */
export async function runIndicator(request: IndicatorRequest, context: CliContext): Promise<ExitCode> {
  const { terminal } = context;
  const read = await readInput(request, context);
  if (!read.ok) return refuse(read.error, context);
  const inputs = Object.fromEntries(read.value.columns);
  const result = computeIndicator(request.name, request.params, inputs);
  if (!result.ok) {
    const aboutParams = result.error.code === 'UNKNOWN_PARAMETER' || result.error.code === 'PARAMETER_OUT_OF_RANGE';
    throw new CliError(aboutParams ? EXIT.usage : EXIT.badInput, result.error.message);
  }
  const text = csvText(read.value, INDICATORS[request.name], result.value);
  if (request.output === undefined) terminal.out(text);
  else writeWhole(request.output, text);
  return EXIT.ok;
}

async function readInput({ input, columns }: IndicatorRequest, { terminal }: CliContext) {
  if (input === '-') return readTable('standard input', decoded(terminal.input), columns);
  await fileSize(input);
  return readTable(
    input,
    fileText(input, () => undefined),
    columns,
  );
}

function refuse(rows: readonly BadRow[], { terminal }: CliContext): ExitCode {
  reportBadRows(rows, terminal, undefined);
  terminal.err(`Nothing was computed: bad rows ${String(rows.length)}.\n`);
  return EXIT.badInput;
}

/** Numbers in the shortest form that reads back as the same double; nothing where the look-back is not complete. */
function csvText({ time }: NumberTable, { outputs }: IndicatorSpec, values: Record<string, Float64Array>): string {
  const columns = outputs.map((name) => values[name] ?? new Float64Array(0));
  const rows = columns[0]?.length ?? 0;
  const lines = [[...(time === null ? [] : [csvCell(time.name)]), ...outputs].join(',')];
  for (let row = 0; row < rows; row += 1) {
    const cells = columns.map((column) => numberText(column[row] ?? Number.NaN));
    lines.push(time === null ? cells.join(',') : `${csvCell(time.cells[row] ?? '')},${cells.join(',')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** `String` drops the sign of a negative zero. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Under another name first, so that a reader never sees half of it. */
function writeWhole(path: string, text: string): void {
  try {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(EXIT.failed, `${path} could not be written: ${reason}`, { cause: error });
  }
}
