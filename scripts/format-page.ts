import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, type FormatConfig } from 'oxfmt';
import { ROOT } from './import-graph.ts';

const CONFIG = JSON.parse(readFileSync(join(ROOT, '.oxfmtrc.json'), 'utf8')) as FormatConfig;

/**
 * A generated page as the formatter would leave it, since the format check covers generated pages too.
 * @throws Error when the text cannot be read as what its path says it is.
 */
export async function formatPage(path: string, text: string): Promise<string> {
  const { code, errors } = await format(path, text, CONFIG);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  return code;
}
