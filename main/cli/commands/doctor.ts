import { Command } from 'commander';
import type { CliContext, EndWith } from '../context.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { dataDirOption, dataFolder } from '../options.ts';

const EXAMPLES = `
Looks at everything the workstation uses and changes nothing; what it writes to measure the disk it removes. Ends with 0
when all that the demo market needs is there: a window, a keychain and an exchange are not among that.

Examples:
  zmart doctor
  zmart doctor --json --data-dir /srv/zmart`;

interface Options {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `zmart doctor`: what is here, what is missing, and what to do about it. */
export function doctorCommand(context: CliContext, end: EndWith): Command {
  return new Command('doctor')
    .description('check runtime, database, disk, keychain, display, Electron, browser and exchange')
    .option('--json', 'print the findings as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ json = false, dataDir }: Options) => {
      end(await runDoctor({ json, dataFolder: dataFolder(dataDir, context.env, context.platform) }, context));
    });
}
