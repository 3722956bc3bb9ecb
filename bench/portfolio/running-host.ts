import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HOST_FLAGS } from '#scripts/host-flags.mjs';

const START_LIMIT_MS = 60_000;
const HEADLESS = join(import.meta.dirname, '../../main/headless.ts');

/** The address of the whole portfolio. */
export const PORTFOLIO = '/api/symbol-mgmt/portfolio';

/** A real headless host on the demo market in a process of its own. */
export interface Running {
  readonly port: number;
  readonly token: string;
  stop(): Promise<void>;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The host gave no address')), START_LIMIT_MS);
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /is at (http:\/\/[^/]+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`The host ended with ${String(code)}`)));
  });
}

/** Starts it as `npm start` does, on a new data folder, which goes when it stops. */
export async function startHost(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'zmart-bench-'));
  const args = [...HOST_FLAGS, HEADLESS, '--mode', 'demo', '--port', '0', '--data-dir', folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const port = Number(new URL(await addressOf(child)).port);
  return {
    port,
    token: readFileSync(join(folder, 'api-token'), 'utf8').trim(),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

/** Waits until the past is worked through and all slots are taken. */
export async function ready({ port, token }: Running): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  // Answered once the past is worked through.
  const answer = await fetch(`http://127.0.0.1:${String(port)}/api/symbol-mgmt/status`, { headers });
  const { slots } = (await answer.json()) as { readonly slots?: { readonly taken: number; readonly of: number } };
  if (slots?.taken !== slots?.of || slots?.of === 0)
    throw new Error(`The portfolio is not full: ${JSON.stringify(slots)}`);
}
