import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from './import-graph.ts';

/** A generated page as Prettier would leave it, since the format check covers generated pages too. */
export async function formatPage(path: string, text: string): Promise<string> {
  const filepath = join(ROOT, path);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
