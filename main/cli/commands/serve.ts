import { Command, Option } from 'commander';
import { MODES, type Mode } from '#shared/domain/signal.ts';
import { VENUE_IDS } from '#shared/domain/exchange-account.ts';
import { folderOfMode } from '#main/adapters/system/data-folder.ts';
import { exchangeChoice, USUAL_EXCHANGE } from '#main/markets/exchange-options.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { dataDirOption, dataFolder, parseNumber } from '../options.ts';

const EXAMPLES = `
Examples:
  zmart serve                            the demo market, on the usual port
  zmart serve --port 0 --data-dir ~/z    a free port and a folder of its own
  zmart serve --mode paper               live prices of KuCoin Futures, simulated fills`;

const USUAL_PORT = 7_430;

interface Options {
  readonly port: number;
  readonly mode: Mode;
  readonly dataDir?: string;
  readonly venue: string;
  readonly endpoint?: string;
  readonly historyDays: string;
}

/** `zmart serve`: the headless host, which serves the window to a browser on this machine. */
export function serveCommand(context: CliContext, end: EndWith): Command {
  return new Command('serve')
    .description('run the workstation without a window and serve its page on 127.0.0.1')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', parseNumber(0, 65_535, 'whole'), USUAL_PORT)
    .addOption(new Option('--mode <mode>', 'what to trade on').choices(MODES).default('demo'))
    .addOption(
      new Option('--venue <name>', 'exchange of the modes paper and live')
        .choices(VENUE_IDS)
        .default(USUAL_EXCHANGE.venue),
    )
    .option('--endpoint <url>', 'a venue simulator on this machine instead of the exchange')
    .option(
      '--history-days <number>',
      'days of candles to warm the indicators with',
      String(USUAL_EXCHANGE.historyDays),
    )
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ port, mode, dataDir, ...words }: Options) => {
      const exchange = exchangeChoice(words);
      if (typeof exchange === 'string') throw new CliError(EXIT.usage, exchange);
      const folder = dataDir ?? folderOfMode(dataFolder(undefined, context.env, context.platform), mode);
      end(await context.serve({ port, mode, dataDir: folder, exchange }));
    });
}
