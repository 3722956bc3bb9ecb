import { existsSync, readFileSync, statSync } from 'node:fs';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { HostCalls, type HostPlace } from '../host/call-host.ts';

/** Which file goes to which source of a running host. */
export interface SignalImport extends HostPlace {
  readonly file: string;
  readonly source: string;
}

interface Answer {
  readonly taken: readonly {
    readonly key: string;
    readonly symbol: string;
    readonly state: string;
    readonly sentence: string;
  }[];
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
}

const MOST_BYTES = 500_000;

/** Hands a CSV file of signals to the running host, which takes all of them or none. */
export async function runImportSignals(
  { file, source, ...place }: SignalImport,
  context: CliContext,
): Promise<ExitCode> {
  if (!existsSync(file)) throw new CliError(EXIT.usage, `There is no file ${file}.`);
  if (statSync(file).size > MOST_BYTES) {
    throw new CliError(EXIT.usage, `${file} is longer than ${String(MOST_BYTES)} bytes; split it.`);
  }
  const text = readFileSync(file, 'utf8');
  const { taken, bad } = (await new HostCalls(place, context).post('/symbol-mgmt/signals/import', {
    source,
    text,
  })) as Answer;
  const { terminal } = context;
  if (bad.length > 0) {
    for (const { line, reason } of bad) terminal.err(`${file}:${String(line)}: ${reason}\n`);
    terminal.err(`zmart: nothing was taken; ${String(bad.length)} lines are bad.\n`);
    return EXIT.failed;
  }
  for (const { key, symbol, state, sentence } of taken) terminal.out(`${key} ${symbol} ${state}: ${sentence}\n`);
  terminal.out(`${String(taken.length)} signals were taken for ${source}.\n`);
  return EXIT.ok;
}
