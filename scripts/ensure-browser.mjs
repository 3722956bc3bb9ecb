// @ts-check
/**
 * Finds a Chromium for the end-to-end tests and `strace` for the durability test; on Debian-like hosts, as root,
 * installs what is missing. The browser is required (exit code 1 without one), strace is not.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first is Chromium without what only a person needs: pages and scripts are the same, and tests are a sixth faster. */
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @param {string | undefined} path */
function isExecutable(path) {
  if (path === undefined || path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function onPath(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/**
 * The Chromium to drive: CHROMIUM_PATH, then a system one, then Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted !== undefined && wanted !== '') {
    if (isExecutable(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH is ${wanted}, and there is no executable file there.`);
  }
  return SYSTEM_BROWSERS.find(isExecutable) ?? [await playwrightBrowser()].find(isExecutable);
}

let listsUpdated = false;

/** @param {string} name @returns {boolean} whether apt-get installed the package */
function installDebian(name) {
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return false;
  console.log(`${name} is missing: installing the package ${name} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {string[]} args */
  const apt = (args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!listsUpdated) listsUpdated = apt(['-qq', 'update']);
  return apt(['-qq', 'install', '-y', '--no-install-recommends', name]);
}

async function ensureBrowser() {
  const found = await findBrowser();
  if (found !== undefined) return found;
  return installDebian('chromium-headless-shell') || installDebian('chromium') ? findBrowser() : undefined;
}

function ensureStrace() {
  return onPath('strace') ?? (process.platform === 'linux' && installDebian('strace') ? onPath('strace') : undefined);
}

async function main() {
  const browser = await ensureBrowser();
  console.log(
    browser === undefined
      ? 'browser: none. Install Chromium, or set CHROMIUM_PATH to one; the end-to-end tests need it.'
      : `browser: ${browser}`,
  );
  console.log(`strace: ${ensureStrace() ?? 'none; the test that counts fsync calls will be skipped'}`);
  process.exitCode = browser === undefined ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
