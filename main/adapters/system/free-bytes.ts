import { statfsSync } from 'node:fs';

/** Free bytes on the disk of a folder; null when they cannot be read. */
export function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
