import { Command, Option } from 'commander';
import { MODES, type Mode } from '#shared/domain/signal.ts';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder, parseNumber } from '../options.ts';

const EXAMPLES = `
Examples:
  zmart serve                            the demo market, on the usual port
  zmart serve --port 0 --data-dir /tmp/z a free port and a folder of its own`;

const USUAL_PORT = 7_430;

interface Options {
  readonly port: number;
  readonly mode: Mode;
  readonly dataDir?: string;
}

/** `zmart serve`: the headless host, which serves the window to a browser on this machine. */
export function serveCommand(context: CliContext, end: EndWith): Command {
  return new Command('serve')
    .description('run the workstation without a window and serve its page on 127.0.0.1')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', parseNumber(0, 65_535, 'whole'), USUAL_PORT)
    .addOption(new Option('--mode <mode>', 'what to trade on').choices(MODES).default('demo'))
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ port, mode, dataDir }: Options) => {
      end(await context.serve({ port, mode, dataDir: dataFolder(dataDir, context.env, context.platform) }));
    });
}
