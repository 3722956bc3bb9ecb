import { Command } from 'commander';
import { runRebuild } from '../audit/run-rebuild.ts';
import { runVerify } from '../audit/run-verify.ts';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder, parseRunId } from '../options.ts';

const EXAMPLES = `
Recomputes the hash chain over every record, folds the records and compares every row of every table with the fold. May
run beside a running workstation. The root hash stands for the whole journal: keep it elsewhere to prove later that
nothing was changed.

Examples:
  zmart audit verify
  zmart audit verify --replay run-20251121091500000
  zmart audit verify --json`;

const REBUILD_HELP = `
Needs the data folder for itself: end the workstation first. Changes nothing when a record is broken; then only a backup
helps.

Example:
  zmart audit rebuild`;

interface Options {
  readonly replay?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `zmart audit`: whether the journal is as it was written, and its tables made anew. */
export function auditCommand(context: CliContext, end: EndWith): Command {
  const verify = new Command('verify')
    .description('verify the journal’s hash chain and the tables made from it')
    .option('--replay <id>', 'the journal of this replay instead of the trading one', parseRunId)
    .option('--json', 'print the finding as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ replay, json = false, dataDir }: Options) => {
      const folder = dataFolder(dataDir, context.env, context.platform);
      end(await runVerify({ dataFolder: folder, replay: replay ?? null, json }, context));
    });
  const rebuild = new Command('rebuild')
    .description('write the tables anew from intact records, when verify names a row')
    .addOption(dataDirOption())
    .addHelpText('after', REBUILD_HELP)
    .action(({ dataDir }: Options) => {
      end(runRebuild(dataFolder(dataDir, context.env, context.platform), context));
    });
  return new Command('audit').description('prove what happened').addCommand(verify).addCommand(rebuild);
}
