import { Command } from 'commander';
import { playSession, type PlaySummary } from '#main/adapters/venues/recording/play-session.ts';
import { UnreadableSession } from '#main/adapters/venues/recording/session-format.ts';
import { readSession } from '#main/adapters/venues/recording/session-reader.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

const EXAMPLES = `
Plays a recorded session through the adapters of its venue in virtual time, offline, and prints what they made of it. A
recording that was cut is played up to there, the cut is named, and the command ends with 3.

Examples:
  zmart play session.zmart.gz
  zmart play session.zmart.gz --json`;

interface Options {
  readonly json?: boolean;
}

async function play(file: string, { json = false }: Options, { terminal, stopwatch }: CliContext): Promise<ExitCode> {
  const started = stopwatch();
  const summary = await summaryOf(file);
  const tookMs = Math.round(stopwatch() - started);
  terminal.out(json ? `${JSON.stringify(summary)}\n` : `${textOf(summary).join('\n')}\n`);
  terminal.err(`Played in ${String(tookMs)} ms\n`);
  return summary.cut === null ? EXIT.ok : EXIT.badInput;
}

async function summaryOf(file: string): Promise<PlaySummary> {
  try {
    return await playSession(readSession(file));
  } catch (error) {
    if (error instanceof UnreadableSession) throw new CliError(EXIT.badInput, `${file}: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CliError(EXIT.usage, `There is no file ${file}.`);
    throw error;
  }
}

function textOf(summary: PlaySummary): readonly string[] {
  const { messages } = summary;
  const seconds = (summary.lengthMs / 1_000).toFixed(1);
  return [
    `${summary.venue}, ${new Date(summary.startedAt).toISOString()}, ${seconds} s, recorded by ${summary.program}`,
    `messages: ${String(messages.public)} public, ${String(messages.private)} private, ${String(messages.rest)} REST`,
    ...(summary.cut === null ? [] : [`cut: ${summary.cut}`]),
    ...(summary.unanswered > 0 ? [`requests without a recorded answer: ${String(summary.unanswered)}`] : []),
    ...(summary.undelivered > 0 ? [`messages of sockets nobody had open: ${String(summary.undelivered)}`] : []),
    ...Object.entries(summary.warnings).map(([warning, count]) => `warning, ${String(count)} times: ${warning}`),
    ...summary.states.map(({ at, status, reason }) =>
      `${new Date(at).toISOString()} feed ${status} ${reason}`.trimEnd(),
    ),
    ...summary.symbols.map(
      ({ symbol, tickers, candles, missingCandles, trades }) =>
        `${symbol}: ${String(tickers)} tickers, ${String(trades)} trades, ${String(candles)} candles, ${String(missingCandles)} missing`,
    ),
    ...summary.books.map(({ symbol, state, applied, gaps, snapshots, unreadable, reason }) =>
      `${symbol} book: ${state}, ${String(applied)} messages, ${String(snapshots)} snapshots, ${String(gaps)} gaps, ${String(unreadable)} unreadable ${reason}`.trimEnd(),
    ),
  ];
}

/** `zmart play`: a recorded session through today's adapters. */
export function playCommand(context: CliContext, end: EndWith): Command {
  return new Command('play')
    .description('play a recorded session through the adapters in virtual time, and report')
    .argument('<file>', 'the recording')
    .option('--json', 'print the summary as JSON and nothing else on the standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: Options) => {
      end(await play(file, options, context));
    });
}
