import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../import-graph.ts';

const ADDRESS = /Zmart Workstation is at (http:\/\/\S+)/;
const STOP_LIMIT_MS = 15_000;

/** A built headless host of its own process. */
export interface BuiltHost {
  /** Where a browser signs in; works once. */
  readonly address: string;
  /** Ends the process that was started, and no other. */
  stop(): Promise<void>;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = ADDRESS.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the host ended with ${String(code)} before it was up`)));
  });
}

/** Starts the built host on a free port over a data folder. @throws Error when it ends before it is up. */
export async function startBuiltHost(mode: 'demo' | 'replay', dataDir: string): Promise<BuiltHost> {
  const script = join(ROOT, 'dist', 'main', 'headless.mjs');
  const args = [script, '--headless', '--port', '0', '--mode', mode, '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await addressOf(child);
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM');
      const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(limit);
    },
  };
}

/** Makes the simulated past of `zmart sample-data` below a folder. @returns its own data folder. */
export function makeSample(dataDir: string, days: number): string {
  const script = join(ROOT, 'dist', 'main', 'cli.mjs');
  const args = [script, 'sample-data', '--days', String(days), '--seed', '1', '--data-dir', dataDir];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`zmart sample-data ended with ${String(status)}`);
  return join(dataDir, 'samples', `${String(days)}-days-seed-1`);
}
