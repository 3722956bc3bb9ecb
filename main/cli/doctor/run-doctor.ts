import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { databaseCheck, folderCheck, syncCheck } from './database-checks.ts';
import { exchangeCheck } from './exchange-check.ts';
import type { Finding } from './finding.ts';
import { diskCheck, keychainCheck, runtimeCheck } from './host-checks.ts';
import { browserCheck, displayCheck, electronCheck } from './window-checks.ts';

/** Where to look, and how to tell. */
export interface DoctorRequest {
  readonly dataFolder: string;
  readonly json: boolean;
}

/** Runs every check and prints a line for each. Fails only for what the demo market needs. */
export async function runDoctor(request: DoctorRequest, context: CliContext): Promise<ExitCode> {
  const findings = await allFindings(request.dataFolder, context);
  const ready = findings.every(({ needed, status }) => !needed || status === 'ok');
  const { terminal } = context;
  if (request.json) terminal.out(`${JSON.stringify({ ready, findings }, null, 2)}\n`);
  else terminal.out(`${findings.map(lineOf).join('')}\n${ready ? READY : NOT_READY}\n`);
  return ready ? EXIT.ok : EXIT.failed;
}

const READY = 'Everything the demo market needs is here: `npm start` opens it.';
const NOT_READY = 'The demo market does not run here yet; see the lines above.';

async function allFindings(folder: string, context: CliContext): Promise<readonly Finding[]> {
  const { env, platform, stopwatch } = context;
  // The slow ones begin first and are waited for last.
  const exchange = exchangeCheck(context);
  const keychain = context.secrets().then((secrets) => keychainCheck(secrets));
  return [
    runtimeCheck(process.version, platform, process.arch),
    folderCheck(folder),
    databaseCheck(folder),
    syncCheck(folder, stopwatch),
    diskCheck(folder),
    await keychain,
    displayCheck(env, platform),
    electronCheck(env),
    browserCheck(env, platform),
    await exchange,
  ];
}

const WIDTH = 13;

function lineOf({ name, status, detail, advice }: Finding): string {
  const line = `${status.padEnd(9)}${name.padEnd(WIDTH)}${detail}\n`;
  return advice === null ? line : `${line}${' '.repeat(9 + WIDTH)}${advice}\n`;
}
