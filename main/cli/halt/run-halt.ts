import { existsSync, readFileSync } from 'node:fs';
import { MODES } from '#shared/domain/signal.ts';
import { folderOfMode } from '#main/adapters/system/data-folder.ts';
import { haltFile } from '#main/adapters/system/halt-file.ts';
import { tokenPath } from '#main/transport/token-file.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** What to stop, and why. */
export interface HaltRequest {
  /** The data folder, or the one in which those of the modes lie. */
  readonly root: string;
  /** True when only this folder is meant. */
  readonly only: boolean;
  readonly reason: string;
  readonly flatten: boolean;
  /** Where a headless host would listen. */
  readonly port: number;
}

const LONGEST_REASON = 200;
/** A host that does not answer by then is taken for one that hangs. */
const ANSWER_MS = 1_500;

/** Halts whatever trades on the folders: through the host that answers, else with the halt file. */
export async function runHalt(request: HaltRequest, context: CliContext): Promise<ExitCode> {
  const reason = request.reason.trim().replace(/\s+/g, ' ');
  if (reason === '' || reason.length > LONGEST_REASON) {
    throw new CliError(EXIT.usage, `A halt needs a reason of 1 to ${String(LONGEST_REASON)} characters.`);
  }
  const folders = foldersOf(request);
  if (folders.length === 0) throw new CliError(EXIT.dataFolder, `There is no data folder ${request.root}.`);
  for (const folder of folders) {
    const told = await tellHost(folder, { ...request, reason }, context);
    if (told !== null) context.terminal.out(`${folder}: ${told}\n`);
    else {
      putFile(folder, reason, request.flatten);
      context.terminal.out(`${folder}: the file HALT is there; trading stops within 0.25 s and stays stopped.\n`);
    }
  }
  return EXIT.ok;
}

const foldersOf = ({ root, only }: HaltRequest): readonly string[] => {
  const folders = only ? [root] : MODES.map((mode) => folderOfMode(root, mode));
  return [...new Set(folders)].filter((folder) => existsSync(folder));
};

function putFile(folder: string, reason: string, flatten: boolean): void {
  try {
    haltFile(folder).write({ reason, flatten });
  } catch (error) {
    throw new CliError(EXIT.dataFolder, `The file HALT could not be written in ${folder}: ${String(error)}`);
  }
}

/** What the running host did; null when none answers, or not as it should. */
async function tellHost(folder: string, request: HaltRequest, context: CliContext): Promise<string | null> {
  const token = tokenOf(folder);
  if (token === null) return null;
  const { reason, flatten, port } = request;
  const origin = `http://127.0.0.1:${String(port)}`;
  try {
    const response = await context.post(
      `${origin}/api/risk/halt`,
      { Authorization: `Bearer ${token}`, Origin: origin, 'Content-Type': 'application/json' },
      JSON.stringify({ reason, flatten }),
      AbortSignal.timeout(ANSWER_MS),
    );
    if (!response.ok) return null;
    return sentenceOf(await response.json());
  } catch {
    return null;
  }
}

function tokenOf(folder: string): string | null {
  try {
    return readFileSync(tokenPath(folder), 'utf8').trim();
  } catch {
    return null;
  }
}

function sentenceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { state, cancels, exits } = answer as Readonly<Record<string, unknown>>;
  if (state !== 'HALTED' || typeof cancels !== 'number' || typeof exits !== 'number') return null;
  return `trading is HALTED; ${String(cancels)} orders are being canceled, ${String(exits)} positions closed.`;
}
