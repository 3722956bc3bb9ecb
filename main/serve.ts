import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MODES, type Mode } from '#shared/domain/signal.ts';
import { unlockAtStart } from './adapters/secrets/unlock-at-start.ts';
import { VAULT_FILE } from './adapters/secrets/open-secrets.ts';
import { askHidden } from './adapters/system/ask-hidden.ts';
import { defaultDataFolder, folderOfMode } from './adapters/system/data-folder.ts';
import type { ExchangeChoice } from './markets/exchange-connection.ts';
import { EXCHANGE_OPTIONS, exchangeChoice } from './markets/exchange-options.ts';
import { nodeWatchdog } from './markets/watchdog-command.ts';
import { openHost, type Host } from './host.ts';
import { startLoopbackServer } from './transport/loopback-server.ts';

/** What the headless host is started with. */
export interface HeadlessOptions {
  readonly mode: Mode;
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly exchange: ExchangeChoice;
}

const DEFAULT_PORT = 7_430;

/** The built page, beside the bundle. */
const RENDERER = fileURLToPath(new URL('../renderer/', import.meta.url));

/** Serves the workstation on loopback until it is told to stop. Resolves with the exit code. */
export async function runHeadless(options: HeadlessOptions): Promise<number> {
  let host: Host;
  try {
    host = await openHost({ ...options, watchdog: nodeWatchdog() });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  await unlockLogins(host);
  const server = await startLoopbackServer({
    router: host.router,
    hooks: host.core.hooks,
    rendererDir: RENDERER,
    dataDir: options.dataDir,
    port: options.port,
    log: host.log,
    version: host.version,
    tokenFile: !host.observing,
  });
  const { notWritable } = host.core.trading.parts.journal;
  if (notWritable !== null) console.log(`${notWritable} This host only shows what is there.`);
  console.log(`Zmart Workstation is at ${server.bootstrapAddress}`);
  console.log(`Data folder: ${options.dataDir}. The address works once and for ten minutes; Ctrl+C ends the program.`);
  process.on('SIGUSR2', () => {
    console.log(`Zmart Workstation is at ${server.newBootstrapAddress()}`);
  });
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(name));
    host.ready.catch((error: unknown) => {
      console.error(error);
      resolve('a failure at the start');
    });
  });
  await server.close();
  await host.stop(signal);
  return signal.startsWith('SIG') ? 0 : 1;
}

/** Where there is no encrypted file, nothing is asked and the keychain is left alone. */
async function unlockLogins({ core, dataDir }: Host): Promise<void> {
  if (!existsSync(join(dataDir, VAULT_FILE))) return;
  const { secrets } = core.accounts;
  await unlockAtStart({
    env: process.env,
    overview: () => secrets.overview(),
    unlock: (passphrase) => secrets.unlock(passphrase, 'start'),
    ask: (question) => askHidden(question),
    say: (sentence) => console.log(sentence),
  });
}

/** Reads the command line of the headless host. */
export function headlessOptions(args: readonly string[]): HeadlessOptions | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      mode: { type: 'string', default: 'demo' },
      'data-dir': { type: 'string' },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      headless: { type: 'boolean', default: true },
      ...EXCHANGE_OPTIONS,
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return `--port must be 0 to 65535, not "${values.port}".`;
  const mode = MODES.find((known) => known === values.mode);
  if (mode === undefined) return `--mode must be one of ${MODES.join(', ')}, not "${values.mode}".`;
  const { venue, endpoint, 'history-days': historyDays } = values;
  const exchange = exchangeChoice({ venue, endpoint, historyDays });
  if (typeof exchange === 'string') return exchange;
  return { mode, dataDir: values['data-dir'] ?? folderOfMode(defaultDataFolder(), mode), port, exchange };
}
