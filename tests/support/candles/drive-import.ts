import type { CandleImportRun } from '#shared/contract/candle-imports.ts';
import type { CandleImporter } from '#core/ports/candle-importer.ts';
import { partsOf } from './candle-text.ts';

/** Resolves with the import as it stands once it is as asked for. */
export function until(importer: CandleImporter, is: (run: CandleImportRun) => boolean): Promise<CandleImportRun> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { run } = importer;
      if (run === null || !is(run)) return;
      following.dispose();
      resolve(run);
    };
    const following = importer.onChange(look);
    look();
  });
}

/** Hands files over; false when they were not wanted to the end. */
export async function handOver(importer: CandleImporter, files: Readonly<Record<string, Buffer>>): Promise<boolean> {
  importer.begin(Object.entries(files).map(([name, { length }]) => ({ name, bytes: length })));
  for (const [file, bytes] of Object.values(files).entries())
    for (const part of partsOf(bytes)) if (!(await importer.part({ file, ...part }))) return false;
  return true;
}

/** Imports files to the end. */
export async function importAll(
  importer: CandleImporter,
  files: Readonly<Record<string, Buffer>>,
): Promise<CandleImportRun> {
  await handOver(importer, files);
  const asking = await until(importer, ({ state }) => state === 'asking' || state === 'failed');
  if (asking.state === 'failed' || !importer.store()) return asking;
  return until(importer, ({ endedAt }) => endedAt !== null);
}
