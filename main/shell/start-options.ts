import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { folderOfMode } from '#main/adapters/system/data-folder.ts';
import { MODES, type Mode } from '#shared/domain/signal.ts';

/** What the desktop program is started with. */
export interface StartOptions {
  readonly mode: Mode;
  readonly dataDir: string;
  /** What was said about the exchange, unread. */
  readonly exchange: {
    readonly venue?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly historyDays?: string | undefined;
  };
}

/** The major of Electron this program is written for: the first with Node 24 and the settings the window relies on. */
export const ELECTRON_MAJOR = 45;

/** Why this Electron will not do, as a sentence for a person; null when it will. */
export function runtimeProblem(versions: Readonly<Record<string, string | undefined>>): string | null {
  const found = versions['electron'];
  if (found === undefined) return 'This is the desktop program: it needs Electron, and this is plain Node.';
  if (Number(found.split('.')[0]) >= ELECTRON_MAJOR) return null;
  return `Zmart Workstation needs Electron ${ELECTRON_MAJOR} or newer, but this is Electron ${found}.`;
}

/**
 * Reads our options out of a command line that is shared with Chromium's switches, which are passed over.
 * @returns the options, or a sentence about what is wrong
 */
export function startOptions(args: readonly string[], defaultDataDir: string): StartOptions | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      mode: { type: 'string' },
      'data-dir': { type: 'string' },
      venue: { type: 'string' },
      endpoint: { type: 'string' },
      'history-days': { type: 'string' },
    },
    strict: false,
    allowPositionals: true,
  });
  const { mode: wanted = 'demo' } = values;
  const mode = MODES.find((known) => known === wanted);
  if (mode === undefined) return `--mode must be one of ${MODES.join(', ')}, not "${String(wanted)}".`;
  const { 'data-dir': dataDir = folderOfMode(defaultDataDir, mode) } = values;
  if (typeof dataDir !== 'string' || dataDir === '') return '--data-dir needs the path of a folder.';
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { venue, endpoint, 'history-days': historyDays } = values;
  const exchange = { venue: text(venue), endpoint: text(endpoint), historyDays: text(historyDays) };
  return { mode, dataDir: resolve(dataDir), exchange };
}
