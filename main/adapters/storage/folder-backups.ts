import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupMaker, BackupResult, BackupWatch, DataSizes, StoredBackup } from '#core/ports/backup.ts';
import type { Hasher } from '#core/ports/hasher.ts';
import { backupDatabase, databaseBytes } from './backup.ts';
import { DATABASE_FILE } from './open-store.ts';

const FOLDER = 'backups';
const NAME = /^zmart-\d{8}-\d{6}\.db$/;

/** `zmart-20251121-091500.db`, by UTC. */
const nameAt = (ms: number): string =>
  `zmart-${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.db`;

/** Where a backup of that moment goes unless a person names another file. */
export const backupFile = (dataFolder: string, at: number): string => join(dataFolder, FOLDER, nameAt(at));

/** The backups within a data folder. */
export class FolderBackups implements BackupMaker {
  readonly #dataFolder: string;
  readonly #hasher: Hasher;
  readonly #free: (folder: string) => number | null;

  constructor(dataFolder: string, hasher: Hasher, free: (folder: string) => number | null) {
    this.#dataFolder = dataFolder;
    this.#hasher = hasher;
    this.#free = free;
  }

  sizes(): DataSizes {
    return { ...databaseBytes(join(this.#dataFolder, DATABASE_FILE)), freeBytes: this.#free(this.#dataFolder) };
  }

  list(): readonly StoredBackup[] {
    try {
      const folder = join(this.#dataFolder, FOLDER);
      const names = readdirSync(folder).filter((name) => NAME.test(name));
      const found = names.map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return { name, bytes: size, at: Math.round(mtimeMs) };
      });
      return found.sort((a, b) => b.name.localeCompare(a.name));
    } catch {
      return [];
    }
  }

  make(at: number, watch: BackupWatch): Promise<BackupResult> {
    return backupDatabase({
      source: join(this.#dataFolder, DATABASE_FILE),
      target: backupFile(this.#dataFolder, at),
      hasher: this.#hasher,
      free: this.#free,
      ...watch,
    });
  }
}
