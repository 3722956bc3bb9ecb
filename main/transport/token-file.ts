import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';

/** Where programs of the same user find the token of the running host. */
export const tokenPath = (dataDir: string): string => join(dataDir, 'api-token');

/** Writes the token for the owner's eyes only; disposing takes it away, unless another host has put its own there. */
export function writeTokenFile(dataDir: string, token: string): Disposable {
  const path = tokenPath(dataDir);
  mkdirSync(dataDir, { recursive: true });
  rmSync(path, { force: true });
  // A fresh file: an old one could be a link, or be readable by others.
  writeFileSync(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return toDisposable(() => {
    try {
      if (readFileSync(path, 'utf8').trim() === token) rmSync(path, { force: true });
    } catch {
      // The folder went before the host did: there is nothing left to take away.
    }
  });
}
