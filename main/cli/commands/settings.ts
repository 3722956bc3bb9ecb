import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder, parseNumber } from '../options.ts';
import {
  runExport,
  runImport,
  runSet,
  runSettingsRollback,
  runShow,
  runVersions,
  runWhatIf,
  type SettingsChangeRequest,
  type SettingsRequest,
  type Values,
} from '../settings/run-settings.ts';

const EXAMPLES = `
Asks the running headless host; with the window open, use Settings, Scoring & portfolio. Numbers may carry a unit:
30s, 15m, 4h, 7d for times, 20% for shares; switches are on or off. A change holds for new decisions only.

Examples:
  zmart settings show
  zmart settings show ranking
  zmart settings what-if ranking risk=40%
  zmart settings set ranking risk=0.4 --reason "calmer symbols"
  zmart settings set sources breakoutEnabled=off --reason "false breaks all week"
  zmart settings versions
  zmart settings rollback 3 --section ranking --reason "as it was"
  zmart settings export --file settings.json
  zmart settings import settings.json --reason "from the other machine"`;

const PORT = 7_430;
const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  '%': 0.01,
};
const SWITCHES: Readonly<Record<string, boolean>> = { on: true, true: true, off: false, false: false };

interface Common {
  readonly port: number;
  readonly dataDir?: string;
  readonly json?: boolean;
}

interface Changing extends Common {
  readonly reason: string;
}

/** A number with its unit, or a switch; null for neither. */
export function parseSetting(text: string): number | boolean | null {
  if (Object.hasOwn(SWITCHES, text)) return SWITCHES[text] ?? null;
  const [, digits = '', unit = ''] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h|d|%)?$/.exec(text) ?? [];
  if (digits === '') return null;
  return Number((Number(digits) * (FACTORS[unit] ?? 1)).toPrecision(12));
}

/** `name=value`, gathered. */
function parseValue(text: string, before: Values | undefined): Values {
  const [, key = '', given = ''] = /^([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
  const value = parseSetting(given);
  if (key === '' || value === null)
    throw new InvalidArgumentError(
      'A setting is given as name=value, such as risk=0.4, holdMs=24h or trendEnabled=off.',
    );
  if (before !== undefined && Object.hasOwn(before, key)) throw new InvalidArgumentError(`${key} is set twice.`);
  return { ...before, [key]: value };
}

/** `zmart settings`: scoring, ranking, evaluation, portfolio, schedule and sources through the running host. */
export function settingsCommand(context: CliContext, end: EndWith): Command {
  const settings = new Command('settings')
    .description('weights, thresholds, caps, schedules and sources, by versions')
    .addHelpText('after', EXAMPLES);
  const asked = ({ port, dataDir, json = false }: Common): SettingsRequest => ({
    root: dataFolder(dataDir, context.env, context.platform),
    only: dataDir !== undefined,
    port,
    json,
  });
  const change = (options: Changing): SettingsChangeRequest => ({ ...asked(options), reason: options.reason });
  const command = (name: string, description: string): Command => {
    const made = new Command(name)
      .description(description)
      .option('--port <number>', 'port of the headless host', parseNumber(1, 65_535, 'whole'), PORT)
      .addOption(dataDirOption())
      .addOption(new Option('--json', 'print the answer as JSON'))
      .addHelpText('after', EXAMPLES);
    settings.addCommand(made);
    return made;
  };
  const changing = (name: string, description: string): Command =>
    command(name, description).addOption(new Option('--reason <text>', 'why; it is journaled').makeOptionMandatory());
  const section = (): Argument =>
    new Argument('<section>', 'scoring, ranking, evaluation, portfolio, schedule, sources');
  const values = (): Argument => new Argument('<name=value...>', 'what is set').argParser(parseValue);

  command('show', 'every setting with its default and range')
    .addArgument(new Argument('[section]', 'only this one'))
    .action(async (only: string | undefined, options: Common) =>
      end(await runShow(asked(options), only ?? null, context)),
    );
  command('versions', 'all versions, newest first').action(async (options: Common) =>
    end(await runVersions(asked(options), context)),
  );
  changing('set', 'set values of one section, all or none')
    .addArgument(section())
    .addArgument(values())
    .action(async (name: string, given: Values, options: Changing) =>
      end(await runSet(change(options), name, given, context)),
    );
  command('what-if', 'the ranking under other values; nothing is saved')
    .addArgument(new Argument('<section>', 'ranking, scoring or portfolio'))
    .addArgument(values())
    .action(async (name: string, given: Values, options: Common) =>
      end(await runWhatIf(asked(options), name, given, context)),
    );
  changing('rollback', 'take an earlier version again')
    .addArgument(new Argument('<version>', 'its number').argParser(parseNumber(0, Number.MAX_SAFE_INTEGER, 'whole')))
    .addOption(new Option('--section <name>', 'only this section'))
    .action(async (version: number, options: Changing & { readonly section?: string }) =>
      end(await runSettingsRollback(change(options), version, options.section ?? null, context)),
    );
  command('export', 'the settings in force as a file')
    .addOption(new Option('--file <path>', 'write it here'))
    .action(async (options: Common & { readonly file?: string }) =>
      end(await runExport(asked(options), options.file ?? null, context)),
    );
  changing('import', 'set what a file holds, all or none')
    .addArgument(new Argument('<file>', 'made by export'))
    .action(async (file: string, options: Changing) => end(await runImport(change(options), file, context)));
  return settings;
}
