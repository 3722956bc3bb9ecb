import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportShelf } from '#core/ports/picture-reader.ts';

const ID = /^[\w-]{1,64}$/;

/** Rows of imports as files of the data folder, each written to a temporary name first, so that none is ever half there. */
export function importShelf(dataFolder: string): ImportShelf {
  const folder = join(dataFolder, 'imports');
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new Error(`Not the id of an import: ${id}`);
    return join(folder, `${id}.json`);
  };
  return {
    read: (id) => (existsSync(pathOf(id)) ? readFileSync(pathOf(id), 'utf8') : null),
    write(id, text) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(id);
      writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
      renameSync(`${path}.new`, path);
    },
    remove: (id) => {
      rmSync(pathOf(id), { force: true });
    },
  };
}
