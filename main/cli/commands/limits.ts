import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext, EndWith } from '../context.ts';
import type { ChangeRequest, LimitsRequest } from '../limits/run-limits.ts';
import {
  runApprove,
  runChangeLimits,
  runEnable,
  runHistory,
  runListLimits,
  runRollback,
} from '../limits/run-limits.ts';
import { dataDirOption, dataFolder, parseNumber } from '../options.ts';

const EXAMPLES = `
Asks the running headless host; with the window open, use its Limits screen. Values are whole numbers in the unit of the
limit, as the list shows them: parts per million, milliseconds, bytes, 1e-8 USDT. Tightening is free. What is looser than the
default asks for a text that the refusal names, and nothing goes beyond its hard cap.

Examples:
  zmart limits list
  zmart limits history
  zmart limits change leverage=2 maxOpenOrders=10 --reason "smaller for the holidays"
  zmart limits rollback 3 --reason "back to normal"
  zmart limits approve --reason "updated to 0.2"
  zmart limits enable trend XBTUSDTM --reason "looked at its trades"`;

const PORT = 7_430;

interface Common {
  readonly port: number;
  readonly dataDir?: string;
  readonly json?: boolean;
}

interface Changing extends Common {
  readonly reason: string;
  readonly confirm?: string;
}

type Values = Readonly<Record<string, number>>;

/** `name=number`, gathered. */
function parseValue(text: string, before: Values | undefined): Values {
  const [, key = '', value = ''] = /^([A-Za-z]\w*)=(-?\d+)$/.exec(text) ?? [];
  if (key === '' || !Number.isSafeInteger(Number(value)))
    throw new InvalidArgumentError('A limit is set as name=number, such as leverage=2.');
  if (before !== undefined && Object.hasOwn(before, key)) throw new InvalidArgumentError(`${key} is set twice.`);
  return { ...before, [key]: Number(value) };
}

/** `zmart limits`: the limits of the gate through the running host. */
export function limitsCommand(context: CliContext, end: EndWith): Command {
  const limits = new Command('limits').description('the limits of the risk gate').addHelpText('after', EXAMPLES);
  const asked = ({ port, dataDir, json = false }: Common): LimitsRequest => ({
    root: dataFolder(dataDir, context.env, context.platform),
    only: dataDir !== undefined,
    port,
    json,
  });
  const change = (options: Changing): ChangeRequest => ({
    ...asked(options),
    reason: options.reason,
    confirmation: options.confirm ?? null,
  });
  const command = (name: string, description: string): Command => {
    const made = new Command(name)
      .description(description)
      .option('--port <number>', 'port of the headless host', parseNumber(1, 65_535, 'whole'), PORT)
      .addOption(dataDirOption())
      .addHelpText('after', EXAMPLES);
    limits.addCommand(made);
    return made;
  };
  const json = (): Option => new Option('--json', 'print the answer as JSON');
  const reason = (): Option => new Option('--reason <text>', 'why; it is journaled').makeOptionMandatory();
  const confirm = (): Option => new Option('--confirm <text>', 'the text that the refusal asks for');

  command('list', 'every limit with its default, and what is not approved or disabled')
    .addOption(json())
    .action(async (options: Common) => end(await runListLimits(asked(options), context)));
  command('history', 'all versions of the limits, newest first')
    .addOption(json())
    .action(async (options: Common) => end(await runHistory(asked(options), context)));
  command('change', 'set limits, all or none')
    .addArgument(new Argument('<name=number...>', 'what is set').argParser(parseValue))
    .addOption(reason())
    .addOption(confirm())
    .addOption(json())
    .action(async (values: Values, options: Changing) => end(await runChangeLimits(change(options), values, context)));
  command('rollback', 'take an earlier version again')
    .addArgument(new Argument('<version>', 'its number').argParser(parseNumber(0, Number.MAX_SAFE_INTEGER, 'whole')))
    .addOption(reason())
    .addOption(confirm())
    .addOption(json())
    .action(async (version: number, options: Changing) => end(await runRollback(change(options), version, context)));
  command('approve', 'approve the rules and the program that run')
    .addOption(reason())
    .addOption(confirm())
    .action(async (options: Changing) => end(await runApprove(change(options), context)));
  command('enable', 'let a disabled strategy trade a symbol again')
    .addArgument(new Argument('<strategy>', 'its name'))
    .addArgument(new Argument('<symbol>', 'the contract, such as XBTUSDTM'))
    .addOption(reason())
    .action(async (strategy: string, symbol: string, options: Changing) =>
      end(await runEnable(change(options), strategy, symbol, context)),
    );
  return limits;
}
