import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WatchdogCommand } from './watchdog-keeper.ts';

/** The watchdog beside the bundle in a build, or its source when run from source, on this Node. */
export function nodeWatchdog(): WatchdogCommand {
  const built = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));
  const file = existsSync(built) ? built : fileURLToPath(new URL('../watchdog/index.ts', import.meta.url));
  return { program: process.execPath, args: [file] };
}
