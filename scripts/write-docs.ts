/** Writes the generated pages: `npm run docs`. Prettier has the last word, so that the drift test compares like with like. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANUAL_PAGES } from './denials-page.ts';
import { DOC_PAGES } from './doc-pages.ts';
import { formatPage } from './format-page.ts';
import { ROOT } from './import-graph.ts';

for (const [path, page] of Object.entries({ ...DOC_PAGES, ...MANUAL_PAGES })) {
  writeFileSync(join(ROOT, path), await formatPage(path, await page()));
  console.log(`wrote ${path}`);
}
