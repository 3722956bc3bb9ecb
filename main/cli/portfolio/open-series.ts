import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { reportBadRows } from '../import/bad-rows.ts';
import { decoded } from '#main/adapters/system/packed-text.ts';
import { fileSize, fileText } from '../import/file-text.ts';
import { readSeries, type CellRule, type SeriesTable } from './series-table.ts';

/**
 * Reads series from a file, or from the standard input when it is `-`.
 * @throws CliError after every bad row was shown on the error stream.
 */
export async function openSeries(path: string, rule: CellRule, { terminal }: CliContext): Promise<SeriesTable> {
  const file = path === '-' ? 'standard input' : path;
  if (path !== '-') await fileSize(path);
  const text = path === '-' ? decoded(terminal.input) : fileText(path, () => undefined);
  const read = await readSeries(file, text, rule);
  if (read.ok) return read.value;
  reportBadRows(read.error, terminal, undefined);
  throw new CliError(EXIT.badInput, `Nothing was computed: bad rows ${read.error.length}.`);
}

/** A column by its name, without regard to case when no name is spelt so. @throws CliError naming those there are. */
export function columnNamed(table: SeriesTable, name: string): number {
  const exact = table.names.indexOf(name);
  const place = exact >= 0 ? exact : table.names.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  if (place >= 0) return place;
  throw new CliError(EXIT.usage, `There is no column "${name}"; the file has ${table.names.join(', ')}.`);
}
