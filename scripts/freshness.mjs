// @ts-check
/** Tells whether `dist/` is older than its sources, from a stamp of their sizes and times; builds what is not fresh. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {'node' | 'renderer'} Part */

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each part is made of; `outputs` must exist for the part to be fresh. */
export const PARTS = /** @type {const} */ ({
  node: {
    inputs: [
      'main',
      'preload',
      'shared',
      'scripts/build.mjs',
      'scripts/connectors.mjs',
      'scripts/require-node.mjs',
      'scripts/taken-in.mjs',
      'package-lock.json',
    ],
  },
  renderer: { inputs: ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'] },
});

/** @type {readonly Part[]} */
export const ALL_PARTS = ['node', 'renderer'];

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @param {Part} part */
export function inputsHash(part) {
  const hash = createHash('sha256');
  for (const input of PARTS[part].inputs) {
    for (const file of filesBelow(join(ROOT, input))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${relative(ROOT, file)}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** @param {Part} part */
const stampFile = (part) => join(ROOT, 'dist', `.stamp-${part}`);

/** @param {Part} part @param {string} hash the hash taken before the build began */
export function writeStamp(part, hash) {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stampFile(part), hash);
}

/** @param {Part} part */
export function isFresh(part) {
  const file = stampFile(part);
  return existsSync(file) && readFileSync(file, 'utf8') === inputsHash(part);
}

/** Whether esbuild and vite are installed: they are not where development dependencies were left out. */
export function hasBuildTools() {
  return ['esbuild', 'vite'].every((name) => existsSync(join(ROOT, 'node_modules', name, 'package.json')));
}

/** @param {readonly Part[]} stale @param {boolean} quiet */
function build(stale, quiet) {
  const reason = stale.every((part) => existsSync(stampFile(part))) ? 'is older than the sources' : 'is not there yet';
  console.error(`dist/ ${reason}: building ${stale.join(' and ')}`);
  const child = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), ...stale], {
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
  });
  if (child.status !== 0) throw new Error('The build failed, so there is nothing fresh to start; see the lines above.');
}

/**
 * Builds the parts that are missing or older than their sources, and says so on the error stream.
 * @param {{ parts?: readonly Part[], quiet?: boolean }} [options]
 */
export function ensureBuilt({ parts = ALL_PARTS, quiet = false } = {}) {
  const sourcesHere = existsSync(join(ROOT, 'main'));
  const stale = sourcesHere ? parts.filter((part) => !isFresh(part)) : [];
  if (stale.length === 0) return;
  if (hasBuildTools()) build(stale, quiet);
  else if (stale.some((part) => !existsSync(stampFile(part))))
    throw new Error('dist/ is missing, and so are the tools to build it: run `npm ci --include=dev` first.');
  else console.error('dist/ is older than the sources, and the build tools are not installed: starting it as it is.');
}
