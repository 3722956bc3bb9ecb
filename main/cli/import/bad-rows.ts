import { writeFileSync } from 'node:fs';
import type { BadRow } from '#core/market/candle-csv.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { grouped } from '../terminal/figures.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Bad rows that a screen still takes; a file of them takes all. */
const MOST_SHOWN = 1_000;

const lineOf = ({ file, line, reason }: BadRow): string => `${file}:${String(line)}: ${reason}\n`;

/** Shows bad rows on the error stream, a thousand at most, and writes all to a file when one is named. */
export function reportBadRows(rows: readonly BadRow[], terminal: Terminal, file: string | undefined): void {
  terminal.err(rows.slice(0, MOST_SHOWN).map(lineOf).join(''));
  const left = rows.length - MOST_SHOWN;
  if (left > 0) {
    const where = file === undefined ? '--bad-rows FILE writes all of them' : `all are in ${file}`;
    terminal.err(`… and ${grouped(left)} more bad rows; ${where}.\n`);
  }
  if (file === undefined) return;
  try {
    writeFileSync(file, rows.map(lineOf).join(''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(EXIT.badInput, `Nothing was imported, and the bad rows could not be written: ${reason}`);
  }
}
