import { performance } from 'node:perf_hooks';
import { SILENT_LOG } from './accounts/open-desk.ts';
import type { CliContext } from './context.ts';
import { runCli } from './program.ts';
import { processTerminal } from './terminal/terminal.ts';
import { openSecrets } from '#main/adapters/secrets/open-secrets.ts';
import { pickSecrets } from '#main/adapters/secrets/pick-secrets.ts';
import { askHidden } from '#main/adapters/system/ask-hidden.ts';
import { exchangeGateway } from '#main/markets/exchange-market.ts';
import { VERSION } from '#main/version.ts';
import { runHeadless } from '#main/serve.ts';

/** The first Ctrl+C asks the work to stop, a second one ends the process as usual. */
async function interruptible<T>(work: (interrupted: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

const context: CliContext = {
  terminal: processTerminal(),
  env: process.env,
  platform: process.platform,
  version: VERSION,
  now: () => Date.now(),
  stopwatch: () => performance.now(),
  fetch: (url, signal) => fetch(url, { signal }),
  get: (url, headers, signal) => fetch(url, { headers, signal, redirect: 'error' }),
  post: (url, headers, body, signal) => fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' }),
  secrets: async () => pickSecrets(),
  hostSecrets: async (folder) => openSecrets(folder, () => performance.now()),
  accountGateway: async () => exchangeGateway(SILENT_LOG, null),
  askHidden: (question) => askHidden(question),
  serve: runHeadless,
  interruptible,
};

// A reader that has seen enough, such as `head`, closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const code = await runCli(process.argv.slice(2), context);
// Once everything written has left, nothing that is still pending, such as a keychain's unanswered prompt, may hold us.
const streams = [process.stdout, process.stderr];
await Promise.all(
  streams.map(
    (stream) =>
      new Promise<void>((resolve) =>
        stream.write('', () => {
          resolve();
        }),
      ),
  ),
);
process.exit(code);
