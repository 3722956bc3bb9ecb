import { join } from 'node:path';
import { StoreFailure } from '#core/ports/store.ts';
import { backupDatabase } from '#main/adapters/storage/backup.ts';
import { backupFile } from '#main/adapters/storage/folder-backups.ts';
import { DATABASE_FILE } from '#main/adapters/storage/open-store.ts';
import { freeBytes } from '#main/adapters/system/free-bytes.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { requireData } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped, span } from '../terminal/figures.ts';
import { progressBar } from '../terminal/progress-bar.ts';

/** What is backed up, and where to. */
export interface BackupRequest {
  readonly dataFolder: string;
  /** A file that is not there yet; null: the folder `backups` of the data folder. */
  readonly to: string | null;
  readonly json: boolean;
}

const LABEL = { copying: 'copying', checking: 'reading it back' } as const;

/** Copies the database with a bar, beside a workstation that may be running, and says what the copy holds. */
export async function runBackup({ dataFolder, to, json }: BackupRequest, context: CliContext): Promise<ExitCode> {
  const { terminal, stopwatch, now } = context;
  requireData(dataFolder);
  const started = stopwatch();
  const progress = progressBar(terminal, 'Backup', stopwatch);
  try {
    const result = await backupDatabase({
      source: join(dataFolder, DATABASE_FILE),
      target: to ?? backupFile(dataFolder, now()),
      hasher: systemHasher,
      free: freeBytes,
      onProgress: (step, share) => progress.update(step === 'copying' ? share * 0.8 : 0.8 + share * 0.2, LABEL[step]),
      isStopped: () => false,
    });
    progress.end();
    const { path, bytes, records, rootHash } = result;
    terminal.out(
      json
        ? `${JSON.stringify(result, null, 2)}\n`
        : `Backup   ${path}\nSize     ${grouped(Math.round(bytes / 1_000))} kB in ${span(stopwatch() - started)}\nRecords  ${grouped(records)}, read back and checked\nRoot     ${rootHash}\n`,
    );
    return EXIT.ok;
  } catch (error) {
    progress.end();
    if (error instanceof StoreFailure) throw new CliError(EXIT.dataFolder, error.message);
    throw error;
  }
}
