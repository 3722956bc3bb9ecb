import { Command, InvalidArgumentError } from 'commander';
import type { CliContext, EndWith } from '../context.ts';
import { runSkill, type SkillOptions } from '../liquidation/run-skill.ts';

const EXAMPLES = `
The folder holds files named coin-timeframe-price-liquidation-funding-oi.csv.gz, itself or in its folder derivatives-aggregate.
The longest file of a coin is fitted on its first 60 % and measured on the rest; the others are measured with that fit.

Examples:
  zmart liquidation skill --data recorded
  zmart liquidation skill --data recorded --markdown`;

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" is not a whole number.`);
}

/** `zmart liquidation`: what the liquidation map is worth. */
export function liquidationCommand(context: CliContext, end: EndWith): Command {
  const command = new Command('liquidation').description('measure the liquidation map');
  command
    .command('skill')
    .description('measure how good the liquidation map is on recorded months, against chance')
    .requiredOption('--data <folder>', 'where the recorded files are')
    .option('--seed <number>', 'of the resampling', wholeNumber, 1)
    .option('--json', 'print everything measured as JSON')
    .option('--markdown', 'print tables for a page')
    .option('--measured', 'print what the program says beside its maps, as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SkillOptions) => {
      end(await runSkill(options, context));
    });
  return command;
}
