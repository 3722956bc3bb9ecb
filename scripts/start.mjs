// @ts-check
/**
 * `npm start [-- --headless --port N --data-dir D --mode demo|replay|paper|live]`: the desktop window where Electron's
 * runtime and a display are at hand, else the headless host with the page in the default browser.
 */
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { electronExecutable, fetchRuntime, hasDisplay } from './electron-runtime.mjs';
import { ROOT, ensureBuilt } from './freshness.mjs';
import { HOST_FLAGS } from './host-flags.mjs';

/** Part of the five seconds in which a start has to be alive. */
const DOWNLOAD_WAIT_MS = 2500;
/** npm passes a signal on that the terminal has already delivered; both arrive within this time. */
const SAME_SIGNAL_MS = 500;
const ADDRESS = /Zmart Workstation is at (http:\/\/\S+)/;
const POSIX = process.platform !== 'win32';

/** @type {(() => void)[]} */
const atExit = [];

/**
 * Runs a host in a process group of its own, so that a signal reaches it once, through us, and nothing outlives it.
 * @param {string} command @param {readonly string[]} args @param {(code: number) => void} onExit
 */
function startHost(command, args, onExit) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: POSIX, cwd: process.cwd() });
  /** @type {Map<NodeJS.Signals, number>} */
  const sentAt = new Map();
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (Date.now() - (sentAt.get(signal) ?? 0) < SAME_SIGNAL_MS) return;
    sentAt.set(signal, Date.now());
    child.kill(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, forward);
  atExit.push(() => endGroup(child.pid));
  child.on('error', () => onExit(127));
  child.on('exit', (code, signal) => onExit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  return child;
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (!POSIX || pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone, which is what we want.
  }
}

/** @param {number} code */
function leave(code) {
  for (const task of atExit) task();
  process.exit(code);
}

/** @param {string} address */
function openBrowser(address) {
  /** @type {Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>} */
  const openers = { darwin: ['open', address], win32: ['cmd', '/c', 'start', '', address.replaceAll('&', '^&')] };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', address];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No default browser was found; open the address above by hand.'));
  child.unref();
}

/** @param {readonly string[]} args */
function startHeadless(args) {
  const script = join(ROOT, 'dist', 'main', 'headless.mjs');
  const child = startHost(process.execPath, [...HOST_FLAGS, script, ...args], leave);
  let opened = args.includes('--headless') || !hasDisplay();
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    const address = ADDRESS.exec(line)?.[1];
    if (address === undefined || opened) return;
    opened = true;
    openBrowser(address);
  });
}

/** @param {string} executable @param {readonly string[]} args */
function startDesktop(executable, args) {
  // Chromium refuses its sandbox to root, and would not start at all.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = startHost(
    executable,
    [...sandbox, `--js-flags=${HOST_FLAGS.join(' ')}`, join(ROOT, 'dist', 'main', 'index.mjs'), ...args],
    (code) => {
      if (code !== 127) return leave(code);
      console.log('Electron is here but cannot run on this system: starting the headless host instead.');
      return startHeadless(args);
    },
  );
  child.stdout.pipe(process.stdout);
}

/** @returns {Promise<{ executable: string } | { why: string }>} */
async function findDesktop() {
  if (!hasDisplay()) return { why: 'There is no display here' };
  const installed = electronExecutable();
  if (installed !== undefined) return { executable: installed };
  const download = fetchRuntime(DOWNLOAD_WAIT_MS);
  if (download === undefined) return { why: 'Electron’s runtime is not installed' };
  atExit.push(download.stop);
  const state = await download.settled;
  const fetched = state === 'here' ? electronExecutable() : undefined;
  if (fetched !== undefined) return { executable: fetched };
  const why =
    state === 'downloading' ? 'is still downloading (the next start will find it)' : 'cannot be downloaded here';
  return { why: `Electron’s runtime ${why}` };
}

/** @param {readonly string[]} args */
async function start(args) {
  ensureBuilt();
  if (args.includes('--headless')) return startHeadless(args);
  const desktop = await findDesktop();
  if ('executable' in desktop) return startDesktop(desktop.executable, args);
  console.log(`${desktop.why}: starting the headless host, which serves the same window to a browser.`);
  return startHeadless(args);
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  leave(1);
}
