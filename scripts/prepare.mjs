// @ts-check
/**
 * Runs at the end of `npm ci`, so that the first `npm start` has nothing left to build. An install must not fail for
 * it: where the tools are missing or the build breaks it says so, and `npm start` and `npm test` build again.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = ['esbuild', 'vite'].filter((name) => !existsSync(join(root, 'node_modules', name)));
const major = Number(process.versions.node.split('.')[0]);

if (tools.length > 0) console.log(`Not built at install: ${tools.join(' and ')} left out of this install.`);
else if (major < 24) console.log(`Not built at install: this is Node ${process.versions.node}, the build needs 24.`);
else
  await import('./build.mjs')
    .then(({ buildParts }) => buildParts(['node', 'renderer']))
    .catch((/** @type {unknown} */ error) => {
      console.error(error instanceof Error ? error.message : error);
      console.error('The build failed; the install goes on. `npm run build` shows this again.');
    });
