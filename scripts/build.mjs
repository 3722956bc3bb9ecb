// @ts-check
/** Builds `dist/`: `node scripts/build.mjs [node] [renderer]`, both when none is named. */
import './require-node.mjs';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleConnectors, connectorModules } from './connectors.mjs';
import { ALL_PARTS, ROOT, inputsHash, writeStamp } from './freshness.mjs';
import { PACKAGES_APART, REQUIRE_BANNER } from './taken-in.mjs';

/** @typedef {import('./freshness.mjs').Part} Part */
/**
 * `guarded` entries start on whatever Node the host has, so a small file that checks the version is put before them:
 * the imports of a bundle are loaded before its first line runs.
 * One that `holdsPackages` has its libraries inside and is loaded by the others when it is needed.
 * @typedef {{ entry: string, out: string, format: 'esm' | 'cjs', guarded?: boolean, holdsPackages?: boolean }} Bundle
 */

/** @type {readonly Bundle[]} */
const BUNDLES = [
  { entry: 'main/headless.ts', out: 'dist/main/headless.mjs', format: 'esm', guarded: true },
  { entry: 'main/cli/index.ts', out: 'dist/main/cli.mjs', format: 'esm', guarded: true },
  { entry: 'main/index.ts', out: 'dist/main/index.mjs', format: 'esm' },
  { entry: 'main/watchdog/index.ts', out: 'dist/main/watchdog.mjs', format: 'esm' },
  { entry: 'main/history-worker.ts', out: 'dist/main/history-worker.mjs', format: 'esm' },
  { entry: 'main/replay-worker.ts', out: 'dist/main/replay-worker.mjs', format: 'esm' },
  { entry: 'main/model-worker.ts', out: 'dist/main/model-worker.mjs', format: 'esm' },
  { entry: 'main/picture-worker.ts', out: 'dist/main/picture-worker.mjs', format: 'esm' },
  { entry: 'main/sample-worker.ts', out: 'dist/main/sample-worker.mjs', format: 'esm' },
  { entry: 'main/candles-worker.ts', out: 'dist/main/candles-worker.mjs', format: 'esm' },
  { entry: 'main/adapters/chain/node-connection.ts', out: 'dist/main/chain.mjs', format: 'esm', holdsPackages: true },
  { entry: 'preload/index.ts', out: 'dist/preload/index.cjs', format: 'cjs' },
];

/** @param {string} out */
const guardedOut = (out) => out.replace(/\.mjs$/, '-app.mjs');

/**
 * What Node compiled is kept beside the bundles, where only who may change them writes: a later start need not compile a
 * bundle of megabytes again. Where the folder cannot be written, it is compiled each time.
 * @param {Bundle} bundle
 */
function writeGuard({ out }) {
  const guard = readFileSync(join(ROOT, 'scripts/require-node.mjs'), 'utf8');
  const app = `./${guardedOut(out).split('/').at(-1)}`;
  const failed = 'function (error) {\n  console.error(error);\n  process.exit(1);\n}';
  const kept = "import.meta.dirname + '/../.compiled'";
  const start = `function (module) {\n  module.enableCompileCache(${kept});\n  return import('${app}');\n}`;
  writeFileSync(join(ROOT, out), `${guard}\nimport('node:module').then(${start}).catch(${failed});\n`);
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {string} path @param {number} started */
function report(path, started) {
  const took = Math.round(performance.now() - started);
  console.log(`  ${relative(ROOT, path).padEnd(34)} ${kilobytes(statSync(path).size).padStart(10)} ${took} ms`);
}

/** What only a host with a node needs stays a file of its own. @type {import('esbuild').Plugin} */
const CHAIN_APART = {
  name: 'chain-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/node-connection\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './chain.mjs', external: true } : null,
    );
  },
};

/** @param {Bundle} bundle */
function moduleOptions({ format, holdsPackages }) {
  // The sandboxed preload may only ask for `electron`.
  if (format === 'cjs') return { external: ['electron'] };
  const banner = { js: REQUIRE_BANNER };
  if (holdsPackages === true) return { banner, minify: true, external: ['bufferutil', 'utf-8-validate'] };
  return { banner, plugins: [CHAIN_APART, PACKAGES_APART] };
}

/** @param {Bundle} bundle */
async function buildBundle(bundle) {
  const { build } = await import('esbuild');
  const started = performance.now();
  const outfile = join(ROOT, bundle.guarded ? guardedOut(bundle.out) : bundle.out);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [bundle.entry],
    outfile,
    bundle: true,
    format: bundle.format,
    platform: 'node',
    target: 'node24',
    ...moduleOptions(bundle),
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (bundle.guarded) writeGuard(bundle);
  report(outfile, started);
}

/** What signs the requests of each venue, beside the hosts: ccxt itself is then needed by none of them. */
async function buildConnectors() {
  const started = performance.now();
  const outdir = join(ROOT, 'dist/main/connectors');
  const modules = connectorModules(join(ROOT, 'main/adapters/venues'));
  await bundleConnectors(modules, outdir);
  for (const name of modules) report(join(outdir, `${name}.mjs`), started);
}

async function buildNode() {
  rmSync(join(ROOT, 'dist/.compiled'), { recursive: true, force: true });
  for (const folder of ['dist/main', 'dist/preload']) {
    rmSync(join(ROOT, folder), { recursive: true, force: true });
    mkdirSync(join(ROOT, folder), { recursive: true });
  }
  for (const bundle of BUNDLES) {
    if (existsSync(join(ROOT, bundle.entry))) await buildBundle(bundle);
    else console.log(`  ${bundle.out.padEnd(34)} left out: there is no ${bundle.entry}`);
  }
  await buildConnectors();
}

async function buildRenderer() {
  if (!existsSync(join(ROOT, 'renderer/index.html'))) {
    console.log('  dist/renderer                      left out: there is no renderer/index.html');
    return;
  }
  const { build } = await import('vite');
  const started = performance.now();
  await build({ root: join(ROOT, 'renderer'), configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  const assets = readdirSync(join(ROOT, 'dist/renderer'), { recursive: true, withFileTypes: true });
  for (const asset of assets.filter((entry) => /\.(m?js|css|html)$/.test(entry.name)))
    report(join(asset.parentPath, asset.name), started);
}

/** @type {Record<Part, () => Promise<void>>} */
const BUILDERS = { node: buildNode, renderer: buildRenderer };

/** @param {readonly Part[]} parts */
export async function buildParts(parts) {
  for (const part of parts) {
    const started = performance.now();
    const hash = inputsHash(part);
    console.log(`building ${part}`);
    await BUILDERS[part]();
    writeStamp(part, hash);
    console.log(`built ${part} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

/** @param {readonly string[]} names @returns {readonly Part[]} */
function partsNamed(names) {
  const unknown = names.find((name) => !ALL_PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}": the parts are ${ALL_PARTS.join(', ')}.`);
  return names.length === 0 ? ALL_PARTS : ALL_PARTS.filter((part) => names.includes(part));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildParts(partsNamed(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
