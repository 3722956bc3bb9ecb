import { Command, CommanderError } from 'commander';
import { StoreFailure } from '#core/ports/store.ts';
import { CliError } from './cli-error.ts';
import { accountsCommand } from './commands/accounts.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { doctorCommand } from './commands/doctor.ts';
import { haltCommand } from './commands/halt.ts';
import { importCommand } from './commands/import.ts';
import { indicatorCommand } from './commands/indicator.ts';
import { limitsCommand } from './commands/limits.ts';
import { liquidationCommand } from './commands/liquidation.ts';
import { liquidationPriceCommand } from './commands/liquidation-price.ts';
import { metricsCommand } from './commands/metrics.ts';
import { optimizeCommand } from './commands/optimize.ts';
import { modelCommand } from './commands/model.ts';
import { playCommand } from './commands/play.ts';
import { recordCommand } from './commands/record.ts';
import { replayCommand } from './commands/replay.ts';
import { sampleDataCommand } from './commands/sample-data.ts';
import { scoreCommand } from './commands/score.ts';
import { serveCommand } from './commands/serve.ts';
import { settingsCommand } from './commands/settings.ts';
import type { CliContext, EndWith } from './context.ts';
import { EXIT, exitCodesText } from './exit-codes.ts';

/** The program with all its commands, writing to the context's terminal and never ending the process itself. */
function buildProgram(context: CliContext, end: EndWith): Command {
  const program = new Command('zmart')
    .description('Zmart Workstation on the command line: serve, import, replay, score, audit and compute.')
    .version(context.version, '--version', 'print the version')
    .option('--debug', 'show where in the program an error came from')
    .addHelpCommand('help [command]', 'print the help of a command');
  program.addCommand(serveCommand(context, end));
  program.addCommand(doctorCommand(context, end));
  program.addCommand(haltCommand(context, end));
  program.addCommand(limitsCommand(context, end));
  program.addCommand(settingsCommand(context, end));
  program.addCommand(importCommand(context, end));
  program.addCommand(replayCommand(context, end));
  program.addCommand(sampleDataCommand(context, end));
  program.addCommand(recordCommand(context, end));
  program.addCommand(playCommand(context, end));
  program.addCommand(scoreCommand(context, end));
  program.addCommand(modelCommand(context, end));
  program.addCommand(auditCommand(context, end));
  program.addCommand(backupCommand(context, end));
  program.addCommand(accountsCommand(context, end));
  program.addCommand(indicatorCommand(context, end));
  program.addCommand(liquidationPriceCommand(context, end));
  program.addCommand(liquidationCommand(context, end));
  program.addCommand(metricsCommand(context, end));
  program.addCommand(optimizeCommand(context, end));
  for (const command of everyCommand(program)) settle(command, context);
  return program;
}

const everyCommand = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(everyCommand)];

function settle(command: Command, { terminal }: CliContext): void {
  command
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .configureHelp({ helpWidth: terminal.width, showGlobalOptions: true })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText('after', `\n${exitCodesText()}`);
}

/** Runs the command line `args` (without node and script) and gives the code to end with. Prints its own errors. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  let code: number = EXIT.ok;
  const program = buildProgram(context, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return tell(error, args.includes('--debug'), context);
  }
}

function tell(error: unknown, debug: boolean, { terminal }: CliContext): number {
  // Commander has already printed its own.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`zmart: ${message}\n`);
  if (debug && error instanceof Error) terminal.err(`${error.stack ?? ''}\n${causeOf(error)}`);
  if (error instanceof CliError) return error.exitCode;
  return error instanceof StoreFailure ? EXIT.dataFolder : EXIT.failed;
}

const causeOf = (error: Error): string =>
  error.cause instanceof Error ? `Caused by ${error.cause.stack ?? error.cause.message}\n` : '';
