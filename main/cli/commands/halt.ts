import { Command } from 'commander';
import type { CliContext, EndWith } from '../context.ts';
import { runHalt } from '../halt/run-halt.ts';
import { dataDirOption, dataFolder, parseNumber } from '../options.ts';

const EXAMPLES = `
The kill switch from outside. A running headless host is told directly; where none answers a file named HALT is put into
the data folder: whoever trades there sees it within a quarter of a second, and a host that starts later stays halted.
Without --data-dir it halts every mode that has a data folder. Only a person who types the phrase trades again, in the
window or through the call risk.rearm; that also takes the file away.

Examples:
  zmart halt --reason "exchange misbehaves"
  zmart halt --flatten --reason "leaving the desk" --data-dir /srv/zmart/live`;

interface Options {
  readonly reason: string;
  readonly flatten?: boolean;
  readonly port: number;
  readonly dataDir?: string;
}

const PORT = 7_430;

/** `zmart halt`: stop trading now. */
export function haltCommand(context: CliContext, end: EndWith): Command {
  return new Command('halt')
    .description('stop all trading at once; the way out when the window does not answer')
    .requiredOption('--reason <text>', 'why; it is journaled')
    .option('--flatten', 'close every position too, reduce-only at market')
    .option('--port <number>', 'port of the headless host', parseNumber(1, 65_535, 'whole'), PORT)
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ reason, flatten = false, port, dataDir }: Options) => {
      const root = dataFolder(dataDir, context.env, context.platform);
      end(await runHalt({ root, only: dataDir !== undefined, reason, flatten, port }, context));
    });
}
