import { existsSync, readFileSync } from 'node:fs';
import { MODES } from '#shared/domain/signal.ts';
import { folderOfMode } from '#main/adapters/system/data-folder.ts';
import { tokenPath } from '#main/transport/token-file.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';

/** Where a running host is looked for. */
export interface HostPlace {
  /** The data folder, or the one in which those of the modes lie. */
  readonly root: string;
  /** True when only this folder is meant. */
  readonly only: boolean;
  readonly port: number;
}

const ANSWER_MS = 5_000;

/** A refusal of the host as it came: its code, its sentence and what belongs to it. */
export class HostRefusal extends CliError {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, data: Readonly<Record<string, unknown>>) {
    super(EXIT.failed, message);
    this.code = code;
    this.data = data;
  }
}

/** Calls the API of the running host of a data folder, with the token it left there for programs of the same user. */
export class HostCalls {
  readonly #origin: string;
  readonly #token: string;
  readonly #context: CliContext;

  /** @throws CliError when no host runs on the folder. */
  constructor(place: HostPlace, context: CliContext) {
    this.#origin = `http://127.0.0.1:${String(place.port)}`;
    this.#token = tokenOf(place);
    this.#context = context;
  }

  get(path: string): Promise<unknown> {
    return this.#ask(() =>
      this.#context.get(`${this.#origin}/api${path}`, this.#headers(), AbortSignal.timeout(ANSWER_MS)),
    );
  }

  post(path: string, body: unknown): Promise<unknown> {
    const headers = { ...this.#headers(), 'Content-Type': 'application/json' };
    const text = JSON.stringify(body);
    return this.#ask(() =>
      this.#context.post(`${this.#origin}/api${path}`, headers, text, AbortSignal.timeout(ANSWER_MS)),
    );
  }

  #headers(): Readonly<Record<string, string>> {
    return { Authorization: `Bearer ${this.#token}`, Origin: this.#origin };
  }

  async #ask(call: () => Promise<Response>): Promise<unknown> {
    let response: Response;
    try {
      response = await call();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CliError(EXIT.failed, `No host answers at ${this.#origin} (${why}). Is its port another? See --port.`);
    }
    const answer = await jsonOf(response);
    if (response.ok) return answer;
    throw refusalOf(answer, response.status);
  }
}

const NO_ANSWER = { message: 'The host gave no answer that can be read.' };

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    if (!response.ok) return NO_ANSWER;
    throw new CliError(EXIT.failed, NO_ANSWER.message);
  }
}

function refusalOf(answer: unknown, status: number): HostRefusal {
  const { code, message, data } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<
    string,
    unknown
  >;
  const sentence = typeof message === 'string' && message !== '' ? message : `The host answered ${String(status)}.`;
  const more = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  return new HostRefusal(typeof code === 'string' ? code : String(status), sentence, more);
}

/** The token of the one host that runs; with several modes running the folder must be named. */
function tokenOf({ root, only }: HostPlace): string {
  const folders = [...new Set(only ? [root] : MODES.map((mode) => folderOfMode(root, mode)))];
  const running = folders.filter((folder) => existsSync(tokenPath(folder)));
  const [folder] = running;
  if (folder === undefined)
    throw new CliError(EXIT.dataFolder, `No host runs on ${root}: start one with zmart serve, or use the window.`);
  if (running.length > 1)
    throw new CliError(EXIT.usage, `Several hosts run (${running.join(', ')}); name one with --data-dir and --port.`);
  try {
    return readFileSync(tokenPath(folder), 'utf8').trim();
  } catch (error) {
    throw new CliError(EXIT.dataFolder, `The token in ${folder} could not be read: ${String(error)}`);
  }
}
