import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '#core/ports/store.ts';
import { DATABASE_FILE, openStore } from '#main/adapters/storage/open-store.ts';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-codes.ts';

/**
 * Opens a data folder that must be there, beside a workstation that may be running on it.
 * @throws CliError when nothing is there: looking must not make an empty folder. StoreFailure when it is broken.
 */
export function openExisting(folder: string): Store {
  requireData(folder);
  return openStore(folder, { readOnly: true });
}

/** @throws CliError when the folder holds no data: looking must not make an empty one. */
export function requireData(folder: string): void {
  if (!existsSync(join(folder, DATABASE_FILE))) {
    throw new CliError(
      EXIT.dataFolder,
      `There are no data in ${folder} yet. \`zmart import candles\` or a first start makes them.`,
    );
  }
}
