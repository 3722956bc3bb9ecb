/** Compiles every environment against only what it has, two at a time: `node scripts/check-types.ts [environment]`. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './import-graph.ts';

/** The longest first. */
const ENVIRONMENTS = ['test', 'browser', 'node', 'electron', 'anywhere', 'tools'] as const;
const AT_ONCE = 2;
const CACHE = join(ROOT, 'node_modules', '.cache', 'tsc');

interface Outcome {
  readonly environment: string;
  readonly ok: boolean;
  readonly output: string;
  readonly ms: number;
}

function compile(environment: string): Promise<Outcome> {
  const started = performance.now();
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const state = join(CACHE, `${environment}.tsbuildinfo`);
  const args = [
    tsc,
    '-p',
    `tsconfig.${environment}.json`,
    '--checkers',
    '1',
    '--incremental',
    '--tsBuildInfoFile',
    state,
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString();
      // No source of an environment yet is no mistake; TypeScript calls it TS18003.
      const ok = code === 0 || output.includes('error TS18003');
      resolve({ environment, ok, output, ms: performance.now() - started });
    });
  });
}

async function compileAll(environments: readonly string[]): Promise<boolean> {
  const waiting = [...environments];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { environment, ok, output, ms } = await compile(next);
      console.log(`types: ${environment.padEnd(9)} ${ok ? 'ok' : 'FAILED'} ${(ms / 1000).toFixed(1)} s`);
      if (ok) continue;
      failed.push(environment);
      console.error(output);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed.length === 0;
}

mkdirSync(CACHE, { recursive: true });
const named = process.argv.slice(2);
process.exitCode = (await compileAll(named.length > 0 ? named : ENVIRONMENTS)) ? 0 : 1;
