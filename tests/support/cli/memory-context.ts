import { openSecrets } from '#main/adapters/secrets/open-secrets.ts';
import { pickSecrets } from '#main/adapters/secrets/pick-secrets.ts';
import type { CliContext } from '#main/cli/context.ts';
import { VERSION } from '#main/version.ts';
import { runCli } from '#main/cli/program.ts';
import { ScriptedGateway } from '#tests/support/accounts/account-world.ts';
import type { Ended } from './run-zmart.ts';

/** Argon2id at its cheapest. */
const CHEAP = { memoryKiB: 8, passes: 1, lanes: 1 };

/** A context that keeps what a command writes. */
export interface MemoryContext extends CliContext {
  readonly written: { out: string; err: string };
}

const noKeychain = (): never => {
  throw new Error("Cannot find module 'keytar'");
};

/** A command's surroundings in memory; `changes` replace any part. */
export function memoryContext(changes: Partial<CliContext> = {}): MemoryContext {
  const written = { out: '', err: '' };
  return {
    written,
    terminal: {
      out: (text) => void (written.out += text),
      err: (text) => void (written.err += text),
      interactive: false,
      width: 100,
      input: (async function* () {})(),
    },
    env: {},
    platform: 'linux',
    version: VERSION,
    now: () => Date.UTC(2025, 5, 1),
    stopwatch: () => performance.now(),
    fetch: () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code: 'ENOTFOUND' }) })),
    get: () => Promise.reject(new TypeError('fetch failed')),
    post: () => Promise.reject(new TypeError('fetch failed')),
    secrets: () => Promise.resolve(pickSecrets(noKeychain)),
    hostSecrets: (folder) =>
      Promise.resolve(openSecrets(folder, () => performance.now(), pickSecrets(noKeychain), { cost: CHEAP })),
    accountGateway: () => Promise.resolve(new ScriptedGateway()),
    askHidden: () => Promise.resolve(null),
    serve: () => Promise.resolve(0),
    interruptible: (work) => work(new AbortController().signal),
    ...changes,
  };
}

/** Runs the command within this process, which spares the start of another. */
export async function zmartHere(...args: readonly string[]): Promise<Ended> {
  const context = memoryContext();
  const code = await runCli(args, context);
  return { code, ...context.written };
}
