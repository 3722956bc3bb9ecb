import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { VENUE_IDS, type VenueId } from '#shared/domain/exchange-account.ts';
import { recordSession } from '#main/adapters/venues/recording/record-session.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

const EXAMPLES = `
Records every message of a venue's public market data, in both directions, with its time, to a compressed file. No login is
used, and no key or token is written. Ctrl+C ends the recording properly; what a cut file holds up to there stays readable.

Examples:
  zmart record --venue kucoin-futures --symbols XBTUSDTM,ETHUSDTM --for 10m --out session.zmart.gz
  zmart play session.zmart.gz`;

interface Options {
  readonly venue: VenueId;
  readonly symbols: readonly string[];
  readonly for?: number;
  readonly out: string;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function parseVenue(text: string): VenueId {
  const venue = VENUE_IDS.find((id) => id === text);
  if (venue !== undefined) return venue;
  throw new InvalidArgumentError(`"${text}" is not one of ${VENUE_IDS.join(', ')}.`);
}

/** `90s`, `10m`, `2h` in milliseconds. */
function parseSpan(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const span = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (span > 0) return span;
  throw new InvalidArgumentError(`"${text}" is not a span such as 90s, 10m or 2h.`);
}

function parseSymbols(text: string): readonly string[] {
  const symbols = text.split(',').map((symbol) => symbol.trim().toUpperCase());
  if (symbols.every((symbol) => /^[A-Z0-9]{4,32}$/.test(symbol))) return [...new Set(symbols)];
  throw new InvalidArgumentError(`"${text}" is not a list of contracts such as XBTUSDTM,ETHUSDTM.`);
}

async function record(options: Options, context: CliContext): Promise<ExitCode> {
  if (existsSync(options.out))
    throw new CliError(EXIT.usage, `${options.out} exists; a recording is never overwritten.`);
  const { terminal, version } = context;
  const log = {
    info: () => undefined,
    warn: (message: string) => terminal.err(`${message}\n`),
    error: (message: string) => terminal.err(`${message}\n`),
  };
  const parts = { venue: options.venue, clock: systemClock, scheduler: systemScheduler, log };
  const request = { path: options.out, symbols: options.symbols, program: version };
  const recording = await recordSession(parts, request);
  terminal.err(`Recording ${options.symbols.join(', ')} of ${options.venue}; Ctrl+C ends it.\n`);
  const failure = await context.interruptible((interrupted) => untilEnded(interrupted, recording.ended, options.for));
  const written = await recording.stop();
  if (failure !== null) throw failure;
  terminal.out(`${String(written.messages)} messages in ${options.out}\n`);
  return EXIT.ok;
}

/** Waits for Ctrl+C, the end of the span, or a failure, which it gives. */
function untilEnded(
  interrupted: AbortSignal,
  ended: Promise<Error>,
  spanMs: number | undefined,
): Promise<Error | null> {
  return new Promise((resolve) => {
    const timer = spanMs === undefined ? null : setTimeout(() => resolve(null), spanMs);
    const end = (failure: Error | null): void => {
      if (timer !== null) clearTimeout(timer);
      resolve(failure);
    };
    interrupted.addEventListener('abort', () => end(null), { once: true });
    void ended.then(end);
  });
}

/** `zmart record`: a venue's public messages to a file. */
export function recordCommand(context: CliContext, end: EndWith): Command {
  return new Command('record')
    .description("record a venue's market data messages to a file, to be played back later")
    .requiredOption('--venue <venue>', `one of ${VENUE_IDS.join(', ')}`, parseVenue)
    .requiredOption('--symbols <list>', 'contracts with commas between', parseSymbols)
    .requiredOption('--out <file>', 'the file to make')
    .option('--for <span>', 'how long: 90s, 10m, 2h (default: until Ctrl+C)', parseSpan)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      end(await record(options, context));
    });
}
