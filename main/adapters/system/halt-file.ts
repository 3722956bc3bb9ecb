import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HaltFile, HaltFileContent } from '#core/ports/halt-file.ts';

/** The name of the file in the data folder. */
export const HALT_FILE = 'HALT';

/** So much of a reason is kept; the file may hold anything. */
const LONGEST_REASON = 200;
const FLATTEN = 'flatten';

/** The halt file of a data folder. */
export function haltFile(dataDir: string): HaltFile {
  const path = join(dataDir, HALT_FILE);
  return {
    read() {
      try {
        return contentOf(readFileSync(path, 'utf8'));
      } catch (error) {
        if (isMissing(error)) return null;
        return { reason: 'the halt file is there but cannot be read', flatten: false };
      }
    },
    write({ reason, flatten }) {
      try {
        writeFileSync(path, `${reason}\n${flatten ? `${FLATTEN}\n` : ''}`, { flag: 'wx' });
      } catch (error) {
        if (!isThere(error)) throw error;
        if (flatten) appendFileSync(path, `\n${FLATTEN}\n`);
      }
    },
    remove() {
      rmSync(path, { force: true, recursive: true });
    },
  };
}

function contentOf(text: string): HaltFileContent {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const flatten = lines.some((line) => line.toLowerCase() === FLATTEN);
  const reason = lines.find((line) => line !== '' && line.toLowerCase() !== FLATTEN);
  return { reason: reason?.slice(0, LONGEST_REASON) ?? 'a halt file was put into the data folder', flatten };
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
const isThere = (error: unknown): boolean => codeOf(error) === 'EEXIST';
