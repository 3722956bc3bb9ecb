import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HOST_FLAGS } from '#scripts/host-flags.mjs';
import { ROOT } from '#scripts/freshness.mjs';

const CHILD = join(ROOT, 'tests/support/host/hundred-contracts-child.ts');
const PAGE = join(ROOT, 'dist/renderer');
/** It makes thirty days of a hundred contracts first. */
const START_LIMIT_MS = 600_000;
const STOP_LIMIT_MS = 15_000;
/** Prices of the first seconds are left out. */
const UNSETTLED = 2;

/** A running host of a hundred contracts. */
export interface HundredHost {
  readonly address: string;
  /** Median of the prices that came in a second. */
  prices(): number;
  stop(): Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Starts it in a process and a data folder of its own, which is removed when it stops. */
export async function startHundred(): Promise<HundredHost> {
  const folder = mkdtempSync(join(tmpdir(), 'zmart-fluency-'));
  const child = spawn(process.execPath, [...HOST_FLAGS, CHILD, folder, PAGE], { stdio: ['pipe', 'pipe', 'pipe'] });
  const counts: number[] = [];
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const cut = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended(child);
    clearTimeout(cut);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const address = await new Promise<string>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`The host gave no address:\n${said}`)), START_LIMIT_MS);
      child.once('exit', (code) => reject(new Error(`The host ended with ${String(code)}:\n${said}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const prices = /^prices (\d+)$/.exec(line)?.[1];
        if (prices !== undefined) counts.push(Number(prices));
        const url = /is at (http:\/\/\S+)/.exec(line)?.[1];
        if (url === undefined) return;
        clearTimeout(limit);
        resolve(url);
      });
    });
    const prices = (): number => counts.slice(UNSETTLED).sort((a, b) => a - b)[(counts.length - UNSETTLED) >> 1] ?? 0;
    return { address, prices, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
