import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file for its owner alone, under another name first, so that it is never half there. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
