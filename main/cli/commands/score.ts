import { Command } from 'commander';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder, parseMoment, parseSymbol, parseTimeframe } from '../options.ts';
import { runScore } from '../score/run-score.ts';

const EXAMPLES = `
The score is the one at the last candle that had closed by --at, computed from every stored candle before it. When the
timeframe itself is not stored it is built from the longest stored one that divides it.

Examples:
  zmart score --symbol BTC --timeframe 1h --at 2025-06-01
  zmart score --symbol XBTUSDTM --timeframe 15m --at 2025-06-01T14:15Z --json`;

interface Options {
  readonly symbol: ContractSymbol;
  readonly at: number;
  readonly timeframe: Timeframe;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `zmart score`: what all agents thought of a symbol at a moment, with the evidence. */
export function scoreCommand(context: CliContext, end: EndWith): Command {
  return new Command('score')
    .description('score a symbol at a moment from stored candles, with what each agent contributed')
    .requiredOption('--symbol <symbol>', 'contract (XBTUSDTM) or coin (BTC)', parseSymbol)
    .requiredOption('--at <when>', 'the moment: 2025-06-01 or 2025-06-01T14:15Z', parseMoment)
    .option('--timeframe <timeframe>', 'candles to judge by', parseTimeframe, '1h')
    .option('--json', 'print the score as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(({ symbol, at, timeframe, json = false, dataDir }: Options) => {
      const folder = dataFolder(dataDir, context.env, context.platform);
      end(runScore({ symbol, at, timeframe, json, dataFolder: folder }, context));
    });
}
