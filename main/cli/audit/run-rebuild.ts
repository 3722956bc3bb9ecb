import { rebuildTables } from '#core/journal/rebuild.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import type { CliContext } from '../context.ts';
import { requireData } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped } from '../terminal/figures.ts';

/** Writes the tables anew from intact records; needs the data folder for itself. */
export function runRebuild(dataFolder: string, { terminal }: CliContext): ExitCode {
  requireData(dataFolder);
  const store = openStore(dataFolder);
  try {
    const result = rebuildTables(store.journal, systemHasher);
    if (!result.ok) {
      terminal.out(`DAMAGED  ${dataFolder}\n${result.problem}\nNothing was changed.\n`);
      return EXIT.failed;
    }
    terminal.out(
      `Intact   ${dataFolder}\nThe tables are what the journal's ${grouped(result.records)} records give.\n`,
    );
    return EXIT.ok;
  } finally {
    store.close();
  }
}
