// @ts-check
/**
 * `npm run package [-- --dir | --linux AppImage deb | --mac | --win …]`: desktop packages under `release/`, through
 * electron-builder with `electron-builder.yml`. `--no-build` packages `dist/` as it is, `--out=DIR` puts the result elsewhere.
 */
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronExecutable, fetchRuntime } from './electron-runtime.mjs';
import { ROOT, ensureBuilt } from './freshness.mjs';

/** When the pinned Electron came out; older than this, a package would ship known holes of Chromium. */
export const ELECTRON_RELEASE = { version: '45.3.4', released: '2026-11-17' };
const MAX_AGE_DAYS = 56;
const DOWNLOAD_WAIT_MS = 600_000;
const DAY_MS = 86_400_000;

/** In the order of the fuse wire; `null` is left as Electron ships it. */
export const FUSES = /** @type {const} */ ([
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
  ['wasmTrapHandlers', null],
]);

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** @type {Readonly<Record<string, boolean | undefined>>} */
const FUSE_STATES = { 0: false, 1: true };

/**
 * Reads the fuses back out of a packaged program.
 * @param {string} file
 * @returns {(boolean | undefined)[] | null} one state per fuse, `undefined` for a state that is neither on nor off;
 *   null when the file has no fuse wire
 */
export function readFuses(file) {
  const binary = readFileSync(file);
  const at = binary.indexOf(SENTINEL);
  if (at < 0) return null;
  const start = at + SENTINEL.length + 2;
  const count = binary[start - 1] ?? 0;
  return [...binary.subarray(start, start + count)].map((state) => FUSE_STATES[String.fromCharCode(state)]);
}

/** The files that carry the fuses, by platform, below the output folder. */
const FUSED_FILES = [
  'linux-unpacked/zmart-workstation',
  'linux-arm64-unpacked/zmart-workstation',
  'win-unpacked/zmart-workstation.exe',
  ...['mac', 'mac-arm64', 'mac-universal'].map(
    (folder) =>
      `${folder}/Zmart Workstation.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework`,
  ),
];

/**
 * What carries the fuses in an unpacked runtime.
 * @type {Readonly<Record<string, string | undefined>>}
 */
const RUNTIME_FILES = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
};

/**
 * Before anything is made: what has no fuses would be found only at the end.
 * @param {string} runtime
 */
function checkRuntime(runtime) {
  const file = join(runtime, RUNTIME_FILES[process.platform] ?? 'electron');
  if (existsSync(file) && readFuses(file) === null)
    throw new Error(`The package was not made: ${file} has no fuse wire, it is no Electron.`);
}

/** @param {string} file */
function checkFuses(file) {
  const states = readFuses(file);
  if (states === null) throw new Error(`${file} has no fuse wire: it is no Electron.`);
  const wrong = FUSES.filter(([, wanted], index) => wanted !== null && states[index] !== wanted);
  if (wrong.length > 0) throw new Error(`${file} has wrong fuses: ${wrong.map(([name]) => name).join(', ')}.`);
  const all = FUSES.map(([name], index) => `${name} ${String(states[index] ?? 'as shipped')}`);
  console.log(`  fuses of ${file}: ${all.join(', ')}`);
}

const HOST_FLAGS = {
  linux: ['--linux', '-l'],
  darwin: ['--mac', '--macos', '-m', '-o'],
  win32: ['--win', '--windows', '-w'],
};

/** @param {readonly string[]} args whether packages of another system than this one are asked for */
function isForAnotherSystem(args) {
  return Object.entries(HOST_FLAGS).some(
    ([platform, flags]) => platform !== process.platform && flags.some((flag) => args.includes(flag)),
  );
}

/** @returns {Promise<string>} the folder with Electron's runtime for this system */
async function findRuntime() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    if (existsSync(override)) return resolve(override);
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, which is not there.`);
  }
  if (electronExecutable() === undefined) await fetchRuntime(DOWNLOAD_WAIT_MS)?.settled;
  const executable = electronExecutable();
  if (executable !== undefined)
    return process.platform === 'darwin' ? resolve(executable, '../../../..') : dirname(executable);
  throw new Error(
    'Electron’s runtime is not installed and cannot be downloaded here: put an unpacked Electron ' +
      `${ELECTRON_RELEASE.version} in a folder and name it in ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

function warnOfAge() {
  const days = Math.floor((Date.now() - Date.parse(ELECTRON_RELEASE.released)) / DAY_MS);
  if (days <= MAX_AGE_DAYS) return;
  console.warn(
    `Electron ${ELECTRON_RELEASE.version} is ${days} days old: do not publish this package, update Electron first.`,
  );
}

const OUTPUT_FLAG = '--out=';

/**
 * The same configuration without its fuses, in a file of its own: on the command line a section cannot be unset.
 * @param {readonly string[]} settings
 */
function writeUnfusedConfig(settings) {
  const text = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')
    .replace(/^electronFuses:\n(?:[ #].*\n)+/m, '')
    .replace(/^directories:\n(?: .*\n)+/m, '');
  /** @type {Record<string, string>} */
  const values = Object.fromEntries(settings.map((setting) => setting.slice('-c.'.length).split('=')));
  const { 'directories.output': output, electronDist } = values;
  const file = join(mkdtempSync(join(tmpdir(), 'zmart-unfused-')), 'electron-builder.yml');
  const directories = { output, buildResources: 'resources/icons' };
  const extra = { directories, ...(electronDist === undefined ? {} : { electronDist }) };
  const lines = Object.entries(extra).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  writeFileSync(file, `${text}\n${lines.join('\n')}\n`);
  return file;
}

/** @param {readonly string[]} args @param {readonly string[]} settings @param {boolean} withoutFuses */
function runBuilder(args, settings, withoutFuses) {
  const unfused = withoutFuses ? writeUnfusedConfig(settings) : null;
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const config = unfused === null ? settings : ['--config', unfused];
  const child = spawnSync(process.execPath, [builder, '--publish', 'never', ...args, ...config], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (unfused !== null) rmSync(dirname(unfused), { recursive: true, force: true });
  if (child.status !== 0) throw new Error('The package was not made; see the lines above.');
}

/** @param {readonly string[]} given */
async function packageApp(given) {
  const own = given.filter((arg) => arg === '--no-build' || arg.startsWith(OUTPUT_FLAG));
  const args = given.filter((arg) => !own.includes(arg));
  const output = resolve(ROOT, own.find((arg) => arg !== '--no-build')?.slice(OUTPUT_FLAG.length) ?? 'release');
  const withoutFuses = process.env['ZMART_PACKAGE_WITHOUT_FUSES'] === '1';
  const settings = [`-c.directories.output=${output}`];
  if (!isForAnotherSystem(args)) {
    const runtime = await findRuntime();
    if (!withoutFuses) checkRuntime(runtime);
    settings.push(`-c.electronDist=${runtime}`);
  }
  if (!own.includes('--no-build')) ensureBuilt();
  runBuilder(args, settings, withoutFuses);
  if (withoutFuses)
    console.warn('ZMART_PACKAGE_WITHOUT_FUSES is set: no fuse was set, this package is for tests only.');
  else for (const file of FUSED_FILES.map((name) => join(output, name)).filter(existsSync)) checkFuses(file);
  warnOfAge();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await packageApp(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
