// @ts-check
/** Where Electron's runtime is, if it is here at all: the npm package brings everything but the binary. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './freshness.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const FAILED_MARK = join(ROOT, 'node_modules', '.cache', 'zmart', 'electron-download-failed');
const RETRY_AFTER_MS = 6 * 3600 * 1000;

/** @returns {string | undefined} the executable's path, when it is on this disk */
export function electronExecutable() {
  const pathFile = join(PACKAGE, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : undefined;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return existing(join(override, name ?? 'electron'));
  return name === undefined ? undefined : existing(join(PACKAGE, 'dist', name));
}

/** @param {string} path */
const existing = (path) => (existsSync(path) ? path : undefined);

/** Whether a window could be shown here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

function failedLately() {
  return existsSync(FAILED_MARK) && Date.now() - statSync(FAILED_MARK).mtimeMs < RETRY_AFTER_MS;
}

/** @param {boolean} succeeded */
function remember(succeeded) {
  if (succeeded) return rmSync(FAILED_MARK, { force: true });
  mkdirSync(join(FAILED_MARK, '..'), { recursive: true });
  return writeFileSync(FAILED_MARK, '');
}

/**
 * Asks the package's own installer for the runtime, once every few hours at most. The promise settles when the
 * installer ends or after `waitMs`; a slow download goes on until `stop`, so that the next start finds it.
 * @param {number} waitMs
 * @returns {{ settled: Promise<'here' | 'failed' | 'downloading'>, stop: () => void } | undefined}
 *   nothing when there is no installer, or it failed lately
 */
export function fetchRuntime(waitMs) {
  const installer = join(PACKAGE, 'install.js');
  if (!existsSync(installer) || failedLately()) return undefined;
  const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
  const stop = () => void child.kill();
  const settled = new Promise((/** @type {(state: 'here' | 'failed' | 'downloading') => void} */ resolve) => {
    const timer = setTimeout(() => resolve('downloading'), waitMs);
    child.on('error', () => resolve('failed'));
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === null) remember(code === 0);
      resolve(code === 0 ? 'here' : 'failed');
    });
  });
  return { settled, stop };
}
