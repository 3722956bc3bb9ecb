import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#scripts/import-graph.ts';
import { shiftFlags } from '#tests/support/browser/clock-shift.ts';
import type { ControlCalls } from './control.ts';

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** The built desktop program, running on the stand-in for Electron. */
export interface ShellProcess {
  readonly dataDir: string;
  /** The program's log lines so far. */
  readonly log: () => string;
  ask<N extends keyof ControlCalls>(
    name: N,
    ...args: Parameters<ControlCalls[N]>
  ): Promise<Awaited<ReturnType<ControlCalls[N]>>>;
  /** The exit code, once it ended. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

const STOP_MS = 10_000;

function end(child: ChildProcess, ended: Promise<unknown>): Promise<unknown> {
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  return ended.finally(() => clearTimeout(cut));
}

/** Starts `dist/main/index.mjs`, of the project or of a copy of it elsewhere, with a data folder of its own. */
export async function startShell(
  args: readonly string[] = ['--mode', 'demo'],
  env: Readonly<Record<string, string>> = {},
  program: string = ROOT,
): Promise<ShellProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zmart-shell-'));
  // Electron's own arguments are two: its executable and the program. Node's are too.
  const child = fork(join(program, 'dist/main/index.mjs'), ['--data-dir', dataDir, ...args], {
    cwd: program,
    execArgv: [...shiftFlags(), '--import', join(ROOT, 'tests/support/electron/register.ts')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const waiting = new Map<number, (reply: Reply) => void>();
  let nextId = 1;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  void ended.then((code) => {
    for (const [id, settle] of waiting) settle({ id, error: `the program ended with ${String(code)}: ${log}` });
  });
  const ask = (name: string, ...values: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = nextId;
      nextId += 1;
      waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(error))));
      child.send({ id, name, args: values });
    });
  return {
    dataDir,
    log: () => log,
    ask: ask as ShellProcess['ask'],
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await end(child, ended);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
