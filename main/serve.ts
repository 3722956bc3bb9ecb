import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MODES, type Mode } from '#shared/domain/signal.ts';
import { defaultDataFolder } from './adapters/system/data-folder.ts';
import { modeProblem, openHost } from './host.ts';
import { startLoopbackServer } from './transport/loopback-server.ts';

/** What the headless host is started with. */
export interface HeadlessOptions {
  readonly mode: Mode;
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port: number;
}

const DEFAULT_PORT = 7_430;

/** The built page, beside the bundle. */
const RENDERER = fileURLToPath(new URL('../renderer/', import.meta.url));

/** Serves the workstation on loopback until it is told to stop. Resolves with the exit code. */
export async function runHeadless(options: HeadlessOptions): Promise<number> {
  const problem = modeProblem(options.mode);
  if (problem !== null) {
    console.error(problem);
    return 2;
  }
  const host = openHost(options);
  const server = await startLoopbackServer({
    router: host.router,
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

/** Reads the command line of the headless host. */
export function headlessOptions(args: readonly string[]): HeadlessOptions | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      mode: { type: 'string', default: 'demo' },
      'data-dir': { type: 'string' },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      headless: { type: 'boolean', default: true },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return `--port must be 0 to 65535, not "${values.port}".`;
  const mode = MODES.find((known) => known === values.mode);
  if (mode === undefined) return `--mode must be one of ${MODES.join(', ')}, not "${values.mode}".`;
  return { mode, dataDir: values['data-dir'] ?? defaultDataFolder(), port };
}
