import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TextShelf } from '#core/ports/text-shelf.ts';
import { writeWhole } from './whole-file.ts';

const ID = /^[\w-]{1,64}$/;

/** Texts as files of a folder within the data folder. */
export function folderShelf(dataFolder: string, name: 'models' | 'imports'): TextShelf {
  const folder = join(dataFolder, name);
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new Error(`Not an id of ${name}: ${id}`);
    return join(folder, `${id}.json`);
  };
  return {
    read: (id) => (existsSync(pathOf(id)) ? readFileSync(pathOf(id), 'utf8') : null),
    write(id, text) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeWhole(pathOf(id), text);
    },
    remove: (id) => {
      rmSync(pathOf(id), { force: true });
    },
  };
}
