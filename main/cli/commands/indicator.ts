import { Argument, Command } from 'commander';
import type { IndicatorSpec } from '#core/indicators/indicator-spec.ts';
import { INDICATOR_NAMES, INDICATORS, isIndicatorName, type IndicatorName } from '#core/indicators/registry.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { runIndicator } from '../indicator/run-indicator.ts';
import { parseParams } from '../options.ts';
import { table } from '../terminal/table.ts';

const EXAMPLES = `
The output has the time column of the input, where there is one, and the indicator's own columns. Numbers are written in
the shortest form that reads back as the same double; a row whose look-back is not complete has an empty cell.

Examples:
  zmart indicator rsi --params period=14 --input BTC.csv.gz --column close
  zmart indicator atr --input BTC.csv --column high=h,low=l,close=c --output atr.csv
  gunzip -c BTC.csv.gz | zmart indicator macd --input - > macd.csv
  zmart indicator --list`;

interface Options {
  readonly list?: boolean;
  readonly params: Readonly<Record<string, number>>;
  readonly input?: string;
  readonly column?: string;
  readonly output?: string;
}

const usage = (message: string): CliError => new CliError(EXIT.usage, message);

/** Input of the indicator → column of the file, from `close` or `high=h,low=l`; what is not named keeps its own name. */
function columnsOf(spec: IndicatorSpec, option: string | undefined): ReadonlyMap<string, string> {
  const columns = new Map<string, string>(spec.inputs.map((input) => [input, input]));
  for (const part of (option ?? '').split(',').filter((item) => item.trim() !== '')) {
    const [name = '', value] = part.split('=', 2).map((item) => item.trim());
    const [only] = spec.inputs;
    if (value !== undefined && columns.has(name)) columns.set(name, value);
    else if (value === undefined && spec.inputs.length === 1 && only !== undefined) columns.set(only, name);
    else if (value !== undefined || !columns.has(name)) {
      throw usage(
        `${spec.name} reads ${spec.inputs.join(', ')}: name its columns as ${spec.inputs.map((n) => `${n}=NAME`).join(',')}.`,
      );
    }
  }
  return columns;
}

async function indicator(name: string | undefined, options: Options, context: CliContext): Promise<ExitCode> {
  if (options.list === true) {
    context.terminal.out(listText());
    return EXIT.ok;
  }
  if (name === undefined) throw usage('Name an indicator; --list shows them all.');
  if (!isIndicatorName(name)) throw usage(`There is no indicator "${name}". Known: ${INDICATOR_NAMES.join(', ')}.`);
  if (options.input === undefined) throw usage('--input names the CSV file to read, or - for the standard input.');
  const columns = columnsOf(INDICATORS[name], options.column);
  return runIndicator({ name, params: options.params, input: options.input, columns, output: options.output }, context);
}

function listText(): string {
  const rows = INDICATOR_NAMES.map((name: IndicatorName) => {
    const spec: IndicatorSpec = INDICATORS[name];
    const params = Object.entries(spec.params).map(([param, { default: usual }]) => `${param}=${String(usual)}`);
    return [name, spec.title, params.join(','), spec.inputs.join(','), spec.outputs.join(',')];
  });
  const titles = ['Name', 'Title', 'Parameters and their defaults', 'Reads', 'Gives'];
  return table(
    titles.map((title) => ({ title })),
    rows,
  );
}

/** `zmart indicator`: an indicator over a CSV file. */
export function indicatorCommand(context: CliContext, end: EndWith): Command {
  return new Command('indicator')
    .description('compute an indicator over a CSV file, in full precision')
    .addArgument(new Argument('[name]', 'the indicator; --list shows them all'))
    .option('--list', 'list the indicators with their parameters and columns')
    .option('--params <list>', 'parameters as name=number with commas between', parseParams, {})
    .option('--input <file>', 'CSV file with a header, read as gzip when it ends in .gz; - is the standard input')
    .option('--column <names>', 'column to read, or input=column with commas between')
    .option('--output <file>', 'file to write instead of the standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, options: Options) => {
      end(await indicator(name, options, context));
    });
}
