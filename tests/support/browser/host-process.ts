import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { shiftFlags } from './clock-shift.ts';

const HOST = fileURLToPath(new URL('../../../dist/main/headless.mjs', import.meta.url));
const ADDRESS = /Zmart Workstation is at (http:\/\/\S+)/;
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

export interface HostOptions {
  /** A folder that outlives the host; without one each host has an empty folder, removed when it stops. */
  readonly dataDir?: string;
  /** Further arguments, for instance `['--mode', 'demo', '--seed', '7']`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly flags?: readonly string[];
}

/** A built headless host running as a process of its own. */
export interface HostProcess {
  /** The printed address, with its token. */
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Everything it has printed so far, both streams. */
  output(): string;
  /** Ends it with a signal and gives its exit code; null when the signal itself ended it. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

function within<T>(ms: number, promise: Promise<T>, what: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(what())), ms);
    void promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function collect(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const url = ADDRESS.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it was up`)));
  });
}

/** Starts the built headless host on a free loopback port and waits for its address. */
export async function startHost(options: HostOptions = {}): Promise<HostProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'zmart-e2e-')));
  const args = [
    ...shiftFlags(),
    ...(options.flags ?? []),
    HOST,
    '--port',
    '0',
    '--data-dir',
    dataDir,
    ...(options.args ?? ['--mode', 'demo']),
  ];
  const env = { ...process.env, ...options.env };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const output = (): string => lines.join('\n');
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    try {
      return await within(STOP_LIMIT_MS, exitOf(child), () => `the host ignored ${signal}:\n${output()}`);
    } finally {
      child.kill('SIGKILL');
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    }
  };
  try {
    const url = await within(START_LIMIT_MS, collect(child, lines), () => `the host gave no address:\n${output()}`);
    return { url, pid: child.pid ?? 0, dataDir, output, stop };
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`${String(error)}\n${output()}`, { cause: error });
  }
}
